import { isUnknown } from '../../../lib/plan';
import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, TEMPLATE_KINDS } from './metrics';

/** What CEL reads as Go does; of what an argument puts in nothing is known. */
const GO_DURATION = '^[+-]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$';

/** Measured again before there is anything new. */
export const fastInterval: ObjectRule<{ readonly scrapeSeconds: number }> = {
  id: 'fast-interval',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A metric is measured no more often than data comes in',
  why: 'the same sample is counted several times, so that one outlier is as many failures.',
  fix: 'take an interval that is no shorter than the scrape interval.',
  level: 'warning',
  source: 'Prometheus Operator: scrapes come every 30 s unless they say otherwise',
  since: '0.2.0',
  options: { scrapeSeconds: 30 },
  check: (object, { scrapeSeconds }) =>
    eachMetric(({ field, provider, metric: { name, intervalSeconds: interval } }) => {
      if (provider !== 'prometheus' || interval === undefined || isUnknown(interval)) return undefined;
      if (interval >= scrapeSeconds) return undefined;
      const at = field.at('interval');
      return {
        at: at.path,
        value: at.value,
        what: `"${name}" is measured every ${interval} s, and scraped every ${scrapeSeconds} s.`,
      };
    })(object),
  cel: {
    expression: ({ scrapeSeconds }) =>
      everyMetric(
        `!has(m.provider) || !has(m.provider.prometheus) || !m.?interval.orValue('').matches(r'${GO_DURATION}') || duration(m.interval) >= duration('${scrapeSeconds}s')`,
      ),
  },
  examples: {
    good: [
      {
        title: 'every minute',
        manifests: template(`
          interval: 1m
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
    bad: [
      {
        title: 'every five seconds',
        manifests: template(`
          interval: 5s
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
  },
};
