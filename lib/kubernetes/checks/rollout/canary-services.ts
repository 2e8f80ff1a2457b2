import type { Check, Fault } from '../check';
import { isSameService } from './services';
import { CANARY, type CanarySubject } from './subject';

/** Which Services a canary has. C6 (ALB with ping-pong needs a root Service) can't happen: the router makes one. */
export const canaryServiceChecks: readonly Check<CanarySubject>[] = [
  {
    id: 'C2',
    *find({ canary: { canaryService, stableService } }) {
      if (isSameService(canaryService, stableService)) {
        yield sameService(`${CANARY}.stableService`, stableService?.name, 'canaryService');
      }
    },
  },
  {
    id: 'root-service',
    *find({ canary: { rootService, canaryService, pingPong } }) {
      const others = { canaryService, pingService: pingPong?.pingService, pongService: pingPong?.pongService };
      for (const [field, service] of Object.entries(others)) {
        if (isSameService(rootService, service)) {
          yield sameService(`${CANARY}.rootService`, rootService?.name, field);
        }
      }
    },
  },
  {
    id: 'C3',
    *find({ canary, routers }) {
      for (const { id, capabilities } of canary.pingPong ? routers : []) {
        if (!capabilities.pingPong) {
          yield {
            at: `${CANARY}.pingPong`,
            value: id,
            what: `${id} can't do ping-pong.`,
            why: 'it would go on sending all traffic to one of the two Services, whichever version that is.',
            fix: 'use `canaryService` and `stableService`, or a router that can: ALB, Istio.',
          };
        }
      }
    },
  },
  {
    id: 'C4',
    *find({ canary: { pingPong } }) {
      for (const field of pingPong ? (['pingService', 'pongService'] as const) : []) {
        if (pingPong?.[field] === undefined) {
          yield {
            at: `${CANARY}.pingPong.${field}`,
            what: 'it is missing.',
            why: 'the two Services take turns, so both must be there.',
            fix: 'pass two Services.',
          };
        }
      }
    },
  },
  {
    id: 'C5',
    *find({ canary: { pingPong } }) {
      if (isSameService(pingPong?.pingService, pingPong?.pongService)) {
        yield sameService(`${CANARY}.pingPong.pongService`, pingPong?.pongService.name, 'pingService');
      }
    },
  },
  {
    id: 'ping-pong-services',
    *find({ canary: { pingPong, canaryService, stableService } }) {
      if (pingPong && (canaryService ?? stableService)) {
        yield {
          at: `${CANARY}.pingPong`,
          value: [canaryService?.name, stableService?.name].filter((name) => name !== undefined),
          what: 'there is a canary or stable Service too.',
          why: 'Istio would follow those and ALB would follow ping and pong: what one of them says is never done.',
          fix: 'leave out `canaryService` and `stableService`; ping and pong take turns in their place.',
        };
      }
    },
  },
  {
    id: 'C7',
    *find({ canary, routers }) {
      const demanding = routers.find(({ capabilities }) => capabilities.needsServices);
      if (!demanding || canary.pingPong) {
        return;
      }
      for (const field of ['canaryService', 'stableService'] as const) {
        if (canary[field] === undefined) {
          yield {
            at: `${CANARY}.${field}`,
            what: `it is missing, and ${demanding.id} splits traffic between a canary and a stable Service.`,
            why: 'Argo refuses the Rollout: there would be no address for one of the versions.',
            fix: 'pass a kplus.Service with the ports of the pods for each; the Rollout sets their selectors.',
          };
        }
      }
    },
  },
];

function sameService(at: string, name: string | undefined, other: string): Fault {
  return {
    at,
    value: name,
    what: `it is the same Service as ${other}.`,
    why: "Argo points each at other pods, so one Service can't be both.",
    fix: 'pass two Services.',
  };
}
