import type { Check } from '../check';
import { CANARY, type CanarySubject } from './subject';
import type { CanaryProps } from '../../rollout/strategy';

/** Options that do nothing without a router, and which Argo then ignores without a word. */
const ROUTER_ONLY = {
  abortScaleDownDelay: 'abortScaleDownDelaySeconds',
  scaleDownDelayRevisionLimit: 'scaleDownDelayRevisionLimit',
  minPodsPerReplicaSet: 'minPodsPerReplicaSet',
  rootService: 'rootService',
  pingPong: 'pingPong',
  managedRoutes: 'trafficRouting.managedRoutes',
} as const satisfies Partial<Record<keyof CanaryProps, string>>;

/** What needs a router, and what routers can't do together. */
export const canaryRouterChecks: readonly Check<CanarySubject>[] = [
  {
    id: 'needs-router',
    *find({ canary, routers }) {
      for (const [option, field] of Object.entries(ROUTER_ONLY)) {
        if (routers.length === 0 && canary[option as keyof typeof ROUTER_ONLY] !== undefined) {
          yield {
            at: `${CANARY}.${field}`,
            what: 'it needs a traffic router.',
            why: 'without one, traffic follows the number of pods and Argo ignores this field without a word.',
            fix: `pass a \`router\`, or leave out \`${option}\`.`,
          };
        }
      }
    },
  },
  {
    id: 'C8',
    *find({ canary, routers }) {
      if (canary.scaleDownDelay !== undefined && routers.length === 0) {
        yield {
          at: `${CANARY}.scaleDownDelaySeconds`,
          what: 'it needs a traffic router.',
          why: 'without one, old pods go as new ones come: none are left over to wait.',
          fix: 'pass a `router`, or leave out `scaleDownDelay`.',
        };
      }
    },
  },
  {
    id: 'C9',
    *find({ canary, routers }) {
      if (canary.dynamicStableScale && routers.length === 0) {
        yield {
          at: `${CANARY}.dynamicStableScale`,
          value: true,
          what: 'it needs a traffic router.',
          why: 'without one, the stable side shrinks anyway as the canary grows.',
          fix: 'pass a `router`, or leave out `dynamicStableScale`.',
        };
      }
    },
  },
  {
    id: 'C10',
    *find({ canary }) {
      if (canary.dynamicStableScale && canary.scaleDownDelay !== undefined) {
        yield {
          at: `${CANARY}.dynamicStableScale`,
          value: true,
          what: 'there is a scaleDownDelay too.',
          why: 'with dynamicStableScale the old pods are gone by the time of promotion, so none can wait.',
          fix: 'leave out one of the two.',
        };
      }
    },
  },
  {
    id: 'C11',
    *find({ routers }) {
      for (const { id, maxTrafficWeight, capabilities } of routers) {
        if (maxTrafficWeight !== undefined && !capabilities.maxTrafficWeight) {
          yield {
            at: `${CANARY}.trafficRouting.maxTrafficWeight`,
            value: maxTrafficWeight,
            what: `${id} splits 100, whatever is said here.`,
            why: 'only NGINX and plugins count in other units: Argo refuses the Rollout.',
            fix: 'leave out `maxTrafficWeight` and give weights in percent.',
          };
        }
      }
    },
  },
  {
    id: 'max-weight-shared',
    *find({ routers, maxWeight }) {
      for (const { id, maxTrafficWeight, capabilities } of routers) {
        // a router that can count to any maximum and names none takes that of the others
        const own = maxTrafficWeight ?? (capabilities.maxTrafficWeight ? maxWeight : 100);
        if (own !== maxWeight) {
          yield {
            at: `${CANARY}.trafficRouting.maxTrafficWeight`,
            value: maxWeight,
            what: `${id} counts weights to ${own}.`,
            why: 'the Rollout has one maximum for all routers, so this one would send the canary another share than was meant.',
            fix: 'use the same `maxTrafficWeight` in all routers, or one router.',
          };
        }
      }
    },
  },
  {
    id: 'router-twice',
    *find({ routers }) {
      const ids = routers.map(({ id }) => id);
      for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) < index))) {
        yield {
          at: `${CANARY}.trafficRouting.${id}`,
          value: id,
          what: 'this router is given twice.',
          why: 'the manifest has one place for each router, so the first one would be lost.',
          fix: 'give it once, with all its routes or ingresses.',
        };
      }
    },
  },
];
