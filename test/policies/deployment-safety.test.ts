import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate, type EvaluateOptions } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { deploymentSafetyRules } from '../../policies/rules/deployment-safety';
import { all, rollout, STRATEGY } from '../../policies/rules/example';
import { autoscaler, budget, deployment, pods, safe, SERVICE } from '../../policies/rules/deployment-safety/examples';

/** What one rule says of manifests: each field with the object that has it, and what is not known. */
function ask(id: string, manifests: string, options: Partial<EvaluateOptions> = {}) {
  const rule = deploymentSafetyRules.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  const pack = definePack({ name: id, version: '1.0.0', rules: [rule] });
  const { items, problems } = readText(manifests, 'shop.yaml');
  expect(problems).toEqual([]);
  const { findings, notKnown } = evaluate(items, pack, { today: '2026-01-01', ...options });
  expect(findings.filter(({ rule: found }) => found !== id)).toEqual([]);
  return {
    at: findings.map(({ subject, field }) => [subject.kind, subject.name, ...field].join('.')),
    what: findings.map(({ what }) => what),
    unknown: notKnown.map(({ what }) => what),
  };
}

const withoutReplicas = (manifests: string) => manifests.replace(/^ *replicas: \d+\n/m, '');

describe('a finding names the field that is to blame', () => {
  test.each([
    ['stuck-on-crash', rollout({ strategy: STRATEGY }), 'Rollout.web.spec.progressDeadlineAbort'],
    ['short-deadline', safe('progressDeadlineSeconds: 30'), 'Rollout.web.spec.progressDeadlineSeconds'],
    ['history-kept', safe('revisionHistoryLimit: 0'), 'Rollout.web.spec.revisionHistoryLimit'],
    ['history-kept', safe('rollbackWindow: { revisions: 20 }'), 'Rollout.web.spec.rollbackWindow.revisions'],
    ['readiness-probe', pods('image: web'), 'Rollout.web.spec.template.spec.containers.0.readinessProbe'],
    ['drain', pods('image: web'), 'Rollout.web.spec.template.spec.containers.0.lifecycle.preStop'],
    ['spread', pods('image: web'), 'Rollout.web.spec.template.spec.topologySpreadConstraints'],
    ['replicas', safe('replicas: 1'), 'Rollout.web.spec.replicas'],
    ['availability', all(deployment('strategy: { type: Recreate }'), SERVICE), 'Deployment.web.spec.strategy.type'],
    ['budget-blocks', all(safe(), budget('minAvailable: 100%')), 'PodDisruptionBudget.web.spec.minAvailable'],
    [
      'indefinite-pause',
      rollout({ strategy: 'canary: { steps: [{ setWeight: 5 }, { pause: {} }] }' }),
      'Rollout.web.spec.strategy.canary.steps.1',
    ],
    ['fixed-replicas', all(safe(), autoscaler()), 'Rollout.web.spec.replicas'],
    ['autoscaler-target', autoscaler(), 'HorizontalPodAutoscaler.web.spec.scaleTargetRef'],
    [
      'one-autoscaler',
      all(safe(), autoscaler(), autoscaler({ name: 'b' })),
      'HorizontalPodAutoscaler.b.spec.scaleTargetRef',
    ],
    [
      'autoscaler-requests',
      all(pods('image: web'), autoscaler()),
      'Rollout.web.spec.template.spec.containers.0.resources.requests.cpu',
    ],
    ['one-selector', all(safe(), deployment('replicas: 2')), 'Deployment.web.spec.template.metadata.labels'],
    ['disruption-budget', safe(), 'Rollout.web'],
  ])('%s', (id, manifests, at) => {
    expect(ask(id, manifests).at).toEqual([at]);
  });

  test('also where the pods stand in the Deployment that a Rollout takes over', () => {
    const taken = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web-rollout, namespace: shop }
spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { blueGreen: { activeService: web } } }`;
    const field = 'spec.template.spec.containers.0.readinessProbe';
    expect(ask('readiness-probe', all(deployment('replicas: 0'), taken)).at).toEqual([`Deployment.web.${field}`]);
    expect(ask('readiness-probe', taken)).toMatchObject({
      at: [],
      unknown: ['the apps/Deployment "web" is not among the manifests'],
    });
    expect(ask('one-selector', all(deployment('replicas: 0'), taken)).at).toEqual([]);
  });
});

describe('what is not known is said, and is no finding', () => {
  const listening = deployment('replicas: 1');

  test('whether requests are served', () => {
    expect(ask('replicas', listening)).toMatchObject({
      at: [],
      unknown: ['whether a Service that is not among the manifests selects its pods'],
    });
    expect(ask('replicas', all(listening, SERVICE)).what).toEqual(['it runs one pod.']);
    expect(ask('replicas', deployment('replicas: 1', '{ containers: [{ name: web }] }'))).toMatchObject({
      at: [],
      unknown: [],
    });
  });

  test.each([
    ['replicas', all(deployment(''), SERVICE), 'whether an autoscaler elsewhere says how many pods there are'],
    ['disruption-budget', safe(), 'whether a PodDisruptionBudget elsewhere selects its pods'],
    ['autoscaler-target', autoscaler(), 'the argoproj.io/Rollout "web", which is not among the manifests'],
  ])('what may be elsewhere: %s', (id, manifests, unknown) => {
    expect(ask(id, manifests, { world: 'open' })).toMatchObject({ at: [], unknown: [unknown] });
    expect(ask(id, manifests).at).toHaveLength(1);
  });

  test('a request that a LimitRange may give', () => {
    const range = 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: all, namespace: shop }\nspec: { limits: [] }';
    expect(ask('autoscaler-requests', all(pods('image: web'), autoscaler(), range))).toMatchObject({
      at: [],
      unknown: ['whether a LimitRange gives container "web" a request of cpu'],
    });
  });

  test('how long a script drains', () => {
    expect(ask('grace-period', pods('lifecycle: { preStop: { exec: { command: [/drain] } } }')).at).toEqual([]);
  });
});

describe('a fault has one finding', () => {
  test('two workloads that select the pods of each other: the later one has it', () => {
    const selector = (name: string, labels: string, pod = labels) =>
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${pod} } } } }`;
    const at = (...manifests: readonly string[]) => ask('one-selector', all(...manifests)).at;
    expect(at(selector('a', 'app: x'), selector('b', 'app: x'))).toEqual([
      'Deployment.b.spec.template.metadata.labels',
    ]);
    // one that selects more than its own has taken pods of the other, wherever it stands
    const wide = selector('wide', 'app: x');
    const narrow = selector('narrow', 'app: x, tier: web');
    expect(at(wide, narrow)).toEqual(['Deployment.narrow.spec.template.metadata.labels']);
    expect(at(narrow, wide)).toEqual(['Deployment.narrow.spec.template.metadata.labels']);
    expect(at(selector('a', 'app: x'), selector('b', 'app: x').replace('shop', 'other'))).toEqual([]);
  });

  test('a budget that selects two workloads counts the pods of both, and is judged once', () => {
    const two = (spec: string) =>
      all(safe('replicas: 1'), safe('replicas: 1').replace('name: web', 'name: api'), budget(spec));
    expect(ask('budget-blocks', two('minAvailable: 1')).at).toEqual([]);
    expect(ask('budget-blocks', two('minAvailable: 2')).at).toEqual(['PodDisruptionBudget.web.spec.minAvailable']);
  });

  test('a deadline that no pod can meet is not said to never end as well', () => {
    const manifests = safe('progressDeadlineSeconds: 20');
    expect(ask('short-deadline', manifests).at).toHaveLength(1);
    expect(ask('never-ends', manifests).at).toEqual([]);
  });

  test('of several autoscalers each but the first has one', () => {
    const three = all(safe(), ...['a', 'b', 'c'].map((name) => autoscaler({ name })));
    expect(ask('one-autoscaler', three).what).toHaveLength(2);
  });
});

describe('the deadline', () => {
  test.each([
    ['the default', '', 0],
    ['twice the usual start', 'progressDeadlineSeconds: 60', 0],
    ['a second less', 'progressDeadlineSeconds: 59', 1],
    ['time to stay ready counts', 'progressDeadlineSeconds: 100\nminReadySeconds: 41', 1],
  ])('%s', (_, spec, findings) => {
    expect(ask('short-deadline', safe(spec)).at).toHaveLength(findings);
  });

  test('pods may take what their startup probe lets them take', () => {
    const slow = pods('startupProbe: { failureThreshold: 100, periodSeconds: 10 }');
    expect(ask('short-deadline', slow).what).toEqual([
      'the deadline is 10 min, and a pod that may start for 16 min 40 s (its startup probe) and then has to stay ready for 0 s takes up to 16 min 40 s.',
    ]);
  });

  test('pods that are known to start slowly need more of it', () => {
    const assumptions = { podStartSeconds: 400 };
    expect(ask('short-deadline', safe(), { assumptions }).at).toHaveLength(1);
  });
});

describe('who applies a Service', () => {
  const managed = (metadata: string) =>
    all(
      rollout({ strategy: 'blueGreen: { activeService: web }' }),
      SERVICE.replace('namespace: shop }', `namespace: shop, ${metadata} }`),
    );
  const replaced = managed('annotations: { argocd.argoproj.io/sync-options: "Prune=false, ServerSideApply=true" }');
  const application = (kind: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec: { ignoreDifferences: [{ group: "", kind: ${kind}, jsonPointers: [/spec/selector] }] }`;

  test('Argo CD may replace it, if it leaves the selector alone', () => {
    expect(ask('service-selector', replaced).at).toEqual([
      'Service.web.metadata.annotations.argocd.argoproj.io/sync-options',
    ]);
    expect(ask('service-selector', all(replaced, application('Service'))).at).toEqual([]);
    expect(ask('service-selector', all(replaced, application('Secret'))).at).toHaveLength(1);
    expect(ask('service-selector', replaced, { world: 'open' })).toMatchObject({
      at: [],
      unknown: ['whether an Application elsewhere ignores its selector'],
    });
  });

  test('Flux may, if it only merges', () => {
    const label = 'labels: { kustomize.toolkit.fluxcd.io/name: shop }';
    expect(ask('service-selector', managed(label)).at).toHaveLength(1);
    const merged = `${label}, annotations: { kustomize.toolkit.fluxcd.io/ssa: IfNotPresent }`;
    expect(ask('service-selector', managed(merged)).at).toEqual([]);
  });
});

describe('autoscalers', () => {
  test('scale by what each container asks for, or one of them', () => {
    const two = pods('resources: { requests: { cpu: 1 } } }\n  - { name: log');
    expect(ask('autoscaler-requests', all(two, autoscaler())).what).toEqual([
      'container "log" asks for no cpu, and HorizontalPodAutoscaler "web" scales by its utilization.',
    ]);
    const one = autoscaler().replace(
      'type: Resource, resource: { name: cpu',
      'type: ContainerResource, containerResource: { container: web, name: cpu',
    );
    expect(ask('autoscaler-requests', all(two, one)).at).toEqual([]);
    const value = autoscaler().replace(
      'type: Utilization, averageUtilization: 70',
      'type: AverageValue, averageValue: 1',
    );
    expect(ask('autoscaler-requests', all(two, value)).at).toEqual([]);
  });

  test('KEDA scales a Deployment where no kind is said, and as one autoscaler among others', () => {
    const scaled =
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web, namespace: shop }\nspec: { scaleTargetRef: { name: web } }';
    expect(ask('autoscaler-target', scaled).what).toEqual(['the apps/Deployment "web" is not there.']);
    const target = 'apiVersion: apps/v1, kind: Deployment, name: web';
    expect(ask('one-autoscaler', all(deployment(''), autoscaler({ target }), scaled)).at).toEqual([
      'ScaledObject.web.spec.scaleTargetRef',
    ]);
  });

  test('alone say how many pods there are', () => {
    expect(ask('fixed-replicas', all(withoutReplicas(safe()), autoscaler())).at).toEqual([]);
    expect(ask('replicas', all(withoutReplicas(safe()), autoscaler())).at).toEqual([]);
  });
});
