import { Duration, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ExistingService,
  InvalidInputError,
  Probes,
  ProgressiveService,
  Step,
  Strategy,
  type ProgressiveServiceProps,
} from '../../../lib';
import { serviceChecks } from '../../../lib/kubernetes/checks/service';
import { serviceObjectiveChecks } from '../../../lib/kubernetes/checks/service-objectives';
import { allOf, emptyChart, only } from '../../support/synth';
import { stubRouter } from '../../support/stub-router';

const container: kplus.ContainerProps = { image: 'shop:1', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() };

function build(props: Partial<ProgressiveServiceProps> = {}): { chart: Chart; service: ProgressiveService } {
  const chart = emptyChart();
  return { chart, service: new ProgressiveService(chart, 'checkout', { containers: [container], ...props }) };
}

describe('with nothing but a container', () => {
  const { chart, service } = build();
  const { spec } = only(chart, 'Rollout', 'checkout');

  test('it runs two pods and climbs from 5 to 100 % in steps of five minutes', () => {
    expect(spec.replicas).toBe(2);
    expect(spec.strategy.canary.steps.slice(0, 2)).toEqual([{ setWeight: 5 }, { pause: { duration: '5m' } }]);
  });

  test('it ends in a soak at 100 %', () => {
    expect(spec.strategy.canary.steps.slice(-2)).toEqual([{ setWeight: 100 }, { pause: { duration: '5m' } }]);
  });

  test('a stuck rollout is aborted, and the last versions are a quick way back', () => {
    expect(spec).toMatchObject({
      progressDeadlineSeconds: 600,
      progressDeadlineAbort: true,
      rollbackWindow: { revisions: 3 },
      revisionHistoryLimit: 5,
      minReadySeconds: 10,
    });
  });

  test('pods drain before they stop', () => {
    expect(spec.template.spec.containers[0].lifecycle.preStop).toEqual({ sleep: { seconds: 10 } });
  });

  test('pods are rather spread over nodes and zones, but never wait for a node', () => {
    const { podAntiAffinity } = spec.template.spec.affinity;
    expect(podAntiAffinity).not.toHaveProperty('requiredDuringSchedulingIgnoredDuringExecution');
    expect(
      podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.map(
        (term: { podAffinityTerm: { topologyKey: string } }) => term.podAffinityTerm.topologyKey,
      ),
    ).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  });

  test('a node drain takes one pod at a time', () => {
    expect(only(chart, 'PodDisruptionBudget', 'checkout').spec).toEqual({
      maxUnavailable: 1,
      selector: spec.selector,
    });
  });

  test('the budget follows what is selected later', () => {
    const late = build({ podMetadata: { labels: { late: 'yes' } } });
    late.service.rollout.select(kplus.LabelSelector.of({ labels: { late: 'yes' } }));
    expect(only(late.chart, 'PodDisruptionBudget').spec.selector.matchLabels).toMatchObject({ late: 'yes' });
  });

  test('one Service, named like the construct, gets all pods: traffic follows their number', () => {
    expect(allOf(chart, 'Service').map(({ metadata }) => metadata.name)).toEqual(['checkout']);
    expect(only(chart, 'Service').spec.selector).toEqual(spec.selector.matchLabels);
    expect(spec.strategy.canary).not.toHaveProperty('stableService');
  });

  test('every part is at hand', () => {
    expect(service.rollout.name).toBe('checkout');
    expect(service.service.name).toBe('checkout');
    expect(service.disruptionBudget?.name).toBe('checkout');
    expect([service.stableService, service.canaryService, service.previewService, service.autoscaler]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('everything can be said otherwise', () => {
  test.each<[string, Partial<ProgressiveServiceProps>, object]>([
    ['replicas', { replicas: 7 }, { replicas: 7 }],
    ['deadline', { progressDeadline: Duration.minutes(2) }, { progressDeadlineSeconds: 120 }],
    ['abort', { progressDeadlineAbort: false }, { progressDeadlineAbort: false }],
    [
      'rollback',
      { rollbackWindow: { revisions: 1 }, revisionHistoryLimit: 2 },
      { revisionHistoryLimit: 2, rollbackWindow: { revisions: 1 } },
    ],
    ['minReady', { minReady: Duration.seconds(0) }, { minReadySeconds: 0 }],
  ])('%s', (_name, props, expected) => {
    expect(only(build(props).chart, 'Rollout').spec).toMatchObject(expected);
  });

  test('spread and the disruption budget can be turned off', () => {
    const { chart, service } = build({ spread: false, maxDisrupted: false });
    expect(only(chart, 'Rollout').spec.template.spec).not.toHaveProperty('affinity');
    expect(allOf(chart, 'PodDisruptionBudget')).toEqual([]);
    expect(service.disruptionBudget).toBeUndefined();
  });

  test('the drain is a third of a short grace period', () => {
    const { chart } = build({ terminationGracePeriod: Duration.seconds(6) });
    const [main] = only(chart, 'Rollout').spec.template.spec.containers;
    expect(main.lifecycle.preStop).toEqual({ sleep: { seconds: 2 } });
  });

  test('the drain can be turned off', () => {
    const [main] = only(build({ drain: false }).chart, 'Rollout').spec.template.spec.containers;
    expect(main).not.toHaveProperty('lifecycle');
  });

  test('name, labels and namespace reach every object', () => {
    const { chart } = build({
      name: 'pay',
      labels: { team: 'money' },
      metadata: { namespace: 'prod' },
      autoscale: { max: 4 },
    });
    for (const kind of ['Rollout', 'Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler']) {
      expect(only(chart, kind, 'pay').metadata).toMatchObject({
        namespace: 'prod',
        labels: { team: 'money', 'app.kubernetes.io/name': 'pay' },
      });
    }
  });
});

describe('an autoscaler', () => {
  test('replaces fixed replicas and aims at 60 % CPU', () => {
    const { chart } = build({ autoscale: { min: 3, max: 20 } });
    expect(only(chart, 'Rollout').spec).not.toHaveProperty('replicas');
    expect(only(chart, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 20,
      scaleTargetRef: { kind: 'Rollout', name: 'checkout' },
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    });
  });

  test('keeps two pods if nothing is said, and takes memory instead of CPU', () => {
    const { spec } = only(build({ autoscale: { max: 4, memory: 70 } }).chart, 'HorizontalPodAutoscaler');
    expect(spec.minReplicas).toBe(2);
    expect(spec.metrics.map((metric: { resource: { name: string } }) => metric.resource.name)).toEqual(['memory']);
  });
});

describe('behind a router', () => {
  const services = (props: Partial<ProgressiveServiceProps>) => {
    const { chart } = build(props);
    return {
      names: allOf(chart, 'Service').map(({ metadata }) => metadata.name),
      canary: only(chart, 'Rollout').spec.strategy.canary,
    };
  };

  test('the Service clients call is the stable one, and the canary has its own', () => {
    const { names, canary } = services({ router: stubRouter({ needsServices: true }) });
    expect(names).toEqual(['checkout', 'checkout-canary']);
    expect(canary).toMatchObject({ stableService: 'checkout', canaryService: 'checkout-canary' });
  });

  test('a router with a root Service splits the one clients call', () => {
    const { names, canary } = services({ router: stubRouter({ needsServices: true, rootService: true }) });
    expect(names).toEqual(['checkout', 'checkout-stable', 'checkout-canary']);
    expect(canary).toMatchObject({ stableService: 'checkout-stable', canaryService: 'checkout-canary' });
  });

  test('a router that splits by subset needs one Service for all pods', () => {
    const { chart } = build({ router: stubRouter({ needsServices: false, rootService: true }) });
    expect(only(chart, 'Service', 'checkout').spec.selector).toEqual(only(chart, 'Rollout').spec.selector.matchLabels);
  });

  test('with ping-pong the two Services take turns behind the one clients call', () => {
    const ping = ExistingService.of({ name: 'ping', port: 80 });
    const pong = ExistingService.of({ name: 'pong', port: 80 });
    const pingPong = { pingService: ping, pongService: pong };
    const { names, canary } = services({
      router: stubRouter({ needsServices: true, rootService: true, pingPong: true }),
      strategy: Strategy.canary({ pingPong, steps: [Step.setWeight(10)] }),
    });
    expect(names).toEqual(['checkout']);
    expect(canary.pingPong).toEqual({ pingService: 'ping', pongService: 'pong' });
    expect(canary).not.toHaveProperty('stableService');
  });

  test('Services the author brings are used', () => {
    const { canary, names } = services({
      strategy: Strategy.canary({
        router: stubRouter({ needsServices: true }),
        canaryService: ExistingService.of({ name: 'mine-canary', port: 80 }),
        stableService: ExistingService.of({ name: 'mine', port: 80 }),
        steps: [Step.setWeight(10)],
      }),
    });
    expect(canary).toMatchObject({ stableService: 'mine', canaryService: 'mine-canary' });
    expect(names).toEqual(['checkout']);
  });
});

test('blue-green has an active and a preview Service', () => {
  const { chart, service } = build({ strategy: Strategy.blueGreen({ autoPromotionEnabled: false }) });
  expect(only(chart, 'Rollout').spec.strategy).toEqual({
    blueGreen: { activeService: 'checkout', previewService: 'checkout-preview', autoPromotionEnabled: false },
  });
  expect(service.previewService?.name).toBe('checkout-preview');
});

describe('what could not work is refused before anything is made', () => {
  const cases: Record<string, [props: Partial<ProgressiveServiceProps>, id?: string]> = {
    P1: [{ name: 'Check_Out' }],
    P2: [{ containers: [{ image: 'shop:1', portNumber: 80 }] }],
    P3: [{ containers: [{ image: 'shop:1' }] }],
    P4: [{ replicas: 3, autoscale: { max: 5 } }],
    P5: [{ replicas: 1 }],
    P6: [{ autoscale: { min: 5, max: 4 } }],
    P7: [{ strategy: Strategy.blueGreen(), router: stubRouter({}) }],
    P8: [{ strategy: Strategy.canary({ router: stubRouter({}) }), router: stubRouter({}) }],
  };

  test('every check has a case', () => {
    // those of objectives have theirs in objectives.test.ts
    const own = serviceChecks.filter((check) => !serviceObjectiveChecks.includes(check));
    expect(Object.keys(cases)).toEqual(own.map(({ id }) => id));
  });

  test.each(Object.entries(cases))('%s', (rule, [props]) => {
    const chart = emptyChart();
    const make = () => new ProgressiveService(chart, 'checkout', { containers: [container], ...props });
    expect(make).toThrow(InvalidInputError);
    try {
      make();
    } catch (error) {
      const { problems, message } = error as InvalidInputError;
      expect(problems.map((problem) => problem.rule)).toEqual([rule]);
      expect(message).toContain('"shop/checkout" cannot be built');
    }
    expect(chart.node.children).toEqual([]);
  });
});

describe('probes', () => {
  const probe = (readiness: kplus.Probe) =>
    only(build({ containers: [{ ...container, readiness }] }).chart, 'Rollout').spec.template.spec.containers[0]
      .readinessProbe;

  test('gRPC asks the port of the container unless told otherwise', () => {
    expect(probe(Probes.grpc())).toEqual({ failureThreshold: 3, grpc: { port: 8080 } });
    expect(probe(Probes.grpc({ port: 9, service: 'ready', periodSeconds: Duration.seconds(5) }))).toEqual({
      failureThreshold: 3,
      periodSeconds: 5,
      grpc: { port: 9, service: 'ready' },
    });
  });

  test('HTTP sends headers', () => {
    expect(probe(Probes.http('/ready', { headers: { Cookie: 'a=b' } }))).toMatchObject({
      httpGet: { path: '/ready', port: 8080, httpHeaders: [{ name: 'Cookie', value: 'a=b' }] },
    });
  });
});
