import { plansOf, readText } from '../../../lib/facts/kubernetes';

/** A Rollout with these lines below `spec`, and what else is beside it. */
function read(spec: string, ...beside: string[]) {
  const indented = spec.replace(/^/gm, '  ');
  const rollout = `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web, namespace: shop }\nspec:\n${indented}`;
  const { items, problems } = readText([rollout, ...beside].join('\n---\n'), 'web.yaml');
  const { plans, problems: more } = plansOf(items);
  return { plan: plans.find(({ identity }) => identity.kind === 'Rollout'), plans, problems: [...problems, ...more] };
}

const TEMPLATE = `
selector: { matchLabels: { app: web } }
template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } }`;
const canary = (lines: string) => `strategy:\n  canary:\n${lines.replace(/^/gm, '    ')}${TEMPLATE}`;
const steps = (...list: string[]) => canary(`steps:\n${list.map((step) => `- ${step}`).join('\n')}`);
const stepsOf = (...list: string[]) => {
  const { plan, problems } = read(steps(...list));
  const { strategy } = plan ?? {};
  return { steps: strategy?.kind === 'canary' ? strategy.steps : undefined, rules: problems.map(({ rule }) => rule) };
};
const strategyOf = (lines: string, ...beside: string[]) => read(canary(lines), ...beside).plan?.strategy;

const HPA = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { minReplicas: 3, maxReplicas: 9, scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web } }`;

test("a rollout that says nothing has Argo's defaults", () => {
  const { plan, problems } = read(`strategy: { canary: {} }${TEMPLATE}`);
  expect(problems).toEqual([]);
  expect(plan).toEqual({
    identity: { name: 'web', namespace: 'shop', kind: 'Rollout', source: 'web.yaml:1' },
    replicas: { desired: 1 },
    minReadySeconds: 0,
    paused: false,
    progressDeadline: { seconds: 600, aborts: false },
    rollbackWindowRevisions: 0,
    revisionHistoryLimit: 10,
    strategy: {
      kind: 'canary',
      steps: [],
      traffic: { mode: 'podShare' },
      maxSurge: { percent: 25 },
      maxUnavailable: { percent: 25 },
    },
  });
});

test('what it says is taken over', () => {
  const { plan } = read(
    `replicas: 7\nminReadySeconds: 5\npaused: true\nprogressDeadlineSeconds: 90\nprogressDeadlineAbort: true
revisionHistoryLimit: 2\nrollbackWindow: { revisions: 3 }\nstrategy: { canary: { maxSurge: 2, maxUnavailable: 10% } }${TEMPLATE}`,
  );
  expect(plan).toMatchObject({
    replicas: { desired: 7 },
    minReadySeconds: 5,
    paused: true,
    progressDeadline: { seconds: 90, aborts: true },
    revisionHistoryLimit: 2,
    rollbackWindowRevisions: 3,
    strategy: { maxSurge: 2, maxUnavailable: { percent: 10 } },
  });
});

test('text without a percent sign is a percentage to Argo all the same', () => {
  expect(strategyOf('maxSurge: "2"')).toMatchObject({ maxSurge: { percent: 2 } });
});

test('under an autoscaler the number of pods is its to choose, and named as not known', () => {
  expect(read(`strategy: { canary: {} }${TEMPLATE}`, HPA).plan?.replicas).toEqual({
    desired: { unknown: 'replicas: HorizontalPodAutoscaler web wants 3 to 9' },
    range: { min: 3, max: 9 },
  });
  expect(read(`replicas: 4\nstrategy: { canary: {} }${TEMPLATE}`, HPA).plan?.replicas.desired).toBe(4);
  expect(
    read(`strategy: { canary: {} }${TEMPLATE}`, HPA.replace('name: web }', 'name: other }')).plan?.replicas,
  ).toEqual({ desired: 1 });
});

test('an autoscaler and a workload meet where one of them says no namespace, and not across two', () => {
  const scaled = (autoscaler: string, workload: string) => {
    const rollout = `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web${workload} }\nspec: { strategy: { canary: {} } }`;
    const { items } = readText(`${rollout}\n---\n${HPA.replace(', namespace: shop', autoscaler)}`, 'web.yaml');
    return plansOf(items).plans[0]?.replicas.range !== undefined;
  };
  expect(scaled(', namespace: shop', '')).toBe(true);
  expect(scaled('', ', namespace: shop')).toBe(true);
  expect(scaled(', namespace: shop', ', namespace: shop')).toBe(true);
  expect(scaled(', namespace: shop', ', namespace: other')).toBe(false);
});

describe('steps', () => {
  test.each([
    ['setWeight: 20', { kind: 'setWeight', weight: 20 }],
    ['pause: {}', { kind: 'pause', seconds: 'indefinite' }],
    ['pause: { duration: 30 }', { kind: 'pause', seconds: 30 }],
    ['pause: { duration: "30" }', { kind: 'pause', seconds: 30 }],
    ['pause: { duration: 1h30m }', { kind: 'pause', seconds: 5400 }],
    ['pause: { duration: 1500ms }', { kind: 'pause', seconds: 1 }],
    ['pause: { duration: 0 }', { kind: 'pause', seconds: 0 }],
    ['setCanaryScale: { replicas: 3 }', { kind: 'setCanaryScale', scale: { replicas: 3 } }],
    ['setCanaryScale: { weight: 25 }', { kind: 'setCanaryScale', scale: { weight: 25 } }],
    ['setCanaryScale: { matchTrafficWeight: true }', { kind: 'setCanaryScale', scale: { matchTrafficWeight: true } }],
    ['setHeaderRoute: { name: h, match: [{ headerName: a }] }', { kind: 'setHeaderRoute', name: 'h', matches: 1 }],
    ['setMirrorRoute: { name: m }', { kind: 'setMirrorRoute', name: 'm', matches: 0, percentage: 100 }],
    ['plugin: { name: acme/wait }', { kind: 'plugin', seconds: { unknown: 'how long the plugin acme/wait takes' } }],
    [
      'experiment: { duration: 5m, templates: [{ name: a, specRef: canary }] }',
      { kind: 'experiment', experiment: { durationSeconds: 300 } },
    ],
    ['analysis: { templates: [] }', { kind: 'analysis', analysis: { templates: [] } }],
  ])('%s is understood', (text, step) => {
    expect(stepsOf(text)).toMatchObject({ steps: [step], rules: [] });
  });

  test.each([
    ['pause: { duration: 1d }', 'duration'],
    ['pause: { duration: -5 }', 'duration'],
    ['setWeight: 101', 'out-of-range'],
    ['setWeight: "20"', 'wrong-type'],
    ['setWait: 20', 'step-kind'],
    ['{ setWeight: 20, pause: {} }', 'step-kind'],
  ])('%s is refused, and there is no plan to trust', (text, rule) => {
    expect(stepsOf(text)).toEqual({ steps: undefined, rules: [rule] });
  });

  test('two kinds in one that Argo takes are shown one after the other, with a warning', () => {
    expect(stepsOf('{ setCanaryScale: { replicas: 1 }, setHeaderRoute: { name: h } }')).toMatchObject({
      steps: [{ kind: 'setHeaderRoute' }, { kind: 'setCanaryScale' }],
      rules: ['step-kinds'],
    });
  });
});

describe('traffic', () => {
  test.each(['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'smi', 'traefik'])(
    '%s routes it',
    (router) => {
      expect(strategyOf(`trafficRouting: { ${router}: {} }`)).toMatchObject({
        traffic: {
          mode: 'routed',
          routers: [router],
          maxWeight: 100,
          dynamicStableScale: false,
          scaleDownDelaySeconds: 30,
        },
      });
    },
  );

  test('a plugin routes it too, and whether it verifies weights is not known', () => {
    expect(
      strategyOf('trafficRouting: { plugins: { argoproj-labs/gatewayAPI: {} }, maxTrafficWeight: 1000 }'),
    ).toMatchObject({
      traffic: {
        routers: ['argoproj-labs/gatewayAPI'],
        maxWeight: 1000,
        verifiesWeight: { unknown: expect.any(String) },
      },
    });
  });

  test('what changes the way back is taken over', () => {
    expect(
      strategyOf(
        'dynamicStableScale: true\nabortScaleDownDelaySeconds: 60\nminPodsPerReplicaSet: 2\ntrafficRouting: { nginx: {} }',
      ),
    ).toMatchObject({
      traffic: {
        dynamicStableScale: true,
        scaleDownDelaySeconds: 0,
        minPodsPerReplicaSet: 2,
        abortScaleDownDelay: { seconds: 60, explicit: true },
      },
    });
    expect(strategyOf('pingPong: { pingService: a, pongService: b }\ntrafficRouting: { alb: {} }')).toMatchObject({
      traffic: { pingPong: true },
    });
  });

  test('Istio with subsets and no Services stalls while pods are missing', () => {
    const istio =
      'trafficRouting: { istio: { destinationRule: { name: web, canarySubsetName: c, stableSubsetName: s } } }';
    expect(strategyOf(istio)).toMatchObject({ traffic: { stallsOnMissingPods: true } });
    expect(strategyOf(`canaryService: c\nstableService: s\n${istio}`)).toMatchObject({
      traffic: { stallsOnMissingPods: false },
    });
  });

  test('two Services without a router are apart, unless a third sends requests to both', () => {
    const services = 'canaryService: web-canary\nstableService: web-stable';
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web } }';
    expect(strategyOf(services)).toMatchObject({ traffic: { mode: 'separateServices' } });
    expect(strategyOf(services, service)).toMatchObject({ traffic: { mode: 'podShare' } });
    expect(strategyOf('canaryService: web-canary')).toMatchObject({ traffic: { mode: 'podShare' } });
  });
});

test('blue-green is read with its defaults, and with all it can say', () => {
  const blueGreen = (lines: string) =>
    read(`strategy: { blueGreen: { activeService: web${lines} } }${TEMPLATE}`).plan?.strategy;
  expect(blueGreen('')).toEqual({
    kind: 'blueGreen',
    autoPromotes: true,
    autoPromotionSeconds: 0,
    scaleDownDelaySeconds: 30,
    abortScaleDownDelaySeconds: 30,
  });
  expect(
    blueGreen(
      ', previewReplicaCount: 1, autoPromotionEnabled: false, autoPromotionSeconds: 60, scaleDownDelaySeconds: 600',
    ),
  ).toMatchObject({ previewReplicas: 1, autoPromotes: false, autoPromotionSeconds: 60, scaleDownDelaySeconds: 600 });
});

describe('other workloads', () => {
  const deployment = (strategy: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec:\n  replicas: 5\n  strategy: ${strategy}\n  template: { metadata: { labels: { app: web } } }`;
  const planned = (text: string) => plansOf(readText(text, 'web.yaml').items).plans;

  test('a Deployment rolls, and one that recreates takes all old pods away first', () => {
    expect(planned(deployment('{ rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }'))).toMatchObject([
      {
        identity: { kind: 'Deployment' },
        replicas: { desired: 5 },
        strategy: { kind: 'rolling', maxSurge: 1, maxUnavailable: 0 },
      },
    ]);
    expect(planned(deployment('{ type: Recreate }'))).toMatchObject([
      { strategy: { maxSurge: 0, maxUnavailable: { percent: 100 } } },
    ]);
  });

  test('a Deployment that a Rollout takes over has no plan of its own, and lends its labels', () => {
    const ref =
      'workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }\nstrategy: { canary: { stableService: s, canaryService: c } }';
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web } }';
    const { plans } = read(ref, deployment('{}'), service);
    expect(plans).toMatchObject([{ identity: { kind: 'Rollout' }, strategy: { traffic: { mode: 'podShare' } } }]);
  });

  test('a workload that is not there, or of a kind that cannot be taken over, is told with its place', () => {
    const { problems } = read(
      'workloadRef: { apiVersion: apps/v1, kind: Deployment, name: gone }\nstrategy: { canary: {} }',
    );
    expect(problems).toMatchObject([{ rule: 'missing-workload', severity: 'warning', line: 5 }]);
    const { problems: wrong } = read('workloadRef: { apiVersion: v1, kind: Pod, name: web }\nstrategy: { canary: {} }');
    expect(wrong).toMatchObject([{ rule: 'workload-kind', severity: 'error' }]);
  });
});
