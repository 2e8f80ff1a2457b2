import { unknown, type Known } from '../../plan/model/known';
import type { AbortScaleDownDelay, RoutedTraffic, Traffic } from '../../plan/model/traffic';
import type { Field } from './field';

/** What a canary's services and the objects around it say. */
export interface Surroundings {
  /** Whether a Service other than the canary's and the stable one sends requests to the pods of both versions. */
  readonly sharedService: boolean;
  /** Whether the controller runs with `--aws-verify-target-group`. @default - not known */
  readonly verifiesTargetGroups?: boolean;
}

/** Keys of `trafficRouting` that are routers. */
export const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'smi', 'traefik'] as const;

/** Seconds Argo keeps pods that no longer count (utils/defaults/defaults.go). */
const SCALE_DOWN_DELAY = 30;

/** Reads what decides how much traffic the new version gets; `canary` is `spec.strategy.canary`. */
export function readTraffic(canary: Field, { sharedService, verifiesTargetGroups }: Surroundings): Traffic {
  const routing = canary.at('trafficRouting');
  if (routing.exists) {
    return routedTraffic(canary, routing, verifiesTargetGroups);
  }
  // a canaryService alone is a preview beside the Service that people call
  const separate = canary.at('stableService').text() !== undefined || canary.at('pingPong').exists;
  return separate && !sharedService ? { mode: 'separateServices' } : { mode: 'podShare' };
}

function routedTraffic(canary: Field, routing: Field, verifies: boolean | undefined): RoutedTraffic {
  const routers = routersIn(routing);
  if (routers.length === 0) {
    routing.report(
      'no-router',
      'it names no router.',
      'pods are counted as with a router, but nothing splits the traffic.',
      'name a router such as `nginx`, or take `trafficRouting` away.',
      'warning',
    );
  }
  const dynamic = canary.at('dynamicStableScale').boolean() ?? false;
  const minPods = canary.at('minPodsPerReplicaSet').integer({ least: 0 });
  return {
    mode: 'routed',
    routers,
    maxWeight: routing.at('maxTrafficWeight').integer({ least: 1 }) ?? 100,
    dynamicStableScale: dynamic,
    ...(minPods === undefined ? {} : { minPodsPerReplicaSet: minPods }),
    verifiesWeight: verifiesWeight(routers, verifies),
    stallsOnMissingPods: stalls(canary, routing),
    pingPong: canary.at('pingPong').exists,
    scaleDownDelaySeconds: canary.at('scaleDownDelaySeconds').integer({ least: 0 }) ?? (dynamic ? 0 : SCALE_DOWN_DELAY),
    abortScaleDownDelay: abortDelayIn(canary),
  };
}

function routersIn(routing: Field): string[] {
  const plugins = routing
    .at('plugins')
    .entries()
    .map(([name]) => name);
  return [...ROUTERS.filter((key) => routing.at(key).exists), ...plugins];
}

/** Whether a step waits for the router; that may be up to a flag of the controller, or to a plugin. */
function verifiesWeight(routers: readonly string[], alb: boolean | undefined): Known<boolean> {
  if (routers.includes('alb')) return alb ?? unknown('whether the controller runs with --aws-verify-target-group');
  const plugin = routers.find((router) => !(ROUTERS as readonly string[]).includes(router));
  return plugin === undefined ? false : unknown(`whether the plugin ${plugin} verifies weights`);
}

/** Istio with subsets and without Services (Argo issue 4626). */
function stalls(canary: Field, routing: Field): boolean {
  const subsets = routing.at('istio', 'destinationRule').exists;
  return subsets && !canary.at('canaryService').exists && !canary.at('stableService').exists;
}

function abortDelayIn(canary: Field): AbortScaleDownDelay {
  const seconds = canary.at('abortScaleDownDelaySeconds').integer({ least: 0 });
  return { seconds: seconds ?? SCALE_DOWN_DELAY, explicit: seconds !== undefined };
}
