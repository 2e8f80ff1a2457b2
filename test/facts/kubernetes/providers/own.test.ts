import { OTHER, readingOf, unknownBecause, type Expected, type Written } from './read';

const job = (args: readonly string[], more: object = {}): Written => ({
  ...more,
  provider: {
    job: {
      spec: { template: { spec: { containers: [{ name: 'test', image: 'curl', args }], restartPolicy: 'Never' } } },
    },
  },
});
const kayenta = (threshold: object, more: object = {}, settings: object = {}): Written => ({
  ...more,
  provider: { kayenta: { address: 'http://kayenta', threshold, scopes: [], ...settings } },
});
const configured = unknownBecause('canary configuration');

describe('a provider that judges by itself is read', () => {
  const FAILS = ['Failed', 'Failed', 'Failed'] as const;
  const decides = unknownBecause('the plugin acme/metric decides');

  test.each<[string, Written, Expected]>([
    [
      'a Job by its exit status, which conditions have no part in',
      job(['http://shop-canary'], { successCondition: 'result > 1' }),
      { verdicts: FAILS, judged: OTHER, scope: 'canary', needsTraffic: false, lookBackSeconds: 0 },
    ],
    [
      'a Job that names nobody: what it tests is not known',
      job(['./smoke.sh']),
      {
        verdicts: FAILS,
        judged: OTHER,
        scope: unknownBecause('up to its containers'),
        needsTraffic: false,
        lookBackSeconds: 0,
      },
    ],
    [
      'Kayenta: Failed below marginal, and back to the last measurement',
      kayenta({ pass: 90, marginal: 75 }, { interval: '10m', count: 3 }),
      {
        verdicts: ['Failed', configured, configured],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: configured,
        lookBackSeconds: 600,
      },
    ],
    [
      'Kayenta without marginal: never worse than Inconclusive; and back to the start',
      kayenta({ pass: 90, marginal: 0 }, {}, { lookback: true }),
      {
        verdicts: ['Inconclusive', configured, configured],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: configured,
        lookBackSeconds: unknownBecause('from the start of the analysis'),
      },
    ],
    [
      'Kayenta that passes at 0: every score is good, whatever marginal is',
      kayenta({ pass: 0, marginal: 50 }),
      {
        verdicts: ['Successful', configured, configured],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: configured,
        lookBackSeconds: unknownBecause('the scopes say it'),
      },
    ],
    [
      'a plugin: nothing, but whose name it is given',
      { provider: { plugin: { 'acme/metric': { query: 'errors{service="shop-canary"}' } } } },
      {
        verdicts: [decides, decides, decides],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: decides,
        lookBackSeconds: decides,
      },
    ],
    [
      'a plugin that is given nobody: nothing at all',
      { successCondition: 'result > 1', provider: { plugin: { 'acme/metric': { query: 'errors' } } } },
      {
        verdicts: [decides, decides, decides],
        judged: OTHER,
        scope: decides,
        needsTraffic: decides,
        lookBackSeconds: decides,
      },
    ],
  ])('%s', (_, written, expected) => {
    expect(readingOf(written)).toEqual(expected);
  });
});
