import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { all, METRIC, rollout, STRATEGY, template } from '../../policies/rules/example';
import { analysisErrs } from '../../policies/rules/wiring/analysis-errs';
import { argoRefuses } from '../../policies/rules/wiring/argo-refuses';
import { argoValidation } from '../../policies/rules/wiring/argo-validation';
import { FIELD_VERSIONS } from '../../policies/rules/wiring/field-versions';
import { missingReference } from '../../policies/rules/wiring/missing-reference';
import { missingRoute } from '../../policies/rules/wiring/missing-route';
import { newerField } from '../../policies/rules/wiring/newer-field';
import { oneIdentity } from '../../policies/rules/wiring/one-identity';
import { oneStepEach } from '../../policies/rules/wiring/one-step-each';
import { STRATEGY_CHECKS } from '../../policies/rules/wiring/strategy-checks';
import { templateCycle } from '../../policies/rules/wiring/template-cycle';
import { templateRefused } from '../../policies/rules/wiring/template-refused';
import { lint, NO_ORACLE, oracle, references, type KubeObject } from '../support/argo';
import { testWith, testWithShared } from '../support/tools';
import { found, judged } from './judging';
import { canary, REFUSED, SERVICES, TAKEN } from './validated';

/** The kinds of checks that find something in manifests. */
const idsIn = (manifests: string) => {
  const pack = definePack({ name: 'one', version: '1.0.0', rules: [argoValidation] });
  const { findings } = evaluate(readText(manifests, 'x.yaml').items, pack, { today: '2026-11-25' });
  return findings.map(({ fingerprint }) => fingerprint.split('|').at(-1));
};

describe('argo-validation', () => {
  test('has a manifest for each of its checks', () => {
    expect(Object.keys(REFUSED)).toEqual(STRATEGY_CHECKS.map(({ id }) => id));
  });

  test.each(Object.entries(REFUSED))('finds %s', (id, manifest) => expect(idsIn(manifest)).toContain(id));

  test.each(Object.entries(TAKEN))('takes %s', (_, manifest) => expect(idsIn(manifest)).toEqual([]));

  testWith(oracle(), NO_ORACLE, "refuses and takes what Argo's own lint does", () => {
    // the others the controller alone refuses
    const inLint = Object.entries(REFUSED).filter(([id]) => !id.startsWith('R'));
    const results = lint([...inLint, ...Object.entries(TAKEN)].map(([name, yaml]) => ({ name, yaml })));
    const taken = results.filter(({ ok }) => ok).map(({ name }) => name);
    expect(taken).toEqual(Object.keys(TAKEN));
  });

  testWith(oracle(), NO_ORACLE, 'refuses what the controller refuses once it has the Services', () => {
    const alone = Object.entries(REFUSED).filter(([id]) => id.startsWith('R'));
    const services = ['new', 'old'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'shop' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    }));
    const inputs = alone.map(([, yaml]) => ({ docs: [parse(yaml) as KubeObject, ...services] }));
    const said = references(inputs).map(({ rollouts, error }) => error ?? rollouts[0]?.invalidSpec);
    expect(said).toEqual(alone.map(() => expect.stringMatching(/must be configured/)));
  });
});

describe('argo-refuses', () => {
  test('hands on where a field is, also in a template, which is said once for all that use it', () => {
    const broken = template(METRIC.replace('failureLimit: 2', 'failureLimit: [2]'));
    const both = [
      rollout({ strategy: STRATEGY }),
      rollout({ strategy: STRATEGY }).replace('name: web\n', 'name: api\n'),
    ];
    expect(found(argoRefuses, all(...both, broken))).toEqual([
      expect.stringMatching(/^AnalysisTemplate\/success-rate spec\.metrics\[0\]\.failureLimit: .*whole number/),
    ]);
  });

  test('leaves warnings and circles to others', () => {
    const self = template(METRIC).replace('  metrics:', '  templates: [{ templateName: success-rate }]\n  metrics:');
    expect(found(argoRefuses, all(rollout({ strategy: STRATEGY }), self))).toEqual([]);
    expect(found(templateCycle, all(rollout({ strategy: STRATEGY }), self))).toHaveLength(1);
  });
});

describe('what is named and not there', () => {
  const alone = rollout({ strategy: STRATEGY });

  test('is a fault at the field that names it', () => {
    expect(found(missingReference, alone)).toEqual([
      'Rollout/web spec.strategy.canary.canaryService: the Service "web-canary" is not among the manifests.',
      'Rollout/web spec.strategy.canary.stableService: the Service "web" is not among the manifests.',
      'Rollout/web spec.strategy.canary.analysis.templates[0].templateName: the AnalysisTemplate "success-rate" is not among the manifests.',
    ]);
    expect(found(missingRoute, alone)).toEqual([
      'Rollout/web spec.strategy.canary.trafficRouting.nginx.stableIngress: the Ingress "web" is not among the manifests.',
    ]);
  });

  test('may be elsewhere in an open world', () => {
    for (const [rule, unknowns] of [
      [missingReference, 3],
      [missingRoute, 1],
    ] as const) {
      const { findings, notKnown } = judged(rule, alone, { world: 'open' });
      expect([findings, notKnown.length]).toEqual([[], unknowns]);
    }
  });

  test('is looked for where it is said to live: name.namespace', () => {
    const routed = (name: string) =>
      all(
        canary(`${SERVICES}, trafficRouting: { istio: { virtualServices: [{ name: ${name} }] } }`),
        `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: mesh }
spec: { hosts: [web] }`,
      );
    expect(found(missingRoute, routed('web.mesh'))).toEqual([]);
    expect(found(missingRoute, routed('web'))).toHaveLength(1);
  });
});

test('template-cycle says a circle of three once', () => {
  const composing = (name: string, inner: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: ${name}, namespace: shop }
spec: { templates: [{ templateName: ${inner} }] }`;
  const circle = all(composing('c', 'a'), composing('b', 'c'), composing('a', 'b'), composing('outside', 'c'));
  expect(found(templateCycle, circle)).toEqual([
    'AnalysisTemplate/a spec.templates: it composes itself: a -> b -> c -> a.',
  ]);
});

test('analysis-errs looks at the analyses of experiments, too', () => {
  const analyses = 'analyses: [{ name: rate, templateName: success-rate }]';
  const experiment = `experiment: { duration: 5m, templates: [{ name: new, specRef: canary }], ${analyses} }`;
  expect(
    found(analysisErrs, all(rollout({ strategy: `canary: { steps: [{ ${experiment} }] }` }), template(METRIC))),
  ).toEqual([
    'Rollout/web spec.strategy: the analysis "rate" is an Error as soon as it starts: args.service was not resolved.',
  ]);
});

test('analysis-errs finds what several templates cannot do together', () => {
  const second = template(METRIC).replace('name: success-rate,', 'name: other,');
  const strategy = STRATEGY.replace(
    '[{ templateName: success-rate }]',
    '[{ templateName: success-rate }, { templateName: other }]',
  );
  expect(found(analysisErrs, all(rollout({ strategy }), template(METRIC), second))).toEqual([
    expect.stringContaining("duplicate name 'success-rate'"),
  ]);
  const values = ['a', 'b'].map((value) =>
    template(METRIC.replace('{{args.service}}', '{{args.where}}'))
      .replace('{ name: service }', `{ name: service }, { name: where, value: ${value} }`)
      .replace('name: success-rate,', `name: ${value === 'a' ? 'success-rate' : 'other'},`)
      .replace('- name: success-rate', `- name: ${value}`),
  );
  expect(found(analysisErrs, all(rollout({ strategy }), ...values))).toEqual([expect.stringContaining('two values')]);
});

test('template-refused leaves a limit that bears everything to failure-limit, and reads each metric by itself', () => {
  const metric = (fields: string) =>
    template(`${fields}\nsuccessCondition: result[0] > 1\nprovider: { web: { url: http://x } }`);
  expect(found(templateRefused, metric('interval: 1m\ncount: 3\nfailureLimit: 4'))).toEqual([]);
  expect(found(templateRefused, metric('interval: 1m\ncount: 3\nconsecutiveSuccessLimit: 4'))).toHaveLength(1);
  expect(found(templateRefused, metric('interval: "{{args.service}}"\ncount: 3'))).toEqual([]);
});

test('one-step-each leaves to Argo what Argo refuses', () => {
  const step = (kinds: string) => canary(`steps: [{ ${kinds} }]`);
  expect(found(oneStepEach, step('setWeight: 20, pause: {}'))).toEqual([]);
  expect(found(argoRefuses, step('setWeight: 20, pause: {}'))).toHaveLength(1);
  expect(found(oneStepEach, step('pause: {}, plugin: { name: acme/step }'))).toEqual([
    'Rollout/web spec.strategy.canary.steps[0]: it is several steps in one: pause, plugin.',
  ]);
});

describe('newer-field', () => {
  const threshold = canary('replicaProgressThreshold: { type: Percent, value: 80 }');
  const withTarget = (targetVersion: string) => found(newerField, threshold, { rule: { targetVersion } });

  test('goes by the version that is in use', () => {
    expect(withTarget('v1.8.3')).toEqual([
      'Rollout/web spec.strategy.canary.replicaProgressThreshold: replicaProgressThreshold came with Argo Rollouts 1.9, and the target is v1.8.3.',
    ]);
    expect([withTarget('1.9.1'), withTarget('1.10'), withTarget('2.0')]).toEqual([[], [], []]);
  });

  test('finds what no release has, whatever the target is', () => {
    const basic = template('provider: { prometheus: { query: up, authentication: { basicAuth: {} } } }');
    expect(found(newerField, basic, { rule: { targetVersion: '1.10' } })).toEqual([
      expect.stringContaining('basicAuth is in no release yet'),
    ]);
  });

  testWithShared('names only fields that the schemas of Argo have', (shared) => {
    const schemaOf = (kind: string) =>
      JSON.parse(readFileSync(join(shared, 'schemas', `argoproj.io_${kind}_v1alpha1.json`), 'utf8')) as Schema;
    const [forRollout, forTemplate] = [schemaOf('Rollout'), schemaOf('AnalysisTemplate')];
    const strangers = FIELD_VERSIONS.flatMap(({ rollout: paths = [], template: others = [] }) => [
      ...paths.filter((path) => !isIn(forRollout, path)),
      ...others.filter((path) => !isIn(forTemplate, path)),
    ]);
    expect(strangers).toEqual([]);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function isIn(schema: Schema, path: string): boolean {
  const end = path
    .split('.')
    .reduce<Schema | undefined>(
      (inner, key) => (key === '*' ? inner?.items : inner?.properties?.[key]),
      schema.properties?.spec,
    );
  return end !== undefined;
}

test('one-identity tells namespaces and groups apart, and takes a name that the server makes up', () => {
  const named = (apiVersion: string, kind: string, metadata: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }`;
  const different = [
    named('v1', 'Service', 'name: web, namespace: one'),
    named('v1', 'Service', 'name: web, namespace: two'),
    named('serving.knative.dev/v1', 'Service', 'name: web, namespace: one'),
    named('batch/v1', 'Job', 'generateName: migrate-'),
  ];
  expect(found(oneIdentity, all(...different))).toEqual([]);
  const versions = [named('apps/v1', 'Deployment', 'name: web'), named('apps/v1beta1', 'Deployment', 'name: web')];
  expect(found(oneIdentity, all(...versions))).toEqual([
    'Deployment/web metadata.name: the Deployment "web" is there already: at test.yaml:1.',
  ]);
});
