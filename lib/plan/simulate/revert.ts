import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { RevertScenario } from '../model/scenario';
import { settle } from '../model/settled';
import type { ExposurePoint, Simulation } from '../model/simulation';
import { blueGreen } from './blue-green';
import { canary } from './canary';
import { canaryState } from './canary-state';
import { Curve } from './curve';
import { drive } from './drive';
import { harmOf } from './harm';
import { Live, type Process } from './live';
import { rolling } from './rolling';
import { truthOf } from './truth';

/**
 * The old version is applied again after promotion. It goes through all steps and analyses like any other version,
 * indefinite pauses included, unless the rollback window lets it skip them, or a blue-green's old pods are still up
 * (reference §2.7; Argo v1.9.1 rollout/sync.go:1209-1245).
 */
export function revert(plan: Plan, scenario: RevertScenario, given: Assumptions): Simulation {
  const { plan: settled, settlements } = settle(plan);
  const { strategy } = settled;
  const stillUp = scenario.afterSeconds < keptSeconds(settled.strategy);
  const live = new Live(settled, given, truthOf(scenario, given), stillUp ? settled.replicas.desired : 0);
  // no revision lies between the two, and the window counts those
  const inWindow = settled.rollbackWindowRevisions > 0;
  let process: Process;
  if (strategy.kind === 'canary') {
    process = canary(live, canaryState(live, strategy), inWindow ? strategy.steps.length : 0);
  } else if (strategy.kind === 'blueGreen') {
    process = blueGreen(live, strategy, { stillUp, inWindow });
  } else {
    process = rolling(live, strategy);
  }

  const bad = new Curve(1);
  let fullSince: number | undefined;
  const noteCapacity = () => {
    fullSince = live.fresh.available(live.now) >= live.replicas ? (fullSince ?? live.now) : undefined;
  };
  const ending = settled.paused
    ? ({ outcome: 'paused', reason: 'frozen' } as const)
    : drive(live, process, noteCapacity);
  // the last look may bring pods that are available at once
  noteCapacity();
  live.endStep();
  for (const { atSeconds, exposure } of live.points()) bad.set(atSeconds, rest(exposure));
  if (stillUp) fullSince = 0;
  const until = Math.max(live.now, bad.changedAt);
  const zeroSince = bad.zeroSince();
  return {
    scenario,
    outcome: ending.outcome,
    reason: ending.reason,
    stepIndex: live.stepIndex,
    durationSeconds: ending.outcome === 'promoted' ? live.now : 'never',
    curve: startingAtZero(bad.points(until)),
    ...harmOf(bad, until, -Infinity, given),
    steps: live.steps,
    analyses: live.spans(),
    rollback: {
      secondsToZeroExposure: zeroSince === Infinity ? 'never' : zeroSince,
      secondsToFullCapacity: fullSince ?? 'never',
    },
    degradedAtSeconds: live.degradedAt,
    settlements,
    notCounted: [...live.notCounted],
  };
}

/** How long the old pods are kept after promotion. */
function keptSeconds(strategy: ReturnType<typeof settle>['plan']['strategy']): number {
  if (strategy.kind === 'blueGreen') return strategy.scaleDownDelaySeconds;
  if (strategy.kind === 'canary' && strategy.traffic.mode === 'routed' && !strategy.traffic.dynamicStableScale) {
    return strategy.traffic.scaleDownDelaySeconds;
  }
  return 0;
}

/** What is left of all traffic, without the dust of binary fractions. */
function rest(exposure: number): number {
  return Number((1 - exposure).toPrecision(12));
}

function startingAtZero(points: ExposurePoint[]): ExposurePoint[] {
  return points[0]?.atSeconds === 0 ? points : [{ atSeconds: 0, exposure: 1 }, ...points];
}
