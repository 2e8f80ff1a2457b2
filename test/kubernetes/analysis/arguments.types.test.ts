import { AnalysisTemplate, Argument, job, prometheus, Threshold } from '../../../lib';
import { emptyChart } from '../../support/synth';

// The compiler is the judge here: `npm run typecheck` fails if one of the marked lines compiles.

const chart = emptyChart();
const healthy = Threshold.atLeast(1);
const template = new AnalysisTemplate(chart, 'quality', {
  args: { service: Argument.required(), floor: Argument.default('1'), token: Argument.secret('vault', 'token') },
  metrics: (args) => [
    {
      name: 'rate',
      provider: prometheus({
        query: `up{s="${args.service}", t="${args.token}"} > ${args.floor}`,
      }),
      healthy,
      noData: 'fail',
    },
  ],
});
const plain = new AnalysisTemplate(chart, 'plain', {
  metrics: () => [{ name: 'rate', provider: prometheus({ query: 'up' }), healthy, noData: 'fail' }],
});
const relaxed = new AnalysisTemplate(chart, 'relaxed', {
  args: { floor: Argument.default('1') },
  metrics: (args) => [{ name: 'rate', provider: prometheus({ query: `up > ${args.floor}` }), healthy, noData: 'fail' }],
});

test('what a template asks for can be passed', () => {
  expect(template.use({ service: 'web' }).args).toEqual({ service: 'web' });
  expect(template.use({ service: Argument.stableHash(), floor: '2' }).args).toHaveProperty('floor', '2');
  expect(plain.use().args).toEqual({});
  expect(plain.use({}).args).toEqual({});
  expect(relaxed.use().args).toEqual({});
  expect(relaxed.use({ floor: '3' }).args).toEqual({ floor: '3' });
});

test('what it does not ask for, or misses, does not compile', () => {
  // @ts-expect-error service is required
  template.use({});
  // @ts-expect-error service is required, so something must be passed
  template.use();
  // @ts-expect-error it is called floor
  template.use({ service: 'web', flor: '2' });
  // @ts-expect-error a secret is read from the cluster
  template.use({ service: 'web', token: 'x' });
  // @ts-expect-error values are text
  template.use({ service: 5 });
  // @ts-expect-error this template has no arguments
  plain.use({ service: 'web' });
  // @ts-expect-error it is called floor
  relaxed.use({ flor: '2' });
  expect(plain.use().template).toBe(plain);
});

test('a misspelt argument in a metric does not compile', () => {
  expect(
    () =>
      new AnalysisTemplate(chart, 'misspelt', {
        args: { service: Argument.required() },
        metrics: (args) => [
          {
            name: 'rate',
            // @ts-expect-error it is called service
            provider: prometheus({ query: `up{s="${args.servce}"}` }),
            healthy,
            noData: 'fail',
          },
        ],
      }),
  ).not.toThrow();
});

test('a metric without a threshold or a word about no data does not compile', () => {
  const provider = prometheus({ query: 'up' });
  const broken = [
    // @ts-expect-error no data must be decided
    () => new AnalysisTemplate(chart, 'a', { metrics: () => [{ name: 'a', provider, healthy }] }),
    // @ts-expect-error there must be a threshold
    () => new AnalysisTemplate(chart, 'b', { metrics: () => [{ name: 'b', provider, noData: 'fail' }] }),
    // @ts-expect-error there are four choices
    () => new AnalysisTemplate(chart, 'c', { metrics: () => [{ name: 'c', provider, healthy, noData: 'ignore' }] }),
  ];
  for (const make of broken) {
    expect(make).toThrow(/cannot be built/);
  }
  const smoke = job({ containers: [{ image: 'registry.example.com/smoke:1' }] });
  new AnalysisTemplate(chart, 'd', { metrics: () => [{ name: 'd', provider: smoke }] });
});
