import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { Scenario } from '../model/scenario';
import { settle, type Settled } from '../model/settled';
import type { Simulation } from '../model/simulation';
import { blueGreen } from './blue-green';
import { canary } from './canary';
import { canaryState } from './canary-state';
import { drive } from './drive';
import { harmOf } from './harm';
import { Live, type Ending, type Process } from './live';
import { look } from './look';
import { rolling } from './rolling';
import { truthOf } from './truth';
import { wayBack } from './way-back';

/** One scenario that is a single rollout, from the new version to its end and, if it aborts, all the way back. */
export function run(plan: Plan, scenario: Scenario, given: Assumptions): Simulation {
  const { plan: settled, settlements } = settle(plan);
  const live = new Live(settled, given, truthOf(scenario, given));
  const { strategy } = settled;
  const state = strategy.kind === 'canary' ? canaryState(live, strategy) : undefined;

  const process: Process =
    strategy.kind === 'blueGreen'
      ? blueGreen(live, strategy)
      : state
        ? canary(live, state)
        : rolling(live, strategy as Extract<Settled<Plan>['strategy'], { kind: 'rolling' }>);
  const ending: Ending = settled.paused ? { outcome: 'paused', reason: 'frozen' } : drive(live, process);
  live.endStep();
  if (state && ending.by?.role === 'experiment' && ending.outcome === 'paused') {
    // its pods get traffic only while it runs
    state.experiment = { canary: 0, stable: 0 };
    look(live, state);
  }

  const decidedAt = live.now;
  const stepIndex = live.stepIndex;
  const aborted = ending.outcome === 'aborted';
  const detection = live.detection(ending.by || !live.haltedBy ? ending : { ...ending, by: live.haltedBy });
  const rollback = aborted ? wayBack(live, ending, state) : undefined;
  const until = Math.max(live.now, live.curve.changedAt);
  // a crash loop has no fault in what it serves: it is bad all the time
  const badSince = live.truth.crashes ? -Infinity : live.truth.faultAt;
  return {
    scenario,
    outcome: ending.outcome,
    reason: ending.reason,
    stepIndex,
    durationSeconds: ending.outcome === 'promoted' || aborted ? decidedAt : 'never',
    curve: live.points(),
    ...harmOf(live.curve, until, badSince, given),
    steps: live.steps,
    analyses: live.spans(),
    detection,
    rollback,
    degradedAtSeconds: live.degradedAt,
    settlements,
    notCounted: [...live.notCounted],
  };
}
