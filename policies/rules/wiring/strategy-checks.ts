import type { Field } from '../../../lib/facts/kubernetes/field';

/** What Argo's validation holds against a Rollout. */
export interface StrategyCheck {
  /** Of the catalogue in Argo's validation.go, for tests. */
  readonly id: string;
  /** What is wrong; undefined where all is well. */
  readonly find: (on: Validated) => Refusal | undefined;
}

/** A fault: where, and what. */
export interface Refusal {
  readonly at: Field;
  readonly what: string;
}

/** The parts of a Rollout that checks ask about. */
export interface Validated {
  readonly spec: Field;
  readonly canary: Field;
  readonly blueGreen: Field;
  readonly routing: Field;
  /** Keys of `trafficRouting` that are routers. */
  readonly routers: readonly string[];
}

const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'plugins', 'smi', 'traefik'];

/** Takes a Rollout apart. */
export function validated(root: Field): Validated {
  const spec = root.at('spec');
  const canary = spec.at('strategy', 'canary');
  const routing = canary.at('trafficRouting');
  const routers = ROUTERS.filter((key) => routing.at(key).exists);
  return { spec, canary, blueGreen: spec.at('strategy', 'blueGreen'), routing, routers };
}

const same = (one: Field, other: Field): boolean => one.exists && one.value !== '' && one.value === other.value;

const has = (routers: readonly string[], ...wanted: readonly string[]): boolean =>
  wanted.some((router) => routers.includes(router));

const numberIn = (field: Field, otherwise: number): number =>
  typeof field.value === 'number' ? field.value : otherwise;

const isZero = ({ value }: Field): boolean => value === 0 || value === '0' || value === '0%';

/** Routers for which Argo demands both Services; Istio with subsets and ALB or Istio with ping-pong do without. */
function needsServices({ canary, routing, routers }: Validated): boolean {
  if (has(routers, 'plugins')) return false;
  if (has(routers, 'smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik')) return true;
  if (canary.at('pingPong').exists) return false;
  return has(routers, 'alb') || (has(routers, 'istio') && !routing.at('istio', 'destinationRule').exists);
}

/** Steps with a kind. */
function stepsWith({ canary }: Validated, kind: string): readonly Field[] {
  return canary
    .at('steps')
    .list()
    .map((step) => step.at(kind))
    .filter(({ exists }) => exists);
}

function refuseFirst(fields: readonly Field[], what: string): Refusal | undefined {
  return fields[0] ? { at: fields[0], what } : undefined;
}

/** As in pkg/apis/rollouts/validation/validation.go of v1.9.1, in its order. */
export const STRATEGY_CHECKS: readonly StrategyCheck[] = [
  {
    id: 'S2',
    find: ({ spec }) =>
      spec.at('selector').exists || spec.at('workloadRef').exists
        ? undefined
        : { at: spec, what: 'it has no selector.' },
  },
  {
    id: 'S6',
    find: ({ spec }) => {
      const [deadline, ready] = [spec.at('progressDeadlineSeconds'), numberIn(spec.at('minReadySeconds'), 0)];
      return numberIn(deadline, 600) <= ready
        ? { at: deadline, what: `progressDeadlineSeconds is not more than minReadySeconds (${ready}).` }
        : undefined;
    },
  },
  {
    id: 'B1',
    find: ({ blueGreen }) => {
      const [active, preview] = [blueGreen.at('activeService'), blueGreen.at('previewService')];
      return same(active, preview) ? { at: preview, what: 'the preview Service is the active one.' } : undefined;
    },
  },
  {
    id: 'B2',
    find: ({ spec, blueGreen }) => {
      const limit = blueGreen.at('scaleDownDelayRevisionLimit');
      const history = numberIn(spec.at('revisionHistoryLimit'), 10);
      return numberIn(limit, 0) > history
        ? { at: limit, what: `it keeps more old versions than revisionHistoryLimit (${history}) remembers.` }
        : undefined;
    },
  },
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
  {
    id: 'C15',
    find: (on) =>
      on.routing.exists ? undefined : refuseFirst(stepsWith(on, 'setCanaryScale'), 'setCanaryScale needs a router.'),
  },
  {
    id: 'C16',
    find: (on) =>
      has(on.routers, 'istio', 'alb', 'apisix', 'plugins')
        ? undefined
        : refuseFirst(stepsWith(on, 'setHeaderRoute'), 'only Istio, ALB, APISIX and plugins can route by headers.'),
  },
  {
    id: 'C20',
    find: (on) =>
      has(on.routers, 'istio', 'plugins')
        ? undefined
        : refuseFirst(stepsWith(on, 'setMirrorRoute'), 'only Istio and plugins can mirror requests.'),
  },
  {
    id: 'C22',
    find: (on) => {
      const managed = on.routing
        .at('managedRoutes')
        .list()
        .map((route) => route.at('name').value);
      const strangers = [...stepsWith(on, 'setHeaderRoute'), ...stepsWith(on, 'setMirrorRoute')]
        .map((step) => step.at('name'))
        .filter(({ value }) => !managed.includes(value));
      return refuseFirst(strangers, 'this route is not among trafficRouting.managedRoutes.');
    },
  },
  {
    id: 'C24',
    find: (on) => {
      const weights = stepsWith(on, 'experiment').flatMap((step) =>
        step
          .at('templates')
          .list()
          .map((one) => one.at('weight'))
          .filter(({ exists }) => exists),
      );
      return has(on.routers, 'smi', 'alb', 'istio', 'plugins')
        ? undefined
        : refuseFirst(weights, 'only SMI, ALB, Istio and plugins can send a share of requests to an experiment.');
    },
  },
];
