import { enoughAvailable, routerOf, type CanaryState } from './canary-state';
import type { Ending, Live, Part, Process } from './live';
import { untilHeard } from './stall';
import { canaryStep } from './step';
import { until } from './until';

/** Steps, then the jump to 100 %, then promotion. `from` skips steps, as a rollback within the window does. */
export function* canary(live: Live, state: CanaryState, from = 0): Process {
  const { steps } = state.strategy;
  const gated = from === 0;
  // the first look only notices the new version
  yield live.soon;
  for (let index = from; index < steps.length; index++) {
    const ending = yield* step(live, state, index, gated);
    if (ending) return ending;
    live.stepIndex = index + 1;
    state.index = index + 1;
    yield live.soon;
  }
  return (yield* step(live, state, steps.length, gated)) ?? promote(live, state);
}

function* step(live: Live, state: CanaryState, index: number, gated: boolean): Part {
  state.index = index;
  live.beginStep(index);
  yield* untilHeard(live, state);
  const { background } = state.strategy;
  const due = background && gated && background.analysis.templates.length > 0 && index >= background.startingStep;
  if (due && !live.runs.some(({ role }) => role === 'background')) live.begin(background.analysis, 'background');
  const current = state.strategy.steps[index];
  const ending = current ? yield* canaryStep(live, state, current) : yield* jump(live, state);
  live.endStep();
  return ending;
}

/** After the last step the canary gets all pods and all traffic, and nobody asks (rollout/sync.go:1249-1279). */
function* jump(live: Live, state: CanaryState): Part {
  return yield* until(live, state, {
    waitingFor: 'missingPods',
    hasDeadline: true,
    verifies: true,
    done: () => {
      const pods = live.fresh.seen(live.now);
      return pods.available >= live.replicas || enoughAvailable(live, state, pods, live.replicas);
    },
  });
}

/** The next look switches Services and ends the old pods; whoever reads the curve finds all traffic on the new version. */
function promote(live: Live, state: CanaryState): Ending {
  if (live.curve.latest !== 1) {
    const routed = routerOf(state) && state.strategy.steps.length > 0;
    live.curve.set(live.soon + (routed ? live.given.routePropagationSeconds : 0), 1);
  }
  return { outcome: 'promoted', reason: 'completed' };
}
