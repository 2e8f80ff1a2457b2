import type { Field } from '../../../lib/facts/kubernetes/field';
import { has, isZero, same, type StrategyCheck, type Validated } from './validated';

/** Routers for which Argo demands both Services; Istio with subsets and ALB or Istio with ping-pong do without. */
function needsServices({ canary, routing, routers }: Validated): boolean {
  if (has(routers, 'plugins')) return false;
  if (has(routers, 'smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik')) return true;
  if (canary.at('pingPong').exists) return false;
  return has(routers, 'alb') || (has(routers, 'istio') && !routing.at('istio', 'destinationRule').exists);
}

/** Routers that take one object or several, and never both. */
const EITHER = [
  ['R11', 'nginx', 'stableIngress', 'stableIngresses'],
  ['R12', 'alb', 'ingress', 'ingresses'],
  ['R13', 'istio', 'virtualService', 'virtualServices'],
] as const;

const isNamed = ({ value }: Field): boolean => (Array.isArray(value) ? value.length > 0 : (value ?? '') !== '');

/** As in pkg/apis/rollouts/validation of v1.9.1: Services, routers and pods of a canary. */
export const CANARY_CHECKS: readonly StrategyCheck[] = [
  {
    id: 'C1',
    find: ({ canary }) =>
      isZero(canary.at('maxSurge')) && isZero(canary.at('maxUnavailable'))
        ? { at: canary.at('maxSurge'), what: 'maxSurge and maxUnavailable are both 0, so that no pod can be replaced.' }
        : undefined,
  },
  {
    id: 'C2',
    find: ({ canary }) =>
      same(canary.at('canaryService'), canary.at('stableService'))
        ? { at: canary.at('canaryService'), what: 'the canary Service is the stable one.' }
        : undefined,
  },
  {
    id: 'C3',
    find: ({ canary, routing, routers }) =>
      canary.at('pingPong').exists && routing.exists && !has(routers, 'alb', 'istio', 'plugins')
        ? { at: canary.at('pingPong'), what: 'only ALB, Istio and plugins can swap two Services (ping-pong).' }
        : undefined,
  },
  {
    id: 'C4',
    find: ({ canary }) => {
      const pair = canary.at('pingPong');
      const missing = ['pingService', 'pongService'].filter((key) => !pair.at(key).value);
      return pair.exists && missing.length > 0 ? { at: pair, what: `it has no ${missing.join(' and ')}.` } : undefined;
    },
  },
  {
    id: 'C5',
    find: ({ canary }) =>
      same(canary.at('pingPong', 'pingService'), canary.at('pingPong', 'pongService'))
        ? { at: canary.at('pingPong', 'pongService'), what: 'the ping Service is the pong Service.' }
        : undefined,
  },
  {
    id: 'C6',
    find: ({ canary, routing }) =>
      canary.at('pingPong').exists && routing.at('alb').exists && !routing.at('alb', 'rootService').exists
        ? { at: routing.at('alb'), what: 'ping-pong with ALB needs a rootService.' }
        : undefined,
  },
  {
    id: 'C7',
    find: (on) => {
      const missing = ['canaryService', 'stableService'].filter((key) => !on.canary.at(key).value);
      return needsServices(on) && missing.length > 0
        ? { at: on.canary, what: `its router needs ${missing.join(' and ')}.` }
        : undefined;
    },
  },
  ...(['scaleDownDelaySeconds', 'dynamicStableScale'] as const).map((key, index) => ({
    id: `C${8 + index}`,
    find: ({ canary, routing }: Validated) =>
      (key === 'dynamicStableScale' ? canary.at(key).value === true : canary.at(key).exists) && !routing.exists
        ? { at: canary.at(key), what: `${key} needs a router.` }
        : undefined,
  })),
  {
    id: 'C10',
    find: ({ canary }) =>
      canary.at('dynamicStableScale').value === true && canary.at('scaleDownDelaySeconds').exists
        ? { at: canary.at('scaleDownDelaySeconds'), what: 'it contradicts dynamicStableScale.' }
        : undefined,
  },
  {
    id: 'C11',
    find: ({ routing, routers }) =>
      routing.at('maxTrafficWeight').exists && !has(routers, 'nginx', 'plugins')
        ? { at: routing.at('maxTrafficWeight'), what: 'only NGINX and plugins take a maxTrafficWeight.' }
        : undefined,
  },
  ...EITHER.map(([id, router, one, several]): StrategyCheck => ({
    id,
    find: ({ routing }) => {
      const at = routing.at(router);
      const there = [one, several].filter((key) => isNamed(at.at(key)));
      if (!at.exists || there.length === 1) return undefined;
      return { at, what: `it takes ${one} or ${several}, and has ${there.length === 0 ? 'neither' : 'both'}.` };
    },
  })),
];
