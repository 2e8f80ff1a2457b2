import * as kplus from 'cdk8s-plus-28';
import type { Check } from '../check';
import { selectorOf } from './selector';
import type { RolloutProps } from '../../rollout/props';
import { ownerOf, servicesOf, type NamedService } from '../../rollout/service-wiring';
import { isOwnWorkload } from '../../rollout/workload-reference';
import { isOwnService, type ServiceLike } from '../../services';
import { isObject } from './subject';

/** True for one and the same Service: a construct and a name may mean the same one. */
export function isSameService(a: ServiceLike | undefined, b: ServiceLike | undefined): boolean {
  return a !== undefined && b !== undefined && (a === b || (a.name !== undefined && a.name === b.name));
}

function ownServicesOf(props: RolloutProps): readonly (NamedService & { readonly service: kplus.Service })[] {
  return servicesOf(props.strategy).flatMap(({ at, service }) =>
    isObject(service) && isOwnService(service) ? [{ at, service }] : [],
  );
}

/** Services that a strategy is handed. */
export const serviceChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'service-kind',
    *find({ strategy }) {
      for (const { at, service } of servicesOf(strategy)) {
        if (!isObject(service)) {
          yield {
            at,
            value: service,
            what: 'it is not a Service.',
            why: 'of a bare name neither selector nor port could be checked.',
            fix: 'pass a kplus.Service of this app, or ExistingService.of({ name, port }) for one outside it.',
          };
        }
      }
    },
  },
  {
    id: 'R2',
    *find(props) {
      for (const { at, service } of ownServicesOf(props)) {
        const owner = ownerOf(service);
        if (owner) {
          yield {
            at,
            value: service.name,
            what: `the Service belongs to the Rollout "${owner.node.path}" already.`,
            why: 'each Rollout writes its own pod hash into the selector, so two of them would fight over it.',
            fix: 'give each Rollout a Service of its own.',
          };
        }
      }
    },
  },
  {
    id: 'service-selector',
    *find(props) {
      const workload = props.workloadRef?.workload;
      const referenced = workload && isOwnWorkload(workload) ? selectorOf(workload) : {};
      for (const { at, service } of ownServicesOf(props)) {
        const address = selectorOf(service)[kplus.Pod.ADDRESS_LABEL];
        const foreign = address !== undefined && address !== referenced[kplus.Pod.ADDRESS_LABEL];
        if (foreign && ownerOf(service) === undefined) {
          yield {
            at,
            value: service.name,
            what: `the Service selects the pods of another workload (${kplus.Pod.ADDRESS_LABEL}: ${address}).`,
            why: 'the Rollout would turn it away from them to its own pods, and the other workload would lose its traffic.',
            fix: 'make the Service without a selector: the Rollout sets it.',
          };
        }
      }
    },
  },
  {
    id: 'service-external',
    *find(props) {
      for (const { at, service } of ownServicesOf(props)) {
        if (service.type === kplus.ServiceType.EXTERNAL_NAME) {
          yield {
            at,
            value: service.name,
            what: 'a Service of type ExternalName has no selector.',
            why: 'it is an alias in the DNS, so Argo could not point it at one version of the pods.',
            fix: 'use a Service of type ClusterIP, NodePort or LoadBalancer.',
          };
        }
      }
    },
  },
];
