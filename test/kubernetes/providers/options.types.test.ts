import { Duration } from 'cdk8s';
import {
  cloudWatch,
  datadog,
  job,
  kayenta,
  metricPlugin,
  newRelic,
  prometheus,
  skywalking,
  web,
  type KayentaScope,
  type MetricProvider,
} from '../../../lib';

// The compiler is the judge here: `npm run typecheck` fails if one of the marked lines compiles.

const minute = Duration.minutes(1);
const url = 'http://checkout-canary.shop/score';
const jsonPath = '{$.score}';
const image = 'registry.example.com/smoke:1';
const side = { scope: 'app=checkout', region: 'eu', step: minute };
const moments: KayentaScope = {
  name: 'default',
  controlScope: side,
  experimentScope: side,
  // @ts-expect-error a start is one for both sides
  start: { control: '{{args.start}}' },
};

const impossible: Readonly<Record<string, () => MetricProvider>> = {
  // @ts-expect-error a time span has points, never a scalar
  range: () => prometheus({ query: 'up', returns: 'scalar', rangeQuery: { start: minute, step: minute } }),
  // @ts-expect-error a Duration has its unit
  timeout: () => prometheus({ query: 'up', timeout: 30 }),
  // @ts-expect-error one query or several
  either: () => datadog({ query: 'a', queries: { a: 'b' }, formula: 'a' }),
  // @ts-expect-error several queries need a formula
  formula: () => datadog({ queries: { a: 'b', c: 'd' } }),
  // @ts-expect-error v1 has no aggregator
  old: () => datadog({ query: 'a', apiVersion: 'v1', aggregator: 'avg' }),
  // @ts-expect-error there are nine aggregators
  aggregator: () => datadog({ query: 'a', aggregator: 'median' }),
  // @ts-expect-error a row has columns
  column: () => newRelic({ query: 'SELECT 1' }),
  // @ts-expect-error Argo has no default
  interval: () => skywalking({ address: url, query: '{ x }', values: ['x'] }),
  // @ts-expect-error an expression or a statistic
  neither: () => cloudWatch({ metricDataQueries: [{ id: 'a' }] }),
  // @ts-expect-error at least one query
  none: () => cloudWatch({ metricDataQueries: [] }),
  // @ts-expect-error a GET has no body
  get: () => web({ url, jsonPath, answersJson: true, body: 'x' }),
  // @ts-expect-error one body
  bodies: () => web({ url, jsonPath, answersJson: true, method: 'POST', body: 'x', jsonBody: {} }),
  // @ts-expect-error it must be said
  json: () => web({ url, jsonPath }),
  // @ts-expect-error the whole answer, if null, crashes the controller
  whole: () => web({ url, answersJson: true, jsonPath: '{$}' }),
  // @ts-expect-error pods in one way or the other
  pods: () => job({ containers: [{ image }], spec: { template: {} } }),
  // @ts-expect-error a score has two limits
  threshold: () => kayenta({ threshold: { pass: 90 } }),
};

test('what Argo would refuse does not compile, and is refused where JavaScript lets it through', () => {
  for (const [name, make] of Object.entries(impossible)) {
    const found = make().problems?.({ name: 'check' });
    expect({ name, refused: found !== undefined && found.length > 0 }).toEqual({ name, refused: true });
  }
  expect(Object.keys(moments.start ?? {})).toEqual(['control']);
});

test('a plugin is judged by conditions only if it says how its result reads', () => {
  const query: string = metricPlugin({ name: 'example/quality', samples: 'result' }).samples;
  const verdict: undefined = metricPlugin({ name: 'example/gate' }).samples;
  expect([query, verdict]).toEqual(['result', undefined]);
});
