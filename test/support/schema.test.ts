import { closedValidator, hasNpmModel, npmErrorsOf, type ErrorsOf } from './schema';
import { testWithShared } from './tools';

function experiment(container: object = {}): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Experiment',
    metadata: { name: 'compare', labels: { team: 'shop' } },
    spec: {
      duration: '5m',
      templates: [
        {
          name: 'baseline',
          replicas: 1,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              containers: [
                { name: 'web', image: 'nginx', resources: { limits: { cpu: '1', memory: 1024 } }, ...container },
              ],
              volumes: [{ name: 'scratch', emptyDir: {} }],
            },
          },
        },
      ],
    },
  };
}

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80, targetPort: 'http' }], selector: { app: 'web' } },
};

const plugin = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name: 'probe' },
  spec: { metrics: [{ name: 'a', provider: { plugin: { 'shop/probe': { any: { thing: [1, 'x'] } } } } }] },
};

/** The same demands on both validators, so that either can stand in for the other. */
function judges(errorsOf: ErrorsOf): void {
  expect(errorsOf(experiment())).toEqual([]);
  expect(errorsOf(service)).toEqual([]);
  expect(errorsOf(plugin)).toEqual([]);
  expect(errorsOf(experiment({ imagePullPolici: 'Always' })).join()).toContain('imagePullPolici');
  expect(errorsOf(experiment({ ports: [{ containerPort: '80' }] })).join()).toContain('containerPort');
  expect(errorsOf({ ...experiment(), extra: 1 }).join()).toContain('extra');
  expect(errorsOf({ ...service, metadata: { name: 'web', label: {} } }).join()).toContain('label');
  expect(errorsOf({ ...service, kind: 'Servise' })).toEqual([expect.stringMatching(/^no .*Servise/)]);
  const metric = (keys: object) => ({ ...plugin, spec: { metrics: [{ ...plugin.spec.metrics[0], ...keys }] } });
  expect(errorsOf(metric({ interval: 5 })).join()).toContain('interval');
  expect(errorsOf(metric({ failurelimit: 5 })).join()).toContain('failurelimit');
}

test('the npm validators accept what is valid and name every unknown key and wrong type', () => {
  judges(npmErrorsOf);
  expect(hasNpmModel(service)).toBe(true);
  expect(hasNpmModel({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' })).toBe(false);
});

testWithShared(
  'the official schemas, closed, accept what is valid and name every unknown key and wrong type',
  (dir) => {
    judges(closedValidator(dir));
    const errorsOf = closedValidator(dir);
    expect(errorsOf(experiment({ resources: { limits: { cpu: {} } } })).join()).toContain('cpu');
  },
);

testWithShared('the official schemas know the kinds of other vendors', (dir) => {
  const route = (spec: object) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: {},
    spec,
  });
  const errorsOf = closedValidator(dir);
  expect(errorsOf(route({ hosts: ['web'], http: [{ name: 'a', route: [{ destination: { host: 'web' } }] }] }))).toEqual(
    [],
  );
  expect(errorsOf(route({ hosts: ['web'], http: [{ nam: 'a' }] })).join()).toContain('nam');
});
