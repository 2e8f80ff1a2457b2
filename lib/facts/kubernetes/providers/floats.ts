import type { Known } from '../../../plan/model/known';
import { unknown } from '../../../plan/model/known';
import { parseGoDuration } from '../duration';
import { CLOUDWATCH_RESULT, ExprArray, ExprStruct, type Value } from '../expr/values';
import { unknownIn } from '../marks';
import { scopeOfText } from '../sides';
import type { Line, Result, Samples } from '../verdicts/assess';
import { lengthAskedBy, partAskedBy } from '../verdicts/shape';
import { textAt, textsIn, type Asked, type Reading } from './provider';

/** Argo's default for how far Datadog and CloudWatch look back. */
const FIVE_MINUTES = 300;

function line(value: (quantity: number) => Value): Line {
  return { kind: 'line', at: (quantity) => ({ value: value(quantity) }), domain: [-Infinity, Infinity], constants: [] };
}

/** A provider without NaN: 0/0 is no data to it. */
function withoutNaN(value: (quantity: number) => Value, ...noData: readonly Result[]): Samples {
  return { data: line(value), noData: () => noData, notANumber: () => noData };
}

function reading(
  { spec, sides }: Asked,
  answers: Samples,
  window: Known<number> | ReturnType<typeof intervalIn>,
): Reading {
  // who is asked says nothing about what it is asked
  const {
    address: _address,
    profile: _profile,
    secretRef: _secret,
    ...question
  } = Object(spec) as Record<string, unknown>;
  const text = textsIn(question);
  const lookBack = typeof window === 'object' && 'lookBackSeconds' in window ? window : { lookBackSeconds: window };
  return { answers, ...lookBack, needsTraffic: trafficOf(text), scope: scopeOfText(text, sides) };
}

const REQUESTS = /request|http|grpc|rpc|response|latency|duration|transaction|hits|errors?\b|4xx|5xx|2xx/i;

/** Whether a query is about requests, as far as its words say. */
export function trafficOf(text: string): Known<boolean> {
  return REQUESTS.test(text) ? true : unknown('whether what the query asks for is there without traffic');
}

/** How far back a provider looks by its `interval`; without one that Go can read it asks nobody. */
export function intervalIn(spec: unknown, otherwise?: number): Pick<Reading, 'lookBackSeconds' | 'fault'> {
  const text = textAt(spec, 'interval');
  const seconds = text === '' ? otherwise : parseGoDuration(text);
  if (seconds !== undefined) return { lookBackSeconds: seconds };
  const why = unknownIn(text);
  if (why !== undefined) return { lookBackSeconds: unknown(`look-back: interval is ${why}`) };
  const fault =
    text === '' ? 'its provider has no interval' : `its provider's interval ${JSON.stringify(text)} is no duration`;
  return { lookBackSeconds: unknown(`look-back: ${fault}`), fault };
}

/** Datadog: one float; nil where there are no points. */
export function readDatadog(asked: Asked): Reading {
  return reading(
    asked,
    withoutNaN((value) => value, { value: null }),
    intervalIn(asked.spec, FIVE_MINUTES),
  );
}

/** As many of one value as the conditions look at. */
function repeated(value: number, { judge }: Asked): number[] {
  return Array<number>(lengthAskedBy(judge.nodes)).fill(value);
}

/** Wavefront: one float for one series, a list for several; without series it is an Error before any condition. */
export function readWavefront(asked: Asked): Reading {
  const text = textAt(asked.spec, 'query');
  const window = unknown(`look-back: it is inside the query ${JSON.stringify(text.slice(0, 40))}`);
  return reading(
    asked,
    withoutNaN((value) => value, 'error'),
    window,
  );
}

/** Graphite: the points of the first series; without series it is an Error, nulls are left out. */
export function readGraphite(asked: Asked): Reading {
  const floats = (values: readonly number[]) => new ExprArray(values, 'float');
  const back = /[?&\s]from=-(\d+)(s|min|h|d|w)/.exec(`?${textAt(asked.spec, 'query')}`);
  const units: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 };
  // Graphite's own default is a day
  const window = back ? Number(back[1]) * (units[back[2] ?? ''] ?? 1) : 86_400;
  return reading(
    asked,
    withoutNaN((value) => floats(repeated(value, asked)), 'error', { value: floats([]) }),
    window,
  );
}

/** InfluxDB: the value of every record, nil where it has none; without records it is an Error. Flux knows NaN. */
export function readInfluxdb(asked: Asked): Reading {
  const start = /range\(\s*start:\s*-(\S+?)\s*[,)]/.exec(textAt(asked.spec, 'query'))?.[1] ?? '';
  const window = parseGoDuration(start.replace(/(\d+)d/, (_, days: string) => `${Number(days) * 24}h`));
  const records = (value: Value): Value => new ExprArray(Array<Value>(lengthAskedBy(asked.judge.nodes)).fill(value));
  return reading(
    asked,
    {
      data: line(records),
      noData: () => ['error', { value: records(null) }],
      notANumber: () => [{ value: records(Number.NaN) }],
    },
    window ?? unknown('look-back: the query does not say it as range(start: -5m)'),
  );
}

/** CloudWatch: one struct for each query that returns data, with its points, newest first. */
export function readCloudWatch(asked: Asked): Reading {
  const { metricDataQueries } = Object(asked.spec) as { metricDataQueries?: unknown };
  const queries: unknown[] = Array.isArray(metricDataQueries) ? metricDataQueries : [];
  const returned = queries.filter((query) => (Object(query) as { returnData?: unknown }).returnData !== false);
  const points = partAskedBy(asked.judge.nodes).elements?.fields.get('Values')?.length ?? 1;
  const results = (values: readonly number[]): Value =>
    new ExprArray(
      returned.map((query) => {
        const { id = '', label = '' } = Object(query) as { id?: string; label?: string };
        const fields = {
          Id: id,
          Label: label || id,
          StatusCode: 'Complete',
          Values: new ExprArray(values, 'float'),
          Timestamps: null,
          Messages: null,
        };
        return new ExprStruct(fields, CLOUDWATCH_RESULT);
      }),
      { struct: CLOUDWATCH_RESULT },
    );
  return reading(
    asked,
    withoutNaN((value) => results(Array<number>(points).fill(value)), { value: results([]) }),
    intervalIn(asked.spec, FIVE_MINUTES),
  );
}
