import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { serviceIn } from './case';
import { deployed, make, strategy, type Relation } from './relation';
import { Rollout, Step, Strategy } from '../../../../lib';

const CONTAINERS = 'spec.template.spec.containers';
const CANARY = 'spec.strategy.canary';

const trial = (selector?: kplus.LabelSelector, labels?: Record<string, string>) =>
  Strategy.canary({
    steps: [
      Step.experiment({
        templates: [{ name: 'trial', specRef: 'canary', selector, metadata: labels && { labels } }],
        duration: Duration.minutes(5),
      }),
    ],
  });

/** What has become of the pods. */
export const podRelations: readonly Relation[] = [
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
      const expressions = [
        kplus.LabelExpression.in('tier', ['front']),
        kplus.LabelExpression.notIn('tier', ['back']),
        kplus.LabelExpression.exists('tier'),
        kplus.LabelExpression.doesNotExist('zone'),
      ];
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
];
