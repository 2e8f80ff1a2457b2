import { ApiObject, ApiObjectMetadataDefinition, type Chart, Duration, JsonPatch, Size, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Rollout, Strategy } from '../../../lib';
import { allOf, emptyChart, only } from '../../support/synth';

const chart = () => emptyChart();
const container: kplus.ContainerProps = { image: 'shop:1', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() };
const strategy = Strategy.canary();

describe('the pods of a Rollout', () => {
  /** Props that touch every part of the pod template; made anew for each tree, since volumes are constructs. */
  const everything = (scope: Chart): kplus.WorkloadProps => {
    const config = new kplus.ConfigMap(scope, 'config', { data: { a: '1' } });
    const volume = kplus.Volume.fromConfigMap(scope, 'volume', config);
    return {
      containers: [
        {
          ...container,
          envVariables: { A: kplus.EnvValue.fromValue('1'), B: kplus.EnvValue.fromConfigMap(config, 'a') },
          liveness: kplus.Probe.fromHttpGet('/healthz'),
          startup: kplus.Probe.fromCommand(['true']),
          resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { limit: Size.mebibytes(64) } },
          volumeMounts: [{ path: '/config', volume }],
          lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '1']) },
        },
        { image: 'side:1', name: 'side' },
      ],
      initContainers: [{ image: 'init:1' }],
      volumes: [kplus.Volume.fromEmptyDir(scope, 'tmp', 'tmp')],
      podMetadata: { labels: { team: 'shop' }, annotations: { note: 'x' } },
      serviceAccount: new kplus.ServiceAccount(scope, 'account'),
      securityContext: { ensureNonRoot: true, user: 1000, group: 1000, fsGroup: 1000 },
      dns: { hostname: 'h', subdomain: 's' },
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      hostNetwork: true,
      terminationGracePeriod: Duration.seconds(45),
      automountServiceAccountToken: true,
      dockerRegistryAuth: new kplus.DockerConfigSecret(scope, 'pull', { data: { auths: {} } }),
    };
  };

  test.each([
    ['few props', (): kplus.WorkloadProps => ({ containers: [container] })],
    ['every prop', everything],
    ['spread', (): kplus.WorkloadProps => ({ containers: [container], spread: true })],
  ])('equal those of a kplus.Deployment with the same props: %s', (_name, props) => {
    const [ours, theirs] = [chart(), chart()];
    new Rollout(ours, 'web', { ...props(ours), strategy });
    new kplus.Deployment(theirs, 'web', props(theirs));

    const rollout = only(ours, 'Rollout').spec;
    const deployment = only(theirs, 'Deployment').spec;

    expect(rollout.template).toEqual(deployment.template);
    expect(rollout.selector).toEqual(deployment.selector);
  });

  test('stay equal after late changes', () => {
    const [ours, theirs] = [chart(), chart()];
    const workloads = [
      new Rollout(ours, 'web', { containers: [container], strategy }),
      new kplus.Deployment(theirs, 'web', { containers: [container] }),
    ];
    for (const workload of workloads) {
      workload.addContainer({ image: 'late:1', name: 'late' });
      workload.addInitContainer({ image: 'late-init:1' });
      workload.podMetadata.addLabel('late', 'yes');
      workload.select(kplus.LabelSelector.of({ labels: { late: 'yes' } }));
      workload.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.exists('ssd')));
      workload.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('gpu')));
    }
    const rollout = only(ours, 'Rollout').spec;
    const deployment = only(theirs, 'Deployment').spec;
    expect(rollout.template).toEqual(deployment.template);
    expect(rollout.selector).toEqual(deployment.selector);
  });
});

describe('synthesis', () => {
  test('gives the same bytes each time, spread and isolation included', () => {
    const scope = chart();
    new Rollout(scope, 'web', { containers: [container], strategy, spread: true, isolate: true });
    const texts = [1, 2, 3].map(() => Yaml.stringify(...(Testing.synth(scope) as object[])));
    expect(new Set(texts).size).toBe(1);
  });

  test('resolves lazy values and applies JSON patches', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(only(scope, 'Rollout').spec).toMatchObject({ paused: true });
  });
});

describe('what works on a Deployment works on a Rollout', () => {
  test('an autoscaler targets it and replicas are left out', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    new kplus.HorizontalPodAutoscaler(scope, 'scaler', { target: rollout, minReplicas: 2, maxReplicas: 5 });

    expect(only(scope, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      name: rollout.name,
    });
    expect(only(scope, 'Rollout').spec).not.toHaveProperty('replicas');
  });

  test('an autoscaler and fixed replicas exclude each other', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy, replicas: 3 });
    new kplus.HorizontalPodAutoscaler(scope, 'scaler', { target: rollout, maxReplicas: 5 });
    expect(() => Testing.synth(scope)).toThrow('replicas');
  });

  test('without autoscaler it runs as many pods as asked for, two by default', () => {
    const [two, five] = [chart(), chart()];
    new Rollout(two, 'web', { containers: [container], strategy });
    new Rollout(five, 'web', { containers: [container], strategy, replicas: 5 });
    expect([two, five].map((scope) => only(scope, 'Rollout').spec.replicas)).toEqual([2, 5]);
  });

  test('a Service selects its pods', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    new kplus.Service(scope, 'service', { selector: rollout, ports: [{ port: 80 }] });
    expect(only(scope, 'Service').spec.selector).toEqual(rollout.matchLabels);
  });

  test('exposeViaService takes the ports of the containers', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    rollout.exposeViaService({ name: 'web', serviceType: kplus.ServiceType.NODE_PORT });
    const service = only(scope, 'Service');
    expect(service.metadata.name).toBe('web');
    expect(service.spec).toMatchObject({ type: 'NodePort', ports: [{ port: 8080, targetPort: 8080 }] });
    expect(service.spec.selector).toEqual(rollout.matchLabels);
  });

  test.each([
    ['a foreign port', { ports: [{ port: 9 }] }, 'port 9 is not exposed by any container'],
    ['nameless ports', { ports: [{ port: 8080 }, { port: 80, targetPort: 8080 }] }, 'needs a name for each'],
    ['no port', { ports: [] }, 'no port to expose'],
  ])('exposeViaService refuses %s before it makes anything', (_name, options, message) => {
    const rollout = new Rollout(chart(), 'web', { containers: [container], strategy });
    const before = rollout.node.children.length;
    expect(() => rollout.exposeViaService(options)).toThrow(message);
    expect(rollout.node.children).toHaveLength(before);
  });

  test('exposeViaIngress makes a Service and routes to it', () => {
    const scope = chart();
    new Rollout(scope, 'web', { containers: [container], strategy }).exposeViaIngress('/shop');
    const service = only(scope, 'Service');
    expect(JSON.stringify(only(scope, 'Ingress').spec)).toContain(`"name":"${service.metadata.name}"`);
  });

  test('isolate and connections write network policies for all its pods', () => {
    const scope = chart();
    const web = new Rollout(scope, 'web', { containers: [container], strategy, isolate: true });
    const api = new Rollout(scope, 'api', { containers: [container], strategy });
    web.connections.allowTo(api);
    const policies = allOf(scope, 'NetworkPolicy');
    expect(policies).toHaveLength(3);
    expect(policies.map(({ spec }) => spec.podSelector)).toEqual(
      expect.arrayContaining([{ matchLabels: web.matchLabels }, { matchLabels: api.matchLabels }]),
    );
  });

  test('roles can be granted on it', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    rollout.permissions.grantRead(new kplus.ServiceAccount(scope, 'reader'));
    expect(JSON.stringify(only(scope, 'Role'))).toContain('"apiGroups":["argoproj.io"]');
    expect(JSON.stringify(only(scope, 'Role'))).toContain('"resources":["rollouts"]');
  });

  test('a disruption budget takes its selector', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', { containers: [container], strategy });
    new kplus.k8s.KubePodDisruptionBudget(scope, 'budget', { spec: { selector: rollout._toLabelSelector() } });
    expect(only(scope, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: rollout.matchLabels });
  });

  test('its metadata is an ApiObject metadata definition', () => {
    const rollout = new Rollout(chart(), 'web', { containers: [container], strategy });
    expect(rollout.metadata).toBeInstanceOf(ApiObjectMetadataDefinition);
    expect(rollout.kind).toBe('Rollout');
    expect(rollout.apiVersion).toBe('argoproj.io/v1alpha1');
  });
});

describe('drain', () => {
  const preStops = (containers: kplus.ContainerProps[]) => {
    const scope = chart();
    new Rollout(scope, 'web', { containers, strategy, drain: Duration.seconds(7) });
    const rendered: { lifecycle?: { preStop?: object } }[] = only(scope, 'Rollout').spec.template.spec.containers;
    return rendered.map(({ lifecycle }) => lifecycle?.preStop);
  };

  test('sleeps in each container with a port', () => {
    expect(preStops([container, { image: 'side:1', name: 'side' }])).toEqual([{ sleep: { seconds: 7 } }, undefined]);
  });

  test("leaves an author's own preStop alone", () => {
    const own = { ...container, lifecycle: { preStop: kplus.Handler.fromCommand(['drain']) } };
    expect(preStops([own])).toEqual([{ exec: { command: ['drain'] } }]);
  });
});

describe('workloadRef', () => {
  test('takes over a Deployment of the app: no template, its pods are the ones Services select', () => {
    const scope = chart();
    const workload = new kplus.Deployment(scope, 'legacy', { containers: [container], replicas: 0 });
    const rollout = new Rollout(scope, 'web', { strategy, workloadRef: { workload, scaleDown: 'progressively' } });
    new kplus.Service(scope, 'service', { selector: rollout, ports: [{ port: 80 }] });

    const { spec } = only(scope, 'Rollout');
    expect(spec.workloadRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: workload.name,
      scaleDown: 'progressively',
    });
    expect(spec).not.toHaveProperty('template');
    expect(spec).not.toHaveProperty('selector');
    expect(only(scope, 'Service').spec.selector).toEqual(workload.matchLabels);
    expect(rollout.toScalingTarget().containers).toEqual(workload.containers);
  });

  test('takes over a workload outside the app by kind, name and pod labels', () => {
    const scope = chart();
    const rollout = new Rollout(scope, 'web', {
      strategy,
      workloadRef: { workload: { kind: 'PodTemplate', name: 'legacy', podLabels: { app: 'legacy' } } },
    });
    new kplus.Service(scope, 'service', { selector: rollout, ports: [{ port: 80 }] });
    expect(only(scope, 'Rollout').spec.workloadRef).toEqual({ apiVersion: 'v1', kind: 'PodTemplate', name: 'legacy' });
    expect(only(scope, 'Service').spec.selector).toEqual({ app: 'legacy' });
  });
});
