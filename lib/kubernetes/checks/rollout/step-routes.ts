import type { Check } from '../check';
import { isWhole } from '../whole';
import { stepCheck } from './step-checks';
import { CANARY, type CanarySubject, type StepParts } from './subject';

/** The steps `setHeaderRoute` and `setMirrorRoute`. */
export const stepRouteChecks: readonly Check<CanarySubject>[] = [
  stepCheck('C16', function* ({ step: { setHeaderRoute }, at }, { routers }) {
    if (setHeaderRoute && !routers.some(({ capabilities }) => capabilities.headerRoute.length > 0)) {
      yield {
        at: `${at}.setHeaderRoute`,
        value: setHeaderRoute.name,
        what: routers.length > 0 ? `${idsOf(routers)} can't route by header.` : 'it needs a traffic router.',
        why: 'Argo refuses the Rollout: nobody would look at the header.',
        fix: 'use a router that can: Istio, ALB, APISIX or a plugin.',
      };
    }
  }),
  stepCheck('C20', function* ({ step: { setMirrorRoute }, at }, { routers }) {
    if (setMirrorRoute && !routers.some(({ capabilities }) => capabilities.mirrorRoute)) {
      yield {
        at: `${at}.setMirrorRoute`,
        value: setMirrorRoute.name,
        what: routers.length > 0 ? `${idsOf(routers)} can't mirror traffic.` : 'it needs a traffic router.',
        why: 'Argo refuses the Rollout: nobody would copy the requests.',
        fix: 'use a router that can: Istio.',
      };
    }
  }),
  stepCheck('route-match', function* ({ step, at }) {
    for (const { kind, match } of routesOf(step)) {
      if (match !== undefined && (!Array.isArray(match) || match.length === 0)) {
        yield {
          at: `${at}.${kind}.match`,
          value: match,
          what: 'there is nothing in it.',
          why: 'an empty list does not remove the route: it makes one without conditions, which takes all traffic.',
          fix: 'leave `match` out to remove the route, or say what it matches.',
        };
      }
    }
  }),
  stepCheck('route-removed', function* ({ step, at, index }, { steps }) {
    for (const { kind, name, match } of routesOf(step)) {
      const before = steps.filter((other) => other.index < index).flatMap((other) => routesOf(other.step));
      if (match === undefined && !before.some((other) => other.name === name && other.match !== undefined)) {
        yield {
          at: `${at}.${kind}`,
          value: name,
          what: 'without `match` it removes the route, but no step before has set it.',
          why: 'the step would do nothing.',
          fix: 'say what the route matches, or remove a route by the name it was set with.',
        };
      }
    }
  }),
  stepCheck('mirror-percentage', function* ({ step: { setMirrorRoute }, at }) {
    if (setMirrorRoute?.percentage !== undefined && !isWhole(setMirrorRoute.percentage, 0, 100)) {
      yield {
        at: `${at}.setMirrorRoute.percentage`,
        value: setMirrorRoute.percentage,
        what: 'it must be a whole number from 0 to 100.',
        why: 'it is the share of the matching requests that is copied.',
        fix: 'pass whole percents, or leave it out for all of them.',
      };
    }
  }),
  stepCheck('C22', function* ({ step, at }, { canary: { managedRoutes } }) {
    for (const { kind, name } of routesOf(step)) {
      if (!name || (managedRoutes && managedRoutes.length > 0 && !managedRoutes.includes(name))) {
        yield {
          at: `${at}.${kind}.name`,
          value: name,
          what: name ? 'it is not among `managedRoutes`.' : 'the route has no name.',
          why: 'Argo puts its routes in the order of that list and removes only those it finds there.',
          fix: 'add the name to `managedRoutes`, or leave `managedRoutes` out: then it follows from the steps.',
        };
      }
    }
  }),
  {
    id: 'C21',
    *find({ canary: { managedRoutes }, steps }) {
      if (managedRoutes?.length === 0 && steps.some(({ step }) => routesOf(step).length > 0)) {
        yield {
          at: `${CANARY}.trafficRouting.managedRoutes`,
          value: managedRoutes,
          what: 'it is empty, but there are steps that set routes.',
          why: 'Argo refuses steps whose routes it does not manage.',
          fix: 'leave `managedRoutes` out: it follows from the steps; or list every route in order of precedence.',
        };
      }
    },
  },
  {
    id: 'managed-routes',
    *find({ canary: { managedRoutes = [] } }) {
      for (const [index, name] of managedRoutes.entries()) {
        if (managedRoutes.indexOf(name) < index) {
          yield {
            at: `${CANARY}.trafficRouting.managedRoutes[${index}].name`,
            value: name,
            what: 'it is listed twice.',
            why: 'the list is an order of precedence, and a route has one place in it.',
            fix: 'keep the first one.',
          };
        }
      }
    },
  },
];

function idsOf(routers: CanarySubject['routers']): string {
  return routers.map(({ id }) => id).join(' and ');
}

function routesOf({ setHeaderRoute, setMirrorRoute }: StepParts) {
  return [
    ...(setHeaderRoute ? [{ kind: 'setHeaderRoute', ...setHeaderRoute }] : []),
    ...(setMirrorRoute ? [{ kind: 'setMirrorRoute', ...setMirrorRoute }] : []),
  ];
}
