import { unknown, type Known } from '../../../plan/model/known';
import { scopeOfText, sideOfText } from '../sides';
import type { Result, Samples } from '../verdicts/assess';
import { casesOf, emptyCase, nullCase } from '../verdicts/cases';
import { partAskedBy, type Part } from '../verdicts/shape';
import { intervalIn, trafficOf } from './floats';
import { textAt, textsIn, type Asked, type Reading } from './provider';

/** No answer at all is an Error before any condition. */
const nullsOrError = (part: Part, rows?: 'map'): readonly Result[] => [{ value: nullCase(part, rows) }, 'error'];

/** There always is an answer, but it can be empty. */
function nullsOrNone(part: Part): readonly Result[] {
  const empty = emptyCase(part);
  return [{ value: nullCase(part) }, ...(empty === undefined ? [] : [{ value: empty }])];
}

/** Answers of any shape: the shape is what the conditions ask about. */
function samplesOf({ judge }: Asked, none = nullsOrError, rows?: 'map'): Samples {
  const part = partAskedBy(judge.nodes);
  const missing = () => none(part, rows);
  const single = judge.asks && part.isLeaf && part.literals.size > 0 && [...part.literals].every(isNumber);
  return {
    data: single
      ? { kind: 'line', at: (value) => ({ value }), domain: [-Infinity, Infinity], constants: [] }
      : { kind: 'cases', results: casesOf(part, rows) },
    noData: missing,
    notANumber: missing,
  };
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

/** The web provider: the JSON at a path of the answer. Everything but a 2xx is an Error. */
export function readWeb(asked: Asked): Reading {
  const { spec, sides } = asked;
  const url = textAt(spec, 'url');
  // what stands behind the host is only what that is asked about
  const side = sideOfText(hostOf(url), sides);
  return {
    answers: samplesOf(asked),
    lookBackSeconds: 0,
    // whoever asks a Service of the rollout sends the request that is judged
    needsTraffic:
      side === 'canary' || side === 'stable' ? false : unknown(`what answers at ${hostOf(url) || 'its URL'}`),
    scope: scopeOfText(textsIn(spec), sides),
  };
}

function hostOf(url: string): string {
  return /^https?:\/\/[^/?#\s]+/.exec(url)?.[0] ?? '';
}

/** New Relic: a row as a map, or a list of rows; no rows are an Error. */
export function readNewRelic(asked: Asked): Reading {
  const part = partAskedBy(asked.judge.nodes);
  const query = textAt(asked.spec, 'query');
  // a list of rows has the type of New Relic's rows in it
  const answers = samplesOf(asked, nullsOrError, part.elements && part.fields.size === 0 ? 'map' : undefined);
  return {
    answers,
    lookBackSeconds: sinceOf(query),
    needsTraffic: trafficOf(query),
    scope: scopeOfText(query, asked.sides),
  };
}

const SINCE: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };

/** NRQL looks back an hour unless it says otherwise. */
function sinceOf(query: string): Known<number> {
  const since = /\bSINCE\s+(?:(\d+)\s+(second|minute|hour|day|week)s?\s+AGO\b)?/i.exec(query);
  if (!since) return 3600;
  return since[1] === undefined
    ? unknown('look-back: the query says SINCE in another way than a time ago')
    : Number(since[1]) * (SINCE[(since[2] ?? '').toLowerCase()] ?? 0);
}

/** SkyWalking: whatever its GraphQL answers. Its interval has no default. */
export function readSkyWalking(asked: Asked): Reading {
  const query = textAt(asked.spec, 'query');
  return {
    answers: samplesOf(asked, nullsOrNone),
    ...intervalIn(asked.spec),
    needsTraffic: trafficOf(query),
    scope: scopeOfText(query, asked.sides),
  };
}
