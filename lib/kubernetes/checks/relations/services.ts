import type * as kplus from 'cdk8s-plus-28';
import type { Check } from '../check';
import type { RolloutInTree } from './subject';
import { selectorOf } from '../rollout/selector';
import { POD_TEMPLATE_HASH_LABEL } from '../../conventions';
import { servicesOf } from '../../rollout/service-wiring';
import { isOwnWorkload } from '../../rollout/workload-reference';
import { isOwnService } from '../../services';

/** What has become of the Services of a strategy; those outside this app are taken on trust. */
export const serviceRelationChecks: readonly Check<RolloutInTree>[] = [
  {
    id: 'R1',
    *find(rollout) {
      const labels = rollout.podLabels();
      for (const { at, service } of ownServicesOf(rollout)) {
        for (const [label, value] of Object.entries(selectorOf(service))) {
          if (label !== POD_TEMPLATE_HASH_LABEL && labels[label] !== value) {
            yield {
              at,
              value: service.name,
              what: `the Service selects ${label}=${value}, and the pods have ${labels[label] === undefined ? 'no such label' : `"${labels[label]}" there`}.`,
              why: 'it would have no pods: Argo refuses the Rollout.',
              fix: 'add the label to `podMetadata`, or leave the selector to the Rollout.',
            };
          }
        }
      }
    },
  },
  {
    id: 'service-port',
    *find(rollout) {
      const open = portsOf(rollout);
      for (const { at, service } of open.length > 0 ? ownServicesOf(rollout) : []) {
        for (const { port, targetPort = port } of service.ports) {
          if (!open.includes(targetPort)) {
            yield {
              at,
              value: service.name,
              what: `the Service sends port ${port} to ${targetPort}, which no container has.`,
              why: 'nothing answers there, so every request to this version would fail.',
              fix: `send it to one of ${open.join(', ')} (\`targetPort\`), or add the port to a container.`,
            };
          }
        }
      }
    },
  },
];

function ownServicesOf(rollout: RolloutInTree): readonly { readonly at: string; readonly service: kplus.Service }[] {
  return servicesOf(rollout.strategy).flatMap(({ at, service }) => (isOwnService(service) ? [{ at, service }] : []));
}

/** Ports of the pods; none if they are not known, because no container names any or the workload is not of this app. */
function portsOf(rollout: RolloutInTree): readonly number[] {
  const workload = rollout.workloadRef?.workload;
  if (workload && !isOwnWorkload(workload)) {
    return [];
  }
  const { containers, initContainers } = workload ?? rollout;
  return [...containers, ...initContainers].flatMap(({ ports }) => ports.map(({ number }) => number));
}
