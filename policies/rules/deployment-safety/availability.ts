import type { DeliveryUnit } from '../../../lib/facts/unit';
import { duration, fenceposts, isUnknown, type Plan } from '../../../lib/plan';
import type { Findings, UnitRule } from '../../rule';
import { all, rollout } from '../example';
import { deployment, SERVICE } from './examples';
import { fieldIn, numberIn, whereServed } from './served';
import { mapIn } from './values';

export interface AvailabilityBounds {
  readonly [name: string]: number;
  /** Least percentage of the pods that stay available in a release. */
  readonly leastPercent: number;
}

/** With a router, or in a blue-green, the old pods stay until the new ones serve. */
export const availability: UnitRule<AvailabilityBounds> = {
  id: 'availability',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'At least half of the pods are available in a release',
  why: 'those that are left get the requests of all, and fail as well.',
  fix: 'lower maxUnavailable and let more pods start instead: maxSurge.',
  level: 'error',
  source: 'Kubernetes, Deployment.spec.strategy; Argo Rollouts v1.9.1, utils/replicaset/replicaset.go:407-448',
  since: '0.2.0',
  options: { leastPercent: 50 },
  check: (unit, { options: { leastPercent } }) =>
    whereServed(
      unit,
      (function* (): Findings {
        const found = unit.plan ? fewestIn(unit.plan) : undefined;
        if (!found) return;
        if (isUnknown(found)) {
          yield found;
          return;
        }
        const { fewest, wanted, kind } = found;
        if (fewest * 100 >= wanted * leastPercent) return;
        yield {
          at: fieldIn(unit, ...maxUnavailableOf(unit, kind)),
          what: `in a release ${fewest === 0 ? 'none' : `only ${fewest}`} of its ${wanted} pods ${fewest <= 1 ? 'has' : 'have'} to be available; a new one takes ${duration(unit.assumptions.podStartSeconds)} or more to start.`,
        };
      })(),
    ),
  examples: {
    good: [
      {
        title: 'a quarter at a time',
        manifests: rollout({ strategy: 'canary: { stableService: web, canaryService: web-canary }' }),
      },
      { title: 'one more before one goes', manifests: all(deployment('replicas: 1'), SERVICE) },
    ],
    bad: [
      { title: 'all pods go first', manifests: all(deployment('replicas: 3\nstrategy: { type: Recreate }'), SERVICE) },
      {
        title: 'three of four at once',
        manifests: rollout({
          strategy: 'canary: { stableService: web, canaryService: web-canary, maxUnavailable: 75%, maxSurge: 0 }',
        }),
      },
    ],
  },
};

function maxUnavailableOf({ item }: DeliveryUnit, kind: Fewest['kind']): readonly string[] {
  if (kind === 'canary') return ['spec', 'strategy', 'canary', 'maxUnavailable'];
  const recreates = mapIn(item.object.spec, 'strategy').type === 'Recreate';
  return ['spec', 'strategy', ...(recreates ? ['type'] : ['rollingUpdate', 'maxUnavailable'])];
}

interface Fewest {
  readonly fewest: number;
  readonly wanted: number;
  readonly kind: 'canary' | 'rolling';
}

/** Where pods replace each other: the fewest that have to be available. */
function fewestIn({ strategy, replicas }: Plan): Fewest | { readonly unknown: string } | undefined {
  if (strategy.kind === 'blueGreen') return undefined;
  if (strategy.kind === 'canary' && strategy.traffic.mode === 'routed') return undefined;
  const wanted = numberIn(replicas.range?.min) ?? replicas.desired;
  const { maxSurge, maxUnavailable } = strategy;
  if (isUnknown(wanted)) return wanted;
  if (isUnknown(maxSurge)) return maxSurge;
  if (isUnknown(maxUnavailable)) return maxUnavailable;
  if (wanted === 0) return undefined;
  return {
    fewest: wanted - fenceposts({ maxSurge, maxUnavailable }, wanted).maxUnavailable,
    wanted,
    kind: strategy.kind,
  };
}
