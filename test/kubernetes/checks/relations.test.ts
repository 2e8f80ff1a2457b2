import { Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { POD, serviceIn, use } from './cases/case';
import { AnalysisTemplate, ExistingService, Rollout, Step, Strategy, type RolloutProps } from '../../../lib';
import { checkRelations, relationChecks } from '../../../lib/kubernetes/checks/relations';

/** A relation that does not fit, and a neighbour that does. */
interface Relation {
  readonly id: string;
  readonly when: string;
  readonly at: string;
  readonly broken: (chart: Chart) => Rollout;
  readonly fine: (chart: Chart) => Rollout;
}

const CONTAINERS = 'spec.template.spec.containers';
const CANARY = 'spec.strategy.canary';
const strategy = Strategy.canary();
const make = (chart: Chart, props: Partial<RolloutProps> = {}) =>
  new Rollout(chart, 'checkout', { ...POD, strategy, ...props });
const deployed = (chart: Chart) => ({ workload: new kplus.Deployment(chart, 'old', POD) });
const blueGreen = (activeService: kplus.Service) => Strategy.blueGreen({ activeService });
const trial = (selector?: kplus.LabelSelector, labels?: Record<string, string>) =>
  Strategy.canary({
    steps: [
      Step.experiment({
        templates: [{ name: 'trial', specRef: 'canary', selector, metadata: labels && { labels } }],
        duration: Duration.minutes(5),
      }),
    ],
  });

/** A chart of another namespace in the same app. */
function otherNamespace(chart: Chart, namespace: string): Chart {
  return new Chart(chart.node.root as Chart, `in-${namespace}`, { namespace });
}

const relations: readonly Relation[] = [
  {
    id: 'S2',
    when: 'nothing runs',
    at: CONTAINERS,
    broken: (chart) => new Rollout(chart, 'checkout', { strategy }),
    fine: (chart) => {
      const rollout = new Rollout(chart, 'checkout', { strategy });
      rollout.addContainer({ image: 'shop/checkout:1.0.0' });
      return rollout;
    },
  },
  {
    id: 'S3',
    when: 'the selector is empty',
    at: 'spec.selector',
    broken: (chart) => make(chart, { select: false }),
    fine: (chart) => {
      const rollout = make(chart, { select: false, podMetadata: { labels: { app: 'checkout' } } });
      rollout.select(kplus.LabelSelector.of({ labels: { app: 'checkout' } }));
      return rollout;
    },
  },
  {
    id: 'S4',
    when: 'a container is added beside a workloadRef',
    at: CONTAINERS,
    broken: (chart) => {
      const rollout = new Rollout(chart, 'checkout', { strategy, workloadRef: deployed(chart) });
      rollout.addContainer({ image: 'shop/side:1.0.0' });
      return rollout;
    },
    fine: (chart) => {
      const workloadRef = deployed(chart);
      workloadRef.workload.addContainer({ image: 'shop/side:1.0.0', name: 'side' });
      return new Rollout(chart, 'checkout', { strategy, workloadRef });
    },
  },
  {
    id: 'S5-selector',
    when: 'the Rollout selects by a label that its pods do not have',
    at: 'spec.selector',
    broken: (chart) => {
      const rollout = make(chart);
      rollout.select(kplus.LabelSelector.of({ labels: { app: 'checkout' } }));
      return rollout;
    },
    fine: (chart) => {
      const rollout = make(chart);
      rollout.select(kplus.LabelSelector.of({ labels: { app: 'checkout' } }));
      rollout.podMetadata.addLabel('app', 'checkout');
      return rollout;
    },
  },
  {
    id: 'S5-selector',
    when: 'the Rollout selects by an expression that its pods do not meet',
    at: 'spec.selector',
    broken: (chart) => {
      const rollout = make(chart, { podMetadata: { labels: { tier: 'front' } } });
      rollout.select(kplus.LabelSelector.of({ expressions: [kplus.LabelExpression.notIn('tier', ['front'])] }));
      return rollout;
    },
    fine: (chart) => {
      const rollout = make(chart, { podMetadata: { labels: { tier: 'front' } } });
      const { in: within, notIn, exists, doesNotExist } = kplus.LabelExpression;
      const expressions = [within('tier', ['front']), notIn('tier', ['back']), exists('tier'), doesNotExist('zone')];
      rollout.select(kplus.LabelSelector.of({ expressions }));
      return rollout;
    },
  },
  {
    id: 'S5-names',
    when: 'a container is added under a name that is taken',
    at: `${CONTAINERS}[1].name`,
    broken: (chart) => {
      const rollout = make(chart);
      rollout.addContainer({ image: 'shop/side:1.0.0' });
      return rollout;
    },
    fine: (chart) => {
      const rollout = make(chart);
      rollout.addContainer({ image: 'shop/side:1.0.0', name: 'side' });
      return rollout;
    },
  },
  {
    id: 'S5-ports',
    when: 'a container is added on a port that is taken',
    at: `${CONTAINERS}[1].ports[0].containerPort`,
    broken: (chart) => {
      const rollout = make(chart);
      rollout.addContainer({ image: 'shop/side:1.0.0', name: 'side', portNumber: 8080 });
      return rollout;
    },
    fine: (chart) => {
      const rollout = make(chart);
      rollout.addContainer({
        image: 'shop/side:1.0.0',
        name: 'side',
        ports: [{ number: 8080, protocol: kplus.Protocol.UDP }],
      });
      return rollout;
    },
  },
  {
    id: 'drain-nowhere',
    when: 'nothing serves that could drain',
    at: `${CONTAINERS}[*].lifecycle.preStop.sleep.seconds`,
    broken: (chart) => make(chart, { containers: [{ image: 'shop/worker:1.0.0' }], drain: Duration.seconds(5) }),
    fine: (chart) => {
      const rollout = make(chart, { containers: [{ image: 'shop/worker:1.0.0' }], drain: Duration.seconds(5) });
      rollout.containers[0]?.addPort({ number: 8080 });
      return rollout;
    },
  },
  {
    id: 'ephemeral-selector',
    when: 'metadata of the canary changes a label the Rollout selects by',
    at: `${CANARY}.canaryMetadata.labels.app`,
    broken: (chart) => {
      const rollout = make(chart, {
        podMetadata: { labels: { app: 'checkout' } },
        strategy: Strategy.canary({ canaryMetadata: { labels: { app: 'checkout-canary' } } }),
      });
      rollout.select(kplus.LabelSelector.of({ labels: { app: 'checkout' } }));
      return rollout;
    },
    fine: (chart) =>
      make(chart, {
        podMetadata: { labels: { app: 'checkout' } },
        strategy: Strategy.canary({ canaryMetadata: { labels: { app: 'checkout-canary', role: 'canary' } } }),
      }),
  },
  {
    id: 'ephemeral-selector',
    when: 'metadata of the live pods overwrites the label of the controller',
    at: 'spec.strategy.blueGreen.activeMetadata.labels.rollouts-pod-template-hash',
    broken: (chart) =>
      make(chart, {
        strategy: Strategy.blueGreen({
          activeService: serviceIn(chart, 'live'),
          activeMetadata: { labels: { 'rollouts-pod-template-hash': 'abc' } },
        }),
      }),
    fine: (chart) =>
      make(chart, {
        strategy: Strategy.blueGreen({
          activeService: serviceIn(chart, 'live'),
          activeMetadata: { labels: { role: 'live' } },
        }),
      }),
  },
  {
    id: 'experiment-selector',
    when: 'an experiment selects by a label that its pods do not have',
    at: `${CANARY}.steps[0].experiment.templates[0].selector`,
    broken: (chart) => make(chart, { strategy: trial(kplus.LabelSelector.of({ labels: { role: 'trial' } })) }),
    fine: (chart) =>
      make(chart, { strategy: trial(kplus.LabelSelector.of({ labels: { role: 'trial' } }), { role: 'trial' }) }),
  },
  {
    id: 'R1',
    when: 'a Service selects a label that the pods do not have',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (chart) => {
      const service = serviceIn(chart, 'live');
      service.selectLabel('app', 'cart');
      return make(chart, { strategy: blueGreen(service) });
    },
    fine: (chart) => {
      const service = serviceIn(chart, 'live');
      service.selectLabel('app', 'checkout');
      service.selectLabel('rollouts-pod-template-hash', 'abc');
      return make(chart, { strategy: blueGreen(service), podMetadata: { labels: { app: 'checkout' } } });
    },
  },
  {
    id: 'R1',
    when: 'a Service is turned to other pods after the Rollout was made',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (chart) => {
      const service = serviceIn(chart, 'live');
      const rollout = make(chart, { strategy: blueGreen(service) });
      service.select(new kplus.Deployment(chart, 'cart', POD));
      return rollout;
    },
    fine: (chart) => {
      const service = serviceIn(chart, 'live');
      const rollout = make(chart, { strategy: blueGreen(service) });
      service.select(rollout);
      return rollout;
    },
  },
  {
    id: 'service-port',
    when: 'a Service sends requests to a port that no container has',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (chart) => {
      const service = serviceIn(chart, 'live');
      service.bind(9090, { name: 'metrics' });
      return make(chart, { strategy: blueGreen(service) });
    },
    fine: (chart) => {
      const service = serviceIn(chart, 'live');
      service.bind(9090, { name: 'metrics', targetPort: 8080 });
      return make(chart, { strategy: blueGreen(service) });
    },
  },
  {
    id: 'service-port',
    when: 'a Service sends requests to a port that the referenced Deployment does not have',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (chart) =>
      new Rollout(chart, 'checkout', {
        strategy: blueGreen(serviceIn(chart, 'live', { ports: [{ port: 80 }] })),
        workloadRef: deployed(chart),
      }),
    fine: (chart) =>
      new Rollout(chart, 'checkout', {
        strategy: blueGreen(serviceIn(chart, 'live')),
        workloadRef: deployed(chart),
      }),
  },
  {
    id: 'namespace',
    when: 'a Service is in another namespace',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (chart) =>
      make(chart, {
        metadata: { namespace: 'shop' },
        strategy: blueGreen(serviceIn(otherNamespace(chart, 'mall'), 'live')),
      }),
    fine: (chart) =>
      make(chart, {
        metadata: { namespace: 'shop' },
        strategy: blueGreen(serviceIn(otherNamespace(chart, 'shop'), 'live')),
      }),
  },
  {
    id: 'namespace',
    when: 'an AnalysisTemplate is in another namespace',
    at: `${CANARY}.steps[0].analysis.templates`,
    broken: (chart) => {
      const templates = [use(otherNamespace(chart, 'mall'), 'errors', 3)] as const;
      return make(chart, {
        metadata: { namespace: 'shop' },
        strategy: Strategy.canary({ steps: [Step.analysis({ templates })] }),
      });
    },
    fine: (chart) => {
      const templates = [use(otherNamespace(chart, 'shop'), 'errors', 3)] as const;
      return make(chart, {
        metadata: { namespace: 'shop' },
        strategy: Strategy.canary({ steps: [Step.analysis({ templates })] }),
      });
    },
  },
  {
    id: 'namespace',
    when: 'a template composes one of another namespace',
    at: `${CANARY}.steps[0].analysis.templates`,
    broken: (chart) => composing(chart, 'mall'),
    fine: (chart) => composing(chart, 'shop'),
  },
  {
    id: 'namespace',
    when: 'the referenced Deployment is in another namespace',
    at: 'spec.workloadRef',
    broken: (chart) =>
      new Rollout(chart, 'checkout', {
        strategy,
        metadata: { namespace: 'shop' },
        workloadRef: deployed(otherNamespace(chart, 'mall')),
      }),
    // where one of the two says nothing, whoever applies them decides
    fine: (chart) =>
      new Rollout(chart, 'checkout', { strategy, metadata: { namespace: 'shop' }, workloadRef: deployed(chart) }),
  },
];

function composing(chart: Chart, namespace: string): Rollout {
  const { template } = use(otherNamespace(chart, namespace), 'errors', 3);
  const composite = new AnalysisTemplate(chart, 'composite', { templates: [template] });
  return make(chart, {
    metadata: { namespace: 'shop' },
    strategy: Strategy.canary({ steps: [Step.analysis({ templates: [composite.use({})] })] }),
  });
}

const emptyChart = () => new Chart(Testing.app(), 'shop');

describe.each(relations)('$id: $when', ({ id, at, broken, fine }) => {
  test('is reported at synth, and nothing else is', () => {
    const rollout = broken(emptyChart());
    expect(checkRelations(rollout)).toEqual([expect.stringMatching(new RegExp(`^${escaped(at)}: .*\\[${id}\\]\n`))]);
    expect(rollout.node.validate()).toEqual(checkRelations(rollout));
    expect(() => Testing.synth(rollout.node.scope as Chart)).toThrow(`[${id}]`);
  });

  test('says why, and what to do', () => {
    const [text] = checkRelations(broken(emptyChart()));
    expect(text).toMatch(/\n {4}why: \S.{8,}\.\n {4}do: {2}\S.{8,}\.$/);
  });

  test('is not reported without the check', () => {
    const others = relationChecks.filter((check) => check.id !== id);
    expect(checkRelations(broken(emptyChart()), others)).toEqual([]);
  });

  test('has a neighbour that is fine', () => {
    const rollout = fine(emptyChart());
    expect(checkRelations(rollout)).toEqual([]);
    expect(Testing.synth(rollout.node.scope as Chart)).toContainEqual(expect.objectContaining({ kind: 'Rollout' }));
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('the relations of a Rollout', () => {
  test.each(relationChecks.map(({ id }) => id))('%s has a case that it finds', (id) => {
    expect(relations.filter((relation) => relation.id === id)).not.toEqual([]);
  });

  test('are reported all together', () => {
    const chart = emptyChart();
    const service = serviceIn(chart, 'live', { ports: [{ port: 9090 }] });
    service.selectLabel('app', 'cart');
    const rollout = make(chart, { strategy: blueGreen(service) });
    rollout.addContainer({ image: 'shop/side:1.0.0' });
    const rules = checkRelations(rollout).map((text) => /\[([\w-]+)\]$/m.exec(text)?.[1]);
    expect(rules).toEqual(['S5-names', 'R1', 'service-port']);
  });

  test('leave a Service outside this app alone: it is taken on trust', () => {
    const chart = emptyChart();
    const activeService = ExistingService.of({ name: 'live', port: 9090 });
    const rollout = make(chart, { metadata: { namespace: 'shop' }, strategy: Strategy.blueGreen({ activeService }) });
    expect(checkRelations(rollout)).toEqual([]);
  });

  test('say nothing of ports where no container names one', () => {
    const chart = emptyChart();
    const rollout = make(chart, {
      containers: [{ image: 'shop/checkout:1.0.0' }],
      strategy: blueGreen(serviceIn(chart, 'live')),
    });
    expect(checkRelations(rollout)).toEqual([]);
  });
});
