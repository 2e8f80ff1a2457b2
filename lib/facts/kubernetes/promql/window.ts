import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import { partsOf, selectorsOf, type Query, type Span } from './ast';
import { secondsOf } from './literals';

/** How far back a query looks: its longest range, with offsets and the ranges of queries around it. */
export function lookBackOf(query: Query): Known<number> {
  if (query.kind === 'selector') return sum(query.range ?? recordedWindow(query.metric), query.offset);
  if (query.kind === 'subquery') return sum(sum(query.range, query.offset), lookBackOf(query.inner));
  return partsOf(query).map(lookBackOf).reduce<Known<number>>(longest, 0);
}

/** Recording rules end in what they did, as in `job:request_errors:rate5m` (Prometheus' naming convention). */
function recordedWindow(metric: string): number {
  const window = /(?:rate|increase|delta|avg|ratio)_?((?:[0-9]+(?:ms|[smhdwy]))+)$/.exec(metric)?.[1];
  return window === undefined ? 0 : secondsOf(window);
}

function known(span: Span | Known<number>): Known<number> {
  return typeof span === 'number'
    ? span
    : unknown(`look-back: ${span.unknown}`.replace(/^(look-back: )+/, 'look-back: '));
}

function sum(one: Span | Known<number>, other: Span | Known<number>): Known<number> {
  const [a, b] = [known(one), known(other)];
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : a + b;
}

function longest(one: Known<number>, other: Known<number>): Known<number> {
  if (isUnknown(one)) return one;
  return isUnknown(other) ? other : Math.max(one, other);
}

/** Metrics about machines and processes, which are there without a single request. */
const INFRASTRUCTURE =
  /^(?:up|scrape_|container_|kube_|kubelet_|node_|process_|go_|jvm_|nodejs_|python_|machine_|argo)/;

/** Metrics about requests. */
const REQUESTS =
  /request|http|grpc|rpc|response|latency|duration|quer(?:y|ies)|transaction|_rq_|span|call|hit|errors?/i;

/** Whether a query sees nothing without requests, as far as the names of its metrics say. */
export function needsTraffic(query: Query): Known<boolean> {
  const names = selectorsOf(query).map(({ metric }) => metric);
  if (names.length > 0 && names.every((name) => INFRASTRUCTURE.test(name))) return false;
  if (names.some((name) => REQUESTS.test(name))) return true;
  return unknown(`whether ${names.find((name) => name !== '') ?? 'the query'} is there without traffic`);
}
