import { answers } from './answers';
import { isQueryMetric, metricProviders, noDataChoices, renderMetric } from '../../lib';
import { closedValidator, npmErrorsOf, type Json } from '../support/schema';
import { testWithShared } from '../support/tools';
import { examples, judged, manifest, metricOf } from './provider-examples';

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

test('a metric of an example is judged by conditions exactly where it has samples', () => {
  for (const { provider } of examples) {
    const rendered = renderMetric(metricOf(provider, 'fail')) as Json;
    expect('successCondition' in rendered).toBe(isQueryMetric(metricOf(provider, 'fail')));
  }
});
