import { NO_ORACLE, oracle, references } from './support/argo';
import {
  analysisTemplate,
  custom,
  ingress,
  rollout,
  routed,
  service,
  services,
  virtualService,
} from './support/argo-docs';
import { testWith } from './support/tools';

const withOracle = (name: string, run: () => void) => testWith(oracle(), NO_ORACLE, name, run);

/** All errors of the one Rollout in each set, and of the set. */
const errorsOf = (sets: readonly (readonly object[])[]) =>
  references(sets.map((docs) => ({ docs }))).map(
    ({ rollouts, error }) => error ?? rollouts.map(({ errors }) => errors).flat(),
  );

const analysed = (analysis: object) => rollout({ canary: { steps: [{ setWeight: 20 }], analysis } });
const inline = (args: object[] = []) =>
  rollout({ canary: { steps: [{ analysis: { templates: [{ templateName: 'errors' }], args } }] } });
const nginx = { nginx: { stableIngress: 'shop' } };
const istio = { istio: { virtualService: { name: 'shop' } } };

const accepted: [string, object[]][] = [
  ['a Service with the labels of the pods', [routed({ smi: {} }), ...services]],
  ['an Ingress with a rule for the stable Service', [routed(nginx), ...services, ingress('shop-stable')]],
  [
    'a route to both hosts',
    [routed(istio), ...services, virtualService({ host: 'shop-stable' }, { host: 'shop-canary' })],
  ],
  ['an argument given by the Rollout', [inline([{ name: 'service', value: 'shop' }]), analysisTemplate('errors')]],
  [
    'an argument with a default',
    [inline(), analysisTemplate('errors', { args: [{ name: 'service', value: 'shop' }] })],
  ],
  [
    'an argument that no template declares',
    [
      inline([
        { name: 'service', value: 'shop' },
        { name: 'typo', value: 'x' },
      ]),
      analysisTemplate('errors'),
    ],
  ],
  [
    'a pod template that the Deployment has',
    [
      rollout(
        { canary: {} },
        {
          template: undefined,
          selector: undefined,
          workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
        },
      ),
      custom('apps/v1', 'Deployment', 'shop', {
        selector: { matchLabels: { app: 'shop' } },
        template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'main', image: 'shop:1' }] } },
      }),
    ],
  ],
];

const refused: [string, object[], string][] = [
  ['a Service that is not there', [routed({ smi: {} }), service('shop-stable')], 'service "shop-canary" not found'],
  [
    'a Service with another label',
    [routed({ smi: {} }), service('shop-stable'), service('shop-canary', { app: 'cart' })],
    'Service "shop-canary" has unmatch label "app" in rollout',
  ],
  [
    'a template that is not there',
    [analysed({ templates: [{ templateName: 'errors' }] })],
    "AnalysisTemplate 'errors' not found",
  ],
  [
    'a template looked for in the cluster scope',
    [analysed({ templates: [{ templateName: 'errors', clusterScope: true }] }), analysisTemplate('errors')],
    "ClusterAnalysisTemplate 'errors' not found",
  ],
  [
    'templates in a circle, which would crash the controller',
    [
      analysed({ templates: [{ templateName: 'a' }] }),
      analysisTemplate('a', { templates: [{ templateName: 'b' }] }),
      analysisTemplate('b', { templates: [{ templateName: 'a' }] }),
    ],
    "templates in a circle overflow the controller's stack",
  ],
  ['an argument without a value', [inline(), analysisTemplate('errors')], 'args.service was not resolved'],
  [
    'an argument used but not declared',
    [inline(), analysisTemplate('errors', { args: [] })],
    'AnalysisTemplate errors: failed to resolve {{args.service}}',
  ],
  [
    'an inline analysis without end',
    [
      inline([{ name: 'service', value: 'shop' }]),
      analysisTemplate('errors', { metrics: [{ name: 'm', interval: '1m', provider: { web: { url: 'x' } } }] }),
    ],
    'has metric m which runs indefinitely',
  ],
  ['an Ingress that is not there', [routed(nginx), ...services], '"shop" not found'],
  [
    'an Ingress for another Service',
    [routed(nginx), ...services, ingress('cart')],
    'has no rules using service shop-stable backend',
  ],
  ['neither stableIngress nor stableIngresses', [routed({ nginx: {} }), ...services], 'Neither are configured.'],
  [
    'neither virtualService nor virtualServices',
    [routed({ istio: {} }), ...services],
    'either VirtualService or VirtualServices must be configured',
  ],
  ['a VirtualService that is not there', [routed(istio), ...services], '"shop" not found'],
  [
    'a route without the canary host',
    [routed(istio), ...services, virtualService({ host: 'shop-stable' })],
    "Canary Service 'shop-canary' not found in route",
  ],
  [
    'a route by a name that is not there',
    [
      routed({ istio: { virtualService: { name: 'shop', routes: ['secondary'] } } }),
      ...services,
      virtualService({ host: 'shop-stable' }, { host: 'shop-canary' }),
    ],
    "HTTP Route 'secondary' is not found",
  ],
  [
    'an Ambassador mapping that has a weight',
    [
      routed({ ambassador: { mappings: ['shop'] } }),
      ...services,
      custom('getambassador.io/v3alpha1', 'Mapping', 'shop', { service: 'shop-stable:80', prefix: '/', weight: 20 }),
    ],
    'Ambassador mapping "shop" can not define weight',
  ],
  [
    'an App Mesh route to one target',
    [
      routed({
        appMesh: {
          virtualService: { name: 'shop' },
          virtualNodeGroup: { stableVirtualNodeRef: { name: 'stable' }, canaryVirtualNodeRef: { name: 'canary' } },
        },
      }),
      ...services,
      custom('appmesh.k8s.aws/v1beta2', 'VirtualService', 'shop', {
        provider: { virtualRouter: { virtualRouterRef: { name: 'shop' } } },
      }),
      custom('appmesh.k8s.aws/v1beta2', 'VirtualRouter', 'shop', {
        routes: [
          {
            name: 'all',
            httpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: 'stable' }, weight: 1 }] } },
          },
        ],
      }),
    ],
    'Invalid number of weightedTargets (1)',
  ],
  [
    'a misspelt field of a Service',
    [{ ...service('shop'), spec: { selectors: {} } }],
    'unknown field "spec.selectors"',
  ],
  [
    'a misspelt field of an HTTPRoute',
    [custom('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop', { rules: [{ backends: [] }] })],
    'unknown field "spec.rules[0].backends"',
  ],
];

withOracle('the controller accepts what fits together', () => {
  expect(errorsOf(accepted.map(([, docs]) => docs))).toEqual(accepted.map(() => []));
});

withOracle('the controller refuses what does not', () => {
  const errors = errorsOf(refused.map(([, docs]) => docs)).map((found) => [found].flat());
  expect(refused.map(([name], i) => [name, errors[i]])).toEqual(
    refused.map(([name, , error]) => [name, [expect.stringContaining(error)]]),
  );
});

withOracle('the running controller reports the first of several errors', () => {
  const broken = routed({ smi: {} }, { steps: [{ setWeight: 101 }, { pause: { duration: '1d' } }] });
  const [judged] = references([{ docs: [broken] }]);
  expect(judged?.rollouts[0]?.errors).toHaveLength(3);
  expect(judged?.rollouts[0]?.invalidSpec).toBe(judged?.rollouts[0]?.errors[0]);
  expect(judged?.rollouts[0]?.errors[0]).toContain('SetWeight needs to be between 0 and 100');
});
