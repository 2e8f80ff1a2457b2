import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  Objective,
  WORKBOOK_WINDOWS,
  type EventIndicator,
  type MinimumTraffic,
  type TestSeries,
} from '../../../lib/slo';
import { counter, gauge, type History } from './history';

/** A series of promtool's. */
export interface Input {
  readonly series: string;
  readonly values: string;
}

/** One SLO of an example of Sloth's, said in our API. */
export interface Example {
  /** Which file of Sloth's. */
  readonly file: string;
  /** Name of the SLO in it. */
  readonly slo: string;
  readonly objective: Objective;
  /** The series that both rule sets read. */
  readonly input: (history: History) => readonly Input[];
  /** The window's first look counts too. */
  readonly both: boolean;
}

interface SlothFile {
  readonly service: string;
  readonly slos: readonly {
    readonly name: string;
    readonly objective: number;
    readonly sli: { readonly events: { readonly error_query: string; readonly total_query: string } };
  }[];
}

interface SlothRules {
  readonly groups: readonly { readonly name: string }[];
}

/** Sloth's own words for an SLO, of which we take the service, the target and the two queries. */
function read(shared: string, file: string, slo: string) {
  const spec = parse(readFileSync(join(shared, 'corpus/sloth', `${file}.yml`), 'utf8')) as SlothFile;
  const found = spec.slos.find(({ name }) => name === slo);
  if (found === undefined) {
    throw new Error(`${file}.yml has no SLO "${slo}"`);
  }
  return { service: spec.service, percent: found.objective, ...found.sli.events };
}

/** The rules that Sloth generates from an example, and their groups in the order in which they need each other. */
export function slothRules(shared: string, file: string): { readonly text: string; readonly groups: string[] } {
  const text = readFileSync(join(shared, 'corpus/sloth', `_gen_${file}.yml`), 'utf8');
  return { text, groups: (parse(text) as SlothRules).groups.map(({ name }) => name) };
}

function said(
  shared: string,
  file: string,
  slo: string,
  indicator: (raw: { error: string; total: string }) => EventIndicator,
  minimum: MinimumTraffic = {},
): Objective {
  const { service, percent, error_query, total_query } = read(shared, file, slo);
  // Sloth divides rates; we count events, because a minimum of them is part of the objective
  const ours = (query: string) => query.replaceAll('{{.window}}', '$window').replaceAll('rate(', 'increase(');
  return Objective.ratio({
    service,
    namespace: 'sloth',
    name: slo,
    target: percent / 100,
    owner: 'sre',
    runbook: 'https://wiki/slo',
    burnWindows: WORKBOOK_WINDOWS,
    minimum,
    indicator: indicator({ error: ours(error_query), total: ours(total_query) }),
  });
}

function events(raw: { error: string; total: string }, series: readonly TestSeries[]): EventIndicator {
  return {
    kind: 'events',
    total: { raw: { promql: raw.total } },
    part: { is: 'bad', query: { raw: { promql: raw.error } } },
    series,
  };
}

/** Requests that a service counts by their code. */
function requests(shared: string, file: string, slo: string, job: string): Example {
  const metric = 'http_request_duration_seconds_count';
  const series = [
    { metric, labels: { job, code: '200' }, counts: 'good' },
    { metric, labels: { job, code: '500' }, counts: 'bad' },
  ] as const;
  return {
    file,
    slo,
    objective: said(shared, file, slo, (raw) => events(raw, series)),
    input: (history) =>
      series.map(({ labels, counts }) => ({
        series: `${metric}{job="${job}",code="${labels.code}"}`,
        values: counter(history, ({ total, bad }) => (counts === 'bad' ? bad : total - bad)),
      })),
    both: false,
  };
}

/** Clients of a wifi, satisfied or not: what is counted are the looks at a gauge. */
function clients(shared: string, slo: string): Example {
  const metric = 'unifipoller_client_satisfaction_ratio';
  // Sloth needs its own "or 0": we add one to every part, so the query says what it counts and no more
  const bare = (error: string) => error.replace(' OR on() vector(0)', '');
  const series = [{ metric, labels: { client: '0' }, counts: 'value' }] as const;
  return {
    file: 'home-wifi',
    slo,
    objective: said(
      shared,
      'home-wifi',
      slo,
      ({ error, total }) => events({ error: bare(error), total }, series),
      // an event is a look at one client: the first bad one may already be an outage
      { bad: 1 },
    ),
    input: (history) =>
      Array.from({ length: Math.max(...history.map(({ total }) => total)) }, (_, client) => ({
        series: `${metric}{client="${client}"}`,
        values: gauge(history, ({ total, bad }) => (client >= total ? undefined : client < bad ? 0.1 : 0.9)),
      })),
    both: true,
  };
}

/** The SLOs of Sloth's examples. */
export const examples = {
  gettingStarted: (shared: string) => requests(shared, 'getting-started', 'requests-availability', 'myservice'),
  goodWifi: (shared: string) => clients(shared, 'good-wifi-client-satisfaction'),
  riskWifi: (shared: string) => clients(shared, 'risk-wifi-client-satisfaction'),
  /** Its alerts are switched off: what it has are recorded series. */
  noAlerts: (shared: string) => requests(shared, 'no-alerts', 'http-availability', 'myapp'),
} as const;
