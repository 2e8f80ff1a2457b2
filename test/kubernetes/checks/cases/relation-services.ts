import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { POD, serviceIn, use } from './case';
import { blueGreen, deployed, make, strategy, type Relation } from './relation';
import { AnalysisTemplate, Rollout, Step, Strategy } from '../../../../lib';

const CANARY = 'spec.strategy.canary';

/** A chart of another namespace in the same app. */
function otherNamespace(chart: Chart, namespace: string): Chart {
  return new Chart(chart.node.root, `in-${namespace}`, { namespace });
}

function composing(chart: Chart, namespace: string): Rollout {
  const { template } = use(otherNamespace(chart, namespace), 'errors', 3);
  const composite = new AnalysisTemplate(chart, 'composite', { templates: [template] });
  return make(chart, {
    metadata: { namespace: 'shop' },
    strategy: Strategy.canary({ steps: [Step.analysis({ templates: [composite.use({})] })] }),
  });
}

/** What has become of the Services, and where everything stands. */
export const serviceRelations: readonly Relation[] = [
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
