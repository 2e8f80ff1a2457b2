import { App, Chart, Testing, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { closedValidator, hasNpmModel, npmErrorsOf } from './support/schema';
import { build, release } from './support/releases';
import { lint, oracle } from './support/argo';
import type { Json } from './support/synth';
import { testWith, testWithShared } from './support/tools';

/** Kinds whose vendors publish no schema that is at hand here; Argo's own reconciler reads them (conformance/routers). */
const WITHOUT_SCHEMA = ['getambassador.io', 'apisix.apache.org', 'appmesh.k8s.aws', 'traefik.io'];

/** Fields of Argo Rollouts 1.10 and later, which the npm package (made from 1.9) does not know yet. */
const NEWER_THAN_NPM = /\/(datadog\/requestTimeout|authentication\/basicAuth) is not a known key$/;

const RUNS = 2_000;

/** The objects of each generated release; the same ones at every run. */
const releases = fc.sample(release, { numRuns: RUNS, seed: 20260117 }).map((choice, index) => {
  const chart = new Chart(new App(), `release-${index}`, { namespace: 'shop' });
  build(chart, 'checkout', choice);
  return { choice, objects: Testing.synth(chart) as Json[] };
});

function everyObject(errorsOf: (object: Json) => readonly string[], judged: (object: Json) => boolean) {
  const bad = releases.flatMap(({ objects }, index) =>
    objects
      .filter(judged)
      .map((object) => ({ index, kind: object.kind, errors: errorsOf(object) }))
      .filter(({ errors }) => errors.length > 0),
  );
  expect(bad.slice(0, 5)).toEqual([]);
}

test(`${RUNS} generated services use every router and provider`, () => {
  expect(new Set(releases.map(({ choice }) => choice.provider.id)).size).toBe(12);
  expect(new Set(releases.map(({ choice }) => choice.router)).size).toBeGreaterThanOrEqual(11);
  expect(releases.some(({ choice }) => choice.blueGreen && !choice.router)).toBe(true);
});

testWithShared(
  `${RUNS} generated services are valid against the official schemas, closed to unknown keys`,
  (dir) => {
    everyObject(closedValidator(dir), ({ apiVersion }) => !WITHOUT_SCHEMA.includes(apiVersion.split('/')[0] ?? ''));
  },
  300_000,
);

test(`${RUNS} generated services are valid against the schemas in npm packages`, () => {
  everyObject((object) => npmErrorsOf(object).filter((error) => !NEWER_THAN_NPM.test(error)), hasNpmModel);
}, 300_000);

testWith(
  oracle(),
  'no .tools/oracle',
  `${RUNS} generated services pass kubectl-argo-rollouts lint`,
  () => {
    const results = lint(
      releases.map(({ objects }, index) => ({ name: String(index), yaml: Yaml.stringify(...(objects as object[])) })),
    );
    expect(results).toHaveLength(RUNS);
    expect(results.filter(({ ok }) => !ok).slice(0, 5)).toEqual([]);
  },
  300_000,
);
