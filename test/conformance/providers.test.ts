import { Chart, Testing } from 'cdk8s';
import { answers, type Answers, type Value } from './answers';
import {
  AnalysisTemplate,
  Argument,
  argumentsUsedIn,
  ClusterAnalysisTemplate,
  isQueryMetric,
  metricProviders,
  noDataChoices,
  renderMetric,
  Threshold,
  type Metric,
  type MetricProvider,
  type NoData,
  type QueryMetric,
} from '../../lib';
import * as argo from '../support/argo';
import { closedValidator, npmErrorsOf, type Json } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';

const examples = metricProviders.flatMap((kind) =>
  kind.examples().map((provider, index) => ({ name: `${kind.id} ${index + 1}`, kind, provider })),
);
const judged = examples.filter(({ provider }) => provider.samples !== undefined);

/** An example in a metric that suits it; a vendor that answers in words has its threshold at 1. */
function metricOf(provider: MetricProvider, noData: NoData, words = false): Metric {
  const healthy = Threshold.atLeast(words ? 1 : 0.95);
  const metric = { name: 'check', provider, ...(provider.samples === undefined ? {} : { healthy, noData }) };
  // the factories' examples say with `samples` which of the two they are
  return metric as Metric;
}

/** The one template of a chart with this metric. */
function manifest(metric: Metric, cluster = false): Json {
  const chart = new Chart(Testing.app(), 'shop');
  const names = argumentsUsedIn(JSON.stringify(renderMetric(metric)));
  const args = Object.fromEntries(names.map((name) => [name, Argument.required()]));
  new (cluster ? ClusterAnalysisTemplate : AnalysisTemplate)(chart, 'quality', { args, metrics: () => [metric] });
  return (Testing.synth(chart) as Json[])[0] ?? {};
}

describe('the registry', () => {
  test.each(metricProviders.map((kind) => [kind.id, kind] as const))('%s says what docs need', (id, kind) => {
    expect(kind.title).not.toBe('');
    expect(kind.since).toMatch(/^1\.\d+$/);
    expect(kind.reads).not.toBe('');
    expect(kind.examples().map((example) => example.id)).toEqual(kind.examples().map(() => id));
  });

  test('has each key once', () => {
    expect(new Set(metricProviders.map(({ id }) => id)).size).toBe(metricProviders.length);
  });

  test('has an answer for each example that conditions judge', () => {
    const count = (ids: readonly string[]) =>
      Object.fromEntries(ids.map((id) => [id, ids.filter((one) => one === id).length]));
    expect(count(Object.entries(answers).flatMap(([id, list]) => list.map(() => id)))).toEqual(
      count(judged.map(({ kind }) => kind.id)),
    );
  });
});

describe('the manifests', () => {
  /** Later than the Argo Rollouts that the npm package was made from; the JSDoc says so. */
  const NEWER = /\/(requestTimeout|basicAuth) is not a known key$/;

  test.each(examples.map((one) => [one.name, one.provider] as const))('of %s are valid', (_name, provider) => {
    for (const noData of provider.emptyIsError ? (['fail', 'wait'] as const) : noDataChoices) {
      for (const cluster of [false, true]) {
        expect(
          npmErrorsOf(manifest(metricOf(provider, noData), cluster)).filter((error) => !NEWER.test(error)),
        ).toEqual([]);
      }
    }
  });

  testWithShared('are valid against the official schema, closed to unknown keys', (dir) => {
    const errorsOf = closedValidator(dir);
    for (const { name, provider } of examples) {
      for (const cluster of [false, true]) {
        expect({ name, errors: errorsOf(manifest(metricOf(provider, 'fail'), cluster)) }).toEqual({ name, errors: [] });
      }
    }
  });

  testWithShared('of all examples of a provider together say every field of the official schema', async (dir) => {
    const schema = (await import(`${dir}/schemas/argoproj.io_AnalysisTemplate_v1alpha1.json`)) as Json;
    const fields = below(schema, 'properties.spec.properties.metrics.items.properties.provider.properties');
    for (const kind of metricProviders) {
      const said = new Set(kind.examples().flatMap(({ spec }) => [...keysIn(spec)]));
      const missing = [...pathsIn(below(fields, kind.id))].filter((path) => !said.has(path) && !UNSAID.test(path));
      expect({ id: kind.id, missing }).toEqual({ id: kind.id, missing: [] });
    }
    expect(Object.keys(fields).sort()).toEqual(metricProviders.map(({ id }) => id).sort());
  });
});

/** Fields of pods, which are cdk8s-plus' to know, and one that Argo's web provider never reads. */
const UNSAID = /^spec\.|^authentication\.sigv4/;

function below(schema: Json, path: string): Json {
  return path.split('.').reduce((inner, key) => inner[key] as Json, schema);
}

/** Every place that a schema lists, such as `metricDataQueries.metricStat.stat`. */
function* pathsIn(schema: Json, at = ''): Iterable<string> {
  const properties = (schema.properties ?? (schema.items as Json | undefined)?.properties ?? {}) as Record<
    string,
    Json
  >;
  for (const [key, child] of Object.entries(properties)) {
    const path = at === '' ? key : `${at}.${key}`;
    yield path;
    if (path !== 'spec') {
      yield* pathsIn(child, path);
    }
  }
}

/** Every place that an object fills, lists flattened. */
function* keysIn(value: unknown, at = ''): Iterable<string> {
  if (Array.isArray(value)) {
    for (const one of value) yield* keysIn(one, at);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value).filter(([, child]) => child !== undefined)) {
      const path = at === '' ? key : `${at}.${key}`;
      yield path;
      yield* keysIn(child, path);
    }
  }
}

const SILENCE: Readonly<Record<NoData, argo.Phase>> = {
  fail: 'Failed',
  pass: 'Successful',
  pause: 'Inconclusive',
  wait: 'Error',
};

describe('what the conditions make of an answer', () => {
  type Values = readonly (argo.Num | null)[];
  const table: readonly { kind: string; values: Values; one: argo.Phase | 'silence'; two: argo.Phase | 'silence' }[] = [
    { kind: 'good', values: [0.97], one: 'Successful', two: 'Successful' },
    { kind: 'good, several', values: [0.97, 1], one: 'Successful', two: 'Successful' },
    { kind: 'bad', values: [0.2], one: 'Failed', two: 'Failed' },
    { kind: 'mixed', values: [0.97, 0.2], one: 'Failed', two: 'Failed' },
    { kind: 'empty', values: [], one: 'silence', two: 'silence' },
    { kind: 'NaN', values: ['NaN'], one: 'silence', two: 'silence' },
    { kind: 'null', values: [null], one: 'silence', two: 'silence' },
    { kind: 'good and NaN', values: [0.97, 'NaN'], one: 'silence', two: 'silence' },
    { kind: 'good and null', values: [0.97, null], one: 'silence', two: 'silence' },
    { kind: 'bad and NaN', values: ['NaN', 0.2], one: 'Failed', two: 'Failed' },
    { kind: 'bad and null', values: [null, 0.2], one: 'Failed', two: 'Failed' },
    { kind: '+Inf', values: ['+Inf'], one: 'Failed', two: 'Inconclusive' },
    { kind: '-Inf', values: ['-Inf'], one: 'Failed', two: 'Failed' },
    { kind: 'good and +Inf', values: [0.97, '+Inf'], one: 'Failed', two: 'Inconclusive' },
    { kind: 'uncertain', values: [0.92], one: 'Failed', two: 'Inconclusive' },
  ];
  /** In words there is only good and bad. */
  const NUMERIC = /Inf|uncertain|several/;
  /** Graphite leaves nulls out before anyone sees them. */
  const LEFT_OUT = /^good and null$/;

  const cases = judged.flatMap(({ name, kind, provider }) => {
    const index = judged.filter((one) => one.kind === kind).findIndex((one) => one.name === name);
    const answer = answers[kind.id]?.[index];
    return noDataChoices.flatMap((noData) =>
      [undefined, Threshold.below(0.9)].flatMap((unhealthy) =>
        table.flatMap(({ kind: what, values, one, two }) => {
          const result = answer?.result(values);
          if (
            result === undefined ||
            (answer?.words && NUMERIC.test(what)) ||
            (kind.id === 'graphite' && LEFT_OUT.test(what))
          ) {
            return [];
          }
          const metric = { ...metricOf(provider, noData, answer?.words !== undefined), unhealthy } as QueryMetric;
          const phase = unhealthy ? two : one;
          return [
            {
              name: `${name}, noData ${noData}, ${unhealthy ? 'two thresholds' : 'one threshold'}: ${what}`,
              input: { ...conditionsOf(metric), result },
              phase: phase === 'silence' ? SILENCE[noData] : phase,
            },
          ];
        }),
      ),
    );
  });

  function conditionsOf(metric: QueryMetric): Pick<argo.ConditionInput, 'successCondition' | 'failureCondition'> {
    const { successCondition, failureCondition } = renderMetric(metric) as Record<string, string | undefined>;
    return { successCondition, failureCondition };
  }

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'is what NoData says, for each provider, by the code of the controller',
    () => {
      expect(cases.length).toBeGreaterThan(1000);
      const found = argo.conditions(cases.map(({ input }) => input));
      const wrong = cases.flatMap(({ name, phase }, index) =>
        found[index]?.phase === phase ? [] : [{ name, phase, found: found[index] }],
      );
      expect(wrong).toEqual([]);
      console.log(`${cases.length} conditions evaluated`);
    },
  );
});

describe('what the provider of the controller makes of what a vendor sends', () => {
  const sent: readonly { kind: string; values: readonly Value[]; phase: argo.Phase | 'silence' | 'none' }[] = [
    { kind: 'good', values: [0.97], phase: 'Successful' },
    { kind: 'bad', values: [0.2], phase: 'Failed' },
    { kind: 'mixed', values: [0.97, 0.2], phase: 'Failed' },
    { kind: 'nothing', values: [], phase: 'none' },
    { kind: 'null', values: [null], phase: 'silence' },
    { kind: 'NaN', values: ['NaN'], phase: 'silence' },
    { kind: '+Inf', values: ['+Inf'], phase: 'Failed' },
  ];

  function expected(phase: (typeof sent)[0]['phase'], kind: string, answer: Answers, noData: NoData): argo.Phase {
    if (kind === 'mixed' && answer.firstOnly) return 'Successful';
    if (kind === 'null' && answer.nullIsZero) return 'Failed';
    if (phase === 'none') return answer.noneIsError ? 'Error' : SILENCE[noData];
    return phase === 'silence' ? SILENCE[noData] : phase;
  }

  const cases = judged.flatMap(({ name, kind, provider }) => {
    const index = judged.filter((one) => one.kind === kind).findIndex((one) => one.name === name);
    const answer = answers[kind.id]?.[index];
    return noDataChoices.flatMap((noData) =>
      sent.flatMap(({ kind: what, values, phase }) => {
        const body = answer?.body?.(values);
        if (answer === undefined || body === undefined) {
          return [];
        }
        const text = JSON.stringify(renderMetric(metricOf(provider, noData, answer.words !== undefined)));
        const metric = JSON.parse(
          text.replace(/\{\{args\.address\}\}/g, 'http://vendor').replace(/\{\{args\.[^}]+\}\}/g, 'x'),
        ) as object;
        return [
          {
            name: `${name}, noData ${noData}: ${what}`,
            input: { metric: essentials(metric), response: { body, contentType: answer.contentType } },
            phase: expected(phase, what, answer, noData),
          },
        ];
      }),
    );
  });

  /** Without logging in, which needs a second answer, and without what is later than the judging release. */
  function essentials(metric: object): object {
    const left = new Set(['authentication', 'requestTimeout']);
    return JSON.parse(JSON.stringify(metric, (key, value: unknown) => (left.has(key) ? undefined : value))) as object;
  }

  testWith(argo.oracle(), argo.NO_ORACLE, 'is what NoData says, or the Error that the provider declares', () => {
    expect(cases.length).toBeGreaterThan(300);
    const found = argo.measure(cases.map(({ input }) => input));
    const wrong = cases.flatMap(({ name, phase }, index) =>
      found[index]?.phase === phase ? [] : [{ name, phase, found: found[index] }],
    );
    expect(wrong).toEqual([]);
    console.log(`${cases.length} answers measured`);
  });

  test('a provider declares that nothing is an Error, unless its query always answers', () => {
    for (const [id, list] of Object.entries(answers)) {
      const flags = judged.filter(({ kind }) => kind.id === id).map(({ provider }) => provider.emptyIsError === true);
      const facts = list.map(({ noneIsError }) => noneIsError === true);
      expect({ id, can: flags.some((flag) => flag) }).toEqual({ id, can: facts.some((fact) => fact) });
    }
  });

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'web: what is no JSON succeeds unasked, which is why it must be ruled out',
    () => {
      const [first] = judged.filter(({ kind }) => kind.id === 'web');
      const metric = JSON.parse(
        JSON.stringify(renderMetric(metricOf(first!.provider, 'fail'))).replace(/\{\{[^}]+\}\}/g, 'x'),
      ) as object;
      const [html, empty, error] = argo.measure([
        { metric, response: { body: '<html>down for maintenance</html>' } },
        { metric, response: { body: '' } },
        { metric, response: { status: 503, body: '' } },
      ]);
      expect([html?.phase, empty?.phase, error?.phase]).toEqual(['Successful', 'Successful', 'Error']);
    },
  );

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'web: an answer that is just null crashes on the default path, and not on ours',
    () => {
      const ask = (jsonPath: string) => ({
        metric: { name: 'check', provider: { web: { url: 'http://vendor/', jsonPath } } },
        response: { body: 'null' },
      });
      const [whole, key] = argo.measure([ask('{$}'), ask('{$.score}')]);
      expect(whole?.message).toMatch(/^panic: reflect/);
      expect(key?.message).toBe('Could not find JSONPath in body: score is not found');
    },
  );
});

test('a metric of an example is judged by conditions exactly where it has samples', () => {
  for (const { provider } of examples) {
    const rendered = renderMetric(metricOf(provider, 'fail')) as Json;
    expect('successCondition' in rendered).toBe(isQueryMetric(metricOf(provider, 'fail')));
  }
});
