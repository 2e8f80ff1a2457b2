import type { Metric } from '../../plan';

/** The PromQL query that measures what a metric judges. */
export function queryOf(service: string, { judged, lookBackSeconds }: Metric): string {
  if (typeof lookBackSeconds !== 'number') {
    throw new Error(`suggested: a suggestion leaves nothing open, but here is ${lookBackSeconds.unknown}`);
  }
  const requests = (of: string, failed = '') =>
    `sum(increase(requests_total{service="${of}"${failed}}[${lookBackSeconds}s]))`;
  // no request has failed yet: there is no such series, and that is 0 and not silence
  const errorRate = (of: string) => `(${requests(of, ',code=~"5.."')} or vector(0)) / ${requests(of)}`;
  const canary = `${service}-canary`;
  if (judged.quantity === 'errorRateRise') return `${errorRate(canary)} - ${errorRate(service)}`;
  if (judged.quantity !== 'errorRate') throw new Error(`suggested: there is no query for ${judged.quantity}`);
  const { minimumRequests } = judged;
  const guard = typeof minimumRequests === 'number' ? ` and ${requests(canary)} >= ${minimumRequests}` : '';
  return `${errorRate(canary)}${guard}`;
}
