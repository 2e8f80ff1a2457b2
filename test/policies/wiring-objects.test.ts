import { parse } from 'yaml';
import { missingTemplate } from '../../policies/rules/analysis/missing-template';
import { all, METRIC, rollout, template } from '../../policies/rules/example';
import { servicePods } from '../../policies/rules/wiring/service-pods';
import { serviceShared } from '../../policies/rules/wiring/service-shared';
import { lint, NO_ORACLE, oracle, references, type KubeObject } from '../support/argo';
import { testWith } from '../support/tools';
import { found, judged } from './judging';

const CANARY = rollout({
  strategy:
    'canary: { canaryService: web-canary, stableService: web, trafficRouting: { plugins: { acme/router: {} } } }',
});

const service = (name: string, selector: string, namespace = 'shop') => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { ${selector} }, ports: [{ port: 80 }] }`;

/** What a Service of the canary may select, and whether Argo takes it. */
const SELECTORS: Readonly<Record<string, readonly [selector: string, taken: boolean]>> = {
  'the label of its pods': ['app: web', true],
  'the label that the controller writes': ['app: web, rollouts-pod-template-hash: abc', true],
  nothing: ['', true],
  'another value': ['app: webs', false],
  'a label that they do not have': ['app: web, tier: front', false],
};

const release = (selector: string) => all(CANARY, service('web', 'app: web'), service('web-canary', selector));

test.each(Object.entries(SELECTORS))('a Service that selects %s', (_, [selector, taken]) => {
  expect(found(servicePods, release(selector))).toHaveLength(taken ? 0 : 1);
});

testWith(oracle(), NO_ORACLE, "Argo's own lint says the same", () => {
  const cases = Object.entries(SELECTORS);
  // the command knows the objects of a file, and no namespaces
  const files = cases.map(([name, [selector]]) => ({
    name,
    yaml: release(selector).replaceAll('namespace: shop', ''),
  }));
  expect(lint(files).map(({ name, ok }) => [name, ok])).toEqual(cases.map(([name, [, taken]]) => [name, taken]));
});

test('the finding is at the label, names all that are missing, and tells Rollouts apart', () => {
  const other = CANARY.replace('name: web\n', 'name: api\n');
  expect(found(servicePods, all(other, release('app: webs, tier: front')))).toEqual([
    'Service/web-canary spec.selector.app: it selects app: webs, tier: front, and pods of Rollout "api" have no such label.',
    'Service/web-canary spec.selector.app: it selects app: webs, tier: front, and pods of Rollout "web" have no such label.',
  ]);
});

test('a Service of another namespace is another one, and one that two fields name is judged once', () => {
  expect(found(servicePods, all(CANARY, service('web', 'app: x', 'pay')))).toEqual([]);
  const twice = rollout({ strategy: 'blueGreen: { activeService: web, previewService: web }' });
  expect(found(servicePods, all(twice, service('web', 'app: x')))).toHaveLength(1);
});

test('pods that stand in a Deployment are asked there, and are not known where it is elsewhere', () => {
  const referring = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: { canary: { stableService: web } }`;
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } } } }`;
  expect(found(servicePods, all(referring, deployment, service('web', 'app: web')))).toEqual([]);
  expect(found(servicePods, all(referring, deployment, service('web', 'app: x')))).toHaveLength(1);
  expect(judged(servicePods, all(referring, service('web', 'app: x')))).toMatchObject({
    findings: [],
    notKnown: ['the apps/Deployment "web" is not among the manifests'],
  });
});

test('missing-template looks into an experiment of its own, and through templates that compose others', () => {
  const experiment = `
apiVersion: argoproj.io/v1alpha1
kind: Experiment
metadata: { name: web, namespace: shop }
spec: { analyses: [{ name: rate, templateName: both }] }`;
  const both = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: both, namespace: shop }
spec: { templates: [{ templateName: success-rate }, { templateName: shared, clusterScope: true }] }`;
  expect(found(missingTemplate, all(experiment, both, template(METRIC)))).toEqual([
    'AnalysisTemplate/both spec.templates[1].templateName: the ClusterAnalysisTemplate "shared" is not among the manifests.',
  ]);
  expect(judged(missingTemplate, experiment, { world: 'open' })).toMatchObject({
    findings: [],
    notKnown: ['whether the AnalysisTemplate "both" is elsewhere'],
  });
});

describe('service-shared', () => {
  const switching = (name: string, fields: string, namespace = 'shop') =>
    rollout({ strategy: `blueGreen: { ${fields} }` })
      .replace('name: web\n', `name: ${name}\n`)
      .replace('namespace: shop', `namespace: ${namespace}`);

  test('finds the later of two Rollouts, at each Service, and tells namespaces apart', () => {
    const one = switching('web', 'activeService: web, previewService: next');
    const other = (namespace: string) => switching('api', 'activeService: next, previewService: web', namespace);
    expect(found(serviceShared, all(one, other('shop')))).toEqual([
      'Rollout/api spec.strategy.blueGreen.activeService: Rollout "web" at test.yaml:1 has the Service "next" too.',
      'Rollout/api spec.strategy.blueGreen.previewService: Rollout "web" at test.yaml:1 has the Service "web" too.',
    ]);
    expect(found(serviceShared, all(one, other('pay')))).toEqual([]);
  });

  testWith(oracle(), NO_ORACLE, 'the controller refuses a Service that it wrote for another Rollout', () => {
    const docs = [
      parse(switching('api', 'activeService: web')) as KubeObject,
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'web',
          namespace: 'shop',
          annotations: { 'argo-rollouts.argoproj.io/managed-by-rollouts': 'web' },
        },
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      },
    ];
    expect(references([{ docs }])[0]?.rollouts[0]?.invalidSpec).toContain('is managed by another Rollout');
  });
});
