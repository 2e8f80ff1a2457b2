import { object, template, unitIn, unitsIn, workload } from './units';

const service = object('Service', 'web', 'spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }');

describe('what gets released', () => {
  test.each(['Rollout', 'Deployment', 'StatefulSet'])('a %s with pods of its own', (kind) => {
    const { identity, pods, progressive, platform } = unitIn(workload(kind));
    expect(platform).toBe('kubernetes');
    expect(identity).toEqual({ name: 'web', namespace: 'shop', kind, source: 'shop.yaml:1' });
    expect(pods).toMatchObject({ labels: { app: 'web' }, at: ['spec', 'template'] });
    expect(progressive).toBe(kind === 'Rollout');
  });

  test('a Rollout has the pods of the Deployment that it takes over, which is no unit of its own', () => {
    const rollout = object(
      'Rollout',
      'web-rollout',
      'spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { canary: {} } }',
    );
    const { identity, pods } = unitIn(workload('Deployment'), rollout);
    expect(identity.name).toBe('web-rollout');
    expect(pods).toMatchObject({ labels: { app: 'web' }, from: { object: { kind: 'Deployment' } } });
  });

  test('and it still has them where only one of the two says its namespace', () => {
    const rollout = `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: web }, spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { canary: {} } } }`;
    expect(unitsIn(workload('Deployment'), rollout).map(({ identity }) => identity.kind)).toEqual(['Rollout']);
  });

  test('a Flagger Canary takes its Deployment over, with its pods, its replicas and its autoscaler', () => {
    const canary = object(
      'Canary',
      'web',
      'spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, service: { port: 80 }, analysis: {} }',
    );
    const unit = unitIn(workload('Deployment', 'replicas: 3'), canary);
    expect(unit).toMatchObject({ progressive: true, servesTraffic: true, leastReplicas: 3 });
    expect(unit.plan).toBeUndefined();
    expect(unit.report).toBeUndefined();
    expect(unitIn(workload('Deployment'), canary, autoscaler('Deployment', 4)).leastReplicas).toBe(4);
  });

  test('what is described elsewhere is not known, and says so', () => {
    const rollout = object(
      'Rollout',
      'web',
      'spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { canary: {} } }',
    );
    const why = { unknown: 'the apps/Deployment "web" is not among the manifests' };
    expect(unitIn(rollout)).toMatchObject({ pods: why, servesTraffic: why, disruption: [], scrapes: [] });
    const canary = object('Canary', 'web', 'spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }');
    expect(unitIn(canary)).toMatchObject({
      pods: why,
      leastReplicas: { unknown: 'the replicas of the apps/Deployment "web", which is not among the manifests' },
    });
  });

  test('units stand in the order of the objects', () => {
    const names = ['b', 'a', 'c'].map((name) => object('Deployment', name, `spec: { ${template(`app: ${name}`)} }`));
    expect(unitsIn(...names).map(({ identity }) => identity.name)).toEqual(['b', 'a', 'c']);
  });
});

describe('whether requests are served', () => {
  test.each([
    ['a Service selects the pods', [workload('Deployment'), service], true],
    [
      'the strategy names a Service',
      [object('Rollout', 'web', `spec: { strategy: { blueGreen: { activeService: web } }, ${template('app: web')} }`)],
      true,
    ],
    ['no container listens', [workload('Deployment')], false],
    [
      'a container listens, and no Service is there',
      [workload('Deployment', '', 'name: web, ports: [{ containerPort: 80 }]')],
      { unknown: 'whether a Service that is not among the manifests selects its pods' },
    ],
    [
      'the Service is in another namespace',
      [workload('Deployment'), service.replace('namespace: shop', 'namespace: other')],
      false,
    ],
    [
      'the Service has no selector',
      [workload('Deployment'), object('Service', 'web', 'spec: { ports: [{ port: 80 }] }')],
      false,
    ],
    ['a StatefulSet has a field of that name', [workload('StatefulSet', 'service: { port: 80 }')], false],
  ])('%s', (_, manifests, serves) => {
    expect(unitIn(...manifests).servesTraffic).toEqual(serves);
  });
});

function autoscaler(kind: string, minReplicas: number): string {
  const version = kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
  return object(
    'HorizontalPodAutoscaler',
    'web',
    `spec: { scaleTargetRef: { apiVersion: ${version}, kind: ${kind}, name: web }, minReplicas: ${minReplicas}, maxReplicas: 9 }`,
  );
}

describe('the fewest pods', () => {
  test.each(['Rollout', 'Deployment', 'StatefulSet'])(
    'of a %s: one, its own number, or the least of its autoscaler',
    (kind) => {
      expect(unitIn(workload(kind)).leastReplicas).toBe(1);
      expect(unitIn(workload(kind, 'replicas: 5')).leastReplicas).toBe(5);
      expect(unitIn(workload(kind), autoscaler(kind, 3)).leastReplicas).toBe(3);
      expect(unitIn(workload(kind, 'replicas: 5'), autoscaler(kind, 3)).leastReplicas).toBe(3);
      expect(unitIn(workload(kind, 'replicas: 2'), autoscaler(kind, 3)).leastReplicas).toBe(2);
    },
  );
});

describe('a disruption budget', () => {
  const budget = (spec: string) => object('PodDisruptionBudget', 'web', `spec: { ${spec} }`);
  const selector = 'selector: { matchLabels: { app: web } }';
  const letsGo = (spec: string, replicas: number | string) =>
    unitIn(workload('Deployment', `replicas: ${replicas}`), budget(spec)).disruption.map((one) => one.letsGo);

  test.each([
    ['maxUnavailable: 1', 1, true],
    ['maxUnavailable: 0', 9, false],
    ['maxUnavailable: 1%', 2, true],
    ['maxUnavailable: 0%', 2, false],
    ['minAvailable: 1', 1, false],
    ['minAvailable: 1', 2, true],
    // 1.02 pods are two
    ['minAvailable: 51%', 2, false],
    ['minAvailable: 50%', 2, true],
    ['minAvailable: 100%', 8, false],
  ])('that says %s of %d pods lets one go: %s', (spec, replicas, expected) => {
    expect(letsGo(`${spec}, ${selector}`, replicas)).toEqual([expected]);
  });

  test('that says nothing lets pods go', () => {
    expect(letsGo(selector, 1)).toEqual([true]);
  });

  test('that says what nobody can read is not known', () => {
    expect(letsGo(`minAvailable: most, ${selector}`, 3)).toEqual([{ unknown: 'how many pods "most" are' }]);
  });

  test.each([
    ['selector: { matchLabels: { app: other } }', 0],
    ['selector: {}', 1],
    ['maxUnavailable: 1', 0],
    ['selector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] }', 1],
    ['selector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }', 0],
    ['selector: { matchExpressions: [{ key: app, operator: Exists }] }', 1],
    ['selector: { matchExpressions: [{ key: app, operator: DoesNotExist }] }', 0],
    ['selector: { matchExpressions: [{ key: app, operator: Is, values: [web] }] }', 0],
  ])('with %s selects the pods %d times', (spec, times) => {
    expect(letsGo(spec, 3)).toHaveLength(times);
  });
});

describe('a pod template', () => {
  const pods = (pod: string) => {
    const { pods: found } = unitIn(
      object('Deployment', 'web', `spec: { template: { metadata: { labels: { app: web } }, spec: { ${pod} } } }`),
    );
    if ('unknown' in found) throw new Error(found.unknown);
    return found;
  };
  const container = (fields: string) => pods(`containers: [{ name: web, ${fields} }]`).containers[0];

  test('has the grace period of Kubernetes where none is said', () => {
    expect(pods('containers: []').gracePeriodSeconds).toBe(30);
    expect(pods('terminationGracePeriodSeconds: 0, containers: []').gracePeriodSeconds).toBe(0);
  });

  test('is spread by constraints or by anti-affinity, and not by empty ones', () => {
    const hard = (term: string) =>
      pods(`affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term}] } }`).spread;
    const soft = (term: string) =>
      pods(
        `affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: ${term} }] } }`,
      ).spread;
    const constraint = (term: string) => pods(`topologySpreadConstraints: [${term}]`).spread;
    for (const spread of [hard, soft, constraint]) {
      expect(spread('{ labelSelector: { matchLabels: { app: web } }, topologyKey: kubernetes.io/hostname }')).toBe(
        true,
      );
      expect(spread('{ labelSelector: {}, topologyKey: kubernetes.io/hostname }')).toBe(true);
      // Kubernetes: no selector selects no pods, and one of others keeps these apart from those
      expect(spread('{ topologyKey: kubernetes.io/hostname }')).toBe(false);
      expect(spread('{ labelSelector: { matchLabels: { app: db } }, topologyKey: kubernetes.io/hostname }')).toBe(
        false,
      );
    }
    expect(pods('affinity: { podAntiAffinity: {} }').spread).toBe(false);
    expect(pods('topologySpreadConstraints: []').spread).toBe(false);
  });

  test.each(['tcpSocket: { port: 80 }', 'sleep: { seconds: 0 }', ''])('does not drain with %j', (hook) => {
    const found = container(`lifecycle: { preStop: { ${hook} } }`);
    expect(found).toMatchObject({ preStop: false });
    expect(found).not.toHaveProperty('preStopSeconds');
  });

  test('has sidecars among its containers, wherever they start, and tells those apart that end', () => {
    const { containers, initContainers } = pods(
      'containers: [{ name: web }], initContainers: [{ name: migrate }, { name: proxy, restartPolicy: Always, ports: [{ containerPort: 80 }] }]',
    );
    expect(containers.map(({ name, at, listens }) => [name, at.slice(-2), listens])).toEqual([
      ['web', ['containers', 0], false],
      ['proxy', ['initContainers', 1], true],
    ]);
    expect(initContainers.map(({ name }) => name)).toEqual(['migrate']);
  });

  test.each([
    ['sleep: { seconds: 7 }', 7],
    ['exec: { command: [sleep, "12"] }', 12],
    ['exec: { command: [/bin/sleep, 1.5s] }', 1.5],
    ['exec: { command: [sh, -c, "nginx -s quit; sleep 20"] }', 20],
    ['exec: { command: [/drain.sh] }', { unknown: 'how long its preStop hook takes' }],
    ['httpGet: { path: /drain, port: 80 }', { unknown: 'how long its preStop hook takes' }],
  ])('drains with %s', (hook, seconds) => {
    expect(container(`lifecycle: { preStop: { ${hook} } }`)).toMatchObject({ preStop: true, preStopSeconds: seconds });
  });

  test('gives a container as long to start as its startup probe', () => {
    expect(
      container('startupProbe: { failureThreshold: 30, periodSeconds: 2, initialDelaySeconds: 5 }')?.startupSeconds,
    ).toBe(65);
    expect(container('startupProbe: {}')?.startupSeconds).toBe(30);
    expect(container('image: web')).not.toHaveProperty('startupSeconds');
  });

  test('asks for what it is limited to', () => {
    expect(container('resources: { limits: { cpu: 1 }, requests: { memory: 1Gi } }')?.requests).toEqual({
      cpu: true,
      memory: true,
    });
    expect(container('resources: {}')?.requests).toEqual({ cpu: false, memory: false });
  });
});

describe('what is written down', () => {
  const { documents } = unitIn(
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, labels: { team: shop }, annotations: { stepgate.dev/owner: payments, runbook: "" } }, spec: { template: { metadata: { labels: { version: "1.2" } }, spec: {} } } }`,
  );

  test('is found under our keys before those of others, at the workload and at its pods; nothing is not a text', () => {
    expect(documents).toEqual({ owner: 'payments', version: '1.2' });
  });
});

test('a plan is simulated when somebody asks for its report, and once', () => {
  const unit = unitIn(workload('Rollout'));
  expect(typeof Object.getOwnPropertyDescriptor(unit, 'report')?.get).toBe('function');
  expect(unit.plan?.identity.name).toBe('web');
  const { report } = unit;
  expect(report?.plan).toBe(unit.plan);
  expect(unit.report).toBe(report);
});
