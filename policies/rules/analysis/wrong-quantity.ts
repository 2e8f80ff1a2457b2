import type { MetricAlone } from '../../../lib/facts/kubernetes/analysis/alone';
import { isConstant, partsOf, type Query } from '../../../lib/facts/kubernetes/promql/ast';
import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, TEMPLATE_KINDS } from './metrics';

const COUNTER = /_(?:total|count|sum|bucket)$/;
const OF_GAUGES = new Set(['delta', 'idelta', 'deriv']);

/** A query that measures something else than its condition takes it for. */
export const wrongQuantity: ObjectRule = {
  id: 'wrong-quantity',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A query measures what its condition compares',
  why: 'the threshold then depends on how many requests there are, so it is never passed, or always.',
  fix: 'divide bad requests by all requests, both as rate(...) over the same window.',
  level: 'warning',
  source: 'Prometheus documentation, "Query functions" and "Histograms and summaries"',
  since: '0.2.0',
  check: eachMetric((metric) => {
    const what = faultOf(metric);
    const at = metric.field.at('provider', 'prometheus', 'query');
    return what === undefined ? undefined : { at: at.path, what: `"${metric.metric.name}" ${what}` };
  }),
  examples: {
    good: [
      {
        title: 'a share of all requests',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] < 0.01
          provider: { prometheus: { query: 'sum(rate(bad_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
    bad: [
      {
        title: 'requests per second, compared as if they were a share',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.95
          provider: { prometheus: { query: 'sum(rate(requests_total{code!~"5.."}[2m]))' } }`),
      },
      {
        title: 'a number of errors, which grows with the traffic',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] <= 5
          provider: { prometheus: { query: 'sum(increase(requests_total{code=~"5.."}[2m]))' } }`),
      },
      {
        title: 'delta of a counter, which a restart makes negative',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] < 0.01
          provider: { prometheus: { query: 'sum(delta(bad_total[2m])) / sum(delta(all_total[2m]))' } }`),
      },
    ],
  },
};

/** What is wrong does not depend on names, and metrics that differ in nothing else are assessed once. */
const known = new WeakMap<MetricAlone['assessment'], string | undefined>();

function faultOf(metric: MetricAlone): string | undefined {
  if (!known.has(metric.assessment)) known.set(metric.assessment, faultIn(metric));
  return known.get(metric.assessment);
}

function faultIn({ reading: { query }, assessment: { stretches = [] } }: MetricAlone): string | undefined {
  if (!query) return undefined;
  const gauge = find(query, (part) => part.kind === 'call' && OF_GAUGES.has(part.name) && isCounter(part.args[0]));
  if (gauge?.kind === 'call') {
    return `takes ${gauge.name} of a counter: it is for gauges, and a restart makes it negative.`;
  }
  const counted = plain(query);
  if (counted?.kind === 'selector' && isCounter(counted)) {
    return 'compares a counter as it stands, which counts since its process began.';
  }
  if (counted?.kind !== 'call' || !isCounter(counted.args[0])) return undefined;
  const thresholds = stretches.slice(1).map(({ from }) => from);
  if (counted.name === 'increase' && thresholds.some((one) => one > 0)) {
    return `compares a number with ${thresholds[0]}, and the number grows with the traffic.`;
  }
  const isShare = thresholds.length > 0 && thresholds.every((one) => one > 0 && one <= 1);
  return /^i?rate$/.test(counted.name) && isShare
    ? `compares a rate per second with ${thresholds[0]}, as if it were a share.`
    : undefined;
}

/** What is summed and scaled, where nothing is divided by anything else. */
function plain(query: Query): Query | undefined {
  if (query.kind === 'aggregation') return query.operator === 'sum' ? plain(query.inner) : undefined;
  if (query.kind !== 'operation') return query;
  const [left, right] = [isConstant(query.left), isConstant(query.right)];
  return left || right ? plain(left ? query.right : query.left) : undefined;
}

function isCounter(query: Query | undefined): boolean {
  return query?.kind === 'selector' && COUNTER.test(query.metric);
}

function find(query: Query, wanted: (part: Query) => boolean): Query | undefined {
  if (wanted(query)) return query;
  return partsOf(query)
    .map((part) => find(part, wanted))
    .find((part) => part !== undefined);
}
