import { drain } from '../../policies/rules/deployment-safety/drain';
import { readinessProbe } from '../../policies/rules/deployment-safety/readiness-probe';
import { replicas } from '../../policies/rules/deployment-safety/replicas';
import { imageMovingTag } from '../../policies/rules/pre-release-validation/image-moving-tag';
import { found } from '../policies/judging';
import { object, unitIn, workload } from './units';

const service = (spec: string) => object('Service', 'web', `spec: { ${spec} }`);
const SERVICE = service('selector: { app: web }, ports: [{ port: 80 }]');
const LISTENS = 'name: web, image: "acme/web:1.4", ports: [{ containerPort: 80 }]';
const judged = (rule: Parameters<typeof found>[0], ...manifests: readonly string[]) =>
  found(rule, manifests.join('\n---\n'));

describe('requests reach pods', () => {
  test.each([
    ['a headless Service', 'clusterIP: None, selector: { app: web }, ports: [{ port: 80 }]'],
    ['a port of every node', 'type: NodePort, selector: { app: web }, ports: [{ port: 80 }]'],
    ['a load balancer', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }]'],
  ])('through %s', (_, spec) => {
    expect(unitIn(workload('Deployment', '', LISTENS), service(spec)).servesTraffic).toBe(true);
  });

  test('not through another name for a host, nor where a Service has endpoints of its own', () => {
    const why = { unknown: 'whether a Service that is not among the manifests selects its pods' };
    for (const spec of ['type: ExternalName, externalName: web.example.com, selector: { app: web }', 'ports: []']) {
      expect(unitIn(workload('Deployment', '', LISTENS), service(spec)).servesTraffic).toEqual(why);
      expect(unitIn(workload('Deployment'), service(spec)).servesTraffic).toBe(false);
    }
  });
});

describe('an autoscaler says the fewest pods', () => {
  const scaled = (bounds: string) =>
    `{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web-keda, namespace: shop }, spec: { scaleTargetRef: { name: web }, ${bounds} triggers: [] } }`;
  const hpa = (bounds: string) =>
    object(
      'HorizontalPodAutoscaler',
      'web-hpa',
      `spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${bounds} maxReplicas: 9 }`,
    );

  test.each([
    ['none where KEDA is told nothing', scaled(''), 0],
    ['those of KEDA', scaled('minReplicaCount: 3,'), 3],
    ['those that are left when KEDA finds nothing to do', scaled('minReplicaCount: 3, idleReplicaCount: 0,'), 0],
    ['one where Kubernetes is told nothing', hpa(''), 1],
    ['those of Kubernetes', hpa('minReplicas: 4,'), 4],
  ])('%s', (_, autoscaler, least) => {
    const unit = unitIn(workload('Deployment', '', LISTENS), autoscaler);
    expect(unit.leastReplicas).toBe(least);
    expect(unit.autoscaler?.object.metadata.name).toMatch(/^web-/);
    // nothing can be said of a release of no pods
    expect(unit.plan?.replicas.range?.min).toBe(Math.max(1, least));
  });

  test('and is named where these are too few', () => {
    expect(judged(replicas, workload('Deployment', '', LISTENS), SERVICE, scaled(''))).toEqual([
      'Deployment/web : ScaledObject "web-keda" may leave it no pod at all.',
    ]);
    expect(judged(replicas, workload('Deployment', '', LISTENS), SERVICE, hpa(''))).toEqual([
      'Deployment/web : HorizontalPodAutoscaler "web-hpa" may leave it one pod.',
    ]);
    expect(judged(replicas, workload('Deployment', '', LISTENS), SERVICE, hpa('minReplicas: 2,'))).toEqual([]);
  });
});

describe('what keeps requests from failing', () => {
  const asked = (rule: Parameters<typeof found>[0], fields: string) =>
    judged(rule, workload('Deployment', '', `${LISTENS}, ${fields}`), SERVICE);

  test('a startup probe keeps them from a pod that has not started; a liveness probe does not', () => {
    expect(asked(readinessProbe, 'startupProbe: { httpGet: { port: 80 } }')).toEqual([]);
    expect(asked(readinessProbe, 'livenessProbe: { httpGet: { port: 80 } }')).toHaveLength(1);
  });

  test.each([
    ['sleep: { seconds: 5 }', 0],
    ['exec: { command: [/drain.sh] }', 0],
    ['httpGet: { port: 80 }', 0],
    ['sleep: { seconds: 0 }', 1],
    ['tcpSocket: { port: 80 }', 1],
  ])('before a pod stops: %s', (hook, faults) => {
    expect(asked(drain, `lifecycle: { preStop: { ${hook} } }`)).toHaveLength(faults);
  });
});

test('images of containers that start first are judged too', () => {
  const pod = `spec: { template: { metadata: { labels: { app: web } }, spec: { initContainers: [{ name: migrate, image: busybox }], containers: [{ ${LISTENS} }] } } }`;
  expect(judged(imageMovingTag, object('Deployment', 'web', pod))).toEqual([
    'Deployment/web spec.template.spec.initContainers[0].image: container "migrate" runs "busybox" without a tag, which means "latest".',
  ]);
});
