import type { Settled } from '../model/settled';
import type { Step } from '../model/step';
import type { CanaryState } from './canary-state';
import { experimentStep } from './experiment';
import type { Live, Part } from './live';
import { until } from './until';

/** One step of a canary, by kind; each is done as rollout/canary.go:307-344 of Argo v1.9.1 says. */
export function* canaryStep(live: Live, state: CanaryState, step: Settled<Step>): Part {
  switch (step.kind) {
    case 'setWeight':
      return yield* until(live, state, {
        waitingFor: 'missingPods',
        hasDeadline: true,
        verifies: true,
        done: ({ met }) => met,
      });
    case 'setCanaryScale':
      return yield* until(live, state, { waitingFor: 'missingPods', hasDeadline: true, done: ({ met }) => met });
    case 'pause':
      return yield* pause(live, state, step.seconds === 'indefinite' ? live.given.manualResumeSeconds : step.seconds);
    case 'analysis': {
      // without a template no run is ever made, nor in a paused rollout; only a successful run completes the step
      const begins = step.analysis.templates.length > 0 && !live.haltedBy;
      const analysis = begins ? live.begin(step.analysis, 'step') : undefined;
      return yield* until(live, state, {
        waitingFor: 'endlessAnalysis',
        done: () => analysis?.conclusion?.verdict === 'Successful',
      });
    }
    case 'experiment':
      return yield* experimentStep(live, state, step.experiment);
    case 'setHeaderRoute':
      if (step.matches > 0) live.notCounted.add(`requests that match header route "${step.name}" go to the canary`);
      return yield* until(live, state, { waitingFor: 'missingPods', done: () => true });
    case 'setMirrorRoute':
      if (step.matches > 0) live.notCounted.add(`requests that mirror route "${step.name}" copies load the canary`);
      return yield* until(live, state, { waitingFor: 'missingPods', done: () => true });
    case 'plugin': {
      const doneAt = live.now + step.seconds;
      return yield* until(live, state, {
        waitingFor: 'missingPods',
        hasDeadline: true,
        done: () => live.now >= doneAt && !live.haltedBy,
        wakeAt: () => doneAt,
      });
    }
  }
}

function* pause(live: Live, state: CanaryState, seconds: number | undefined): Part {
  // in a rollout that is paused already, the controller takes a pause it has not begun for one that is over
  const doneAt = live.haltedBy ? live.now : seconds === undefined ? Infinity : live.now + seconds;
  return yield* until(live, state, {
    waitingFor: 'indefinitePause',
    done: () => live.now >= doneAt,
    wakeAt: () => doneAt,
  });
}
