import type { Experiment } from '../model/experiment';
import type { Settled } from '../model/settled';
import { routerOf, type CanaryState } from './canary-state';
import type { ActiveRun, Live, Part } from './live';
import { look } from './look';
import { until } from './until';

/**
 * Pods of both versions beside the rollout. Its controller takes one look to create them and one to start them; when
 * all are available the duration counts and the analyses begin (Argo v1.9.1 experiments/experiment.go:395-649).
 *
 * It ends with its duration; with required analyses, when all analyses have succeeded: a required one that is done
 * does not end it while another still runs (:586-592), and after the duration it goes on until then.
 */
export function* experimentStep(live: Live, state: CanaryState, experiment: Settled<Experiment>): Part {
  const hop = live.given.reconcileSeconds;
  const startedAt = live.now + 2 * hop;
  const crashes = live.truth.crashes && experiment.templates.some(({ version }) => version === 'canary');
  const availableAt = startedAt + live.given.podStartSeconds + live.plan.minReadySeconds;

  const failsAt = startedAt + live.plan.progressDeadline.seconds + hop;
  if (crashes) {
    const waited = yield* until(live, state, { waitingFor: 'endlessExperiment', ...reached(live, failsAt) });
    return waited ?? { outcome: 'aborted', reason: 'experimentFailed' };
  }

  const waited = yield* until(live, state, { waitingFor: 'endlessExperiment', ...reached(live, availableAt + hop) });
  if (waited) return waited;
  route(live, state, experiment);
  if (experiment.templates.some(({ version }) => version === 'canary')) live.podsAreUp(availableAt);
  const runs = experiment.analyses.map(({ analysis }) => live.begin(analysis, 'experiment', 2 * hop));
  const endsAt = () => end(live, experiment, runs, availableAt);
  const ending = yield* until(live, state, {
    waitingFor: 'endlessExperiment',
    done: () => {
      // a paused rollout loses sight of its experiment
      if (live.haltedBy) state.experiment = { canary: 0, stable: 0 };
      return !live.haltedBy && endsAt() <= live.now;
    },
    wakeAt: endsAt,
  });
  state.experiment = { canary: 0, stable: 0 };
  look(live, state);
  live.active = live.active.filter(({ role }) => role !== 'experiment');
  return ending;
}

/** When the rollout notices that the experiment succeeded, as far as it can be told now. */
function end(live: Live, experiment: Settled<Experiment>, runs: readonly ActiveRun[], availableAt: number): number {
  const hop = live.given.reconcileSeconds;
  if (experiment.analyses.some(({ required }) => required)) {
    const ends = runs.map(({ conclusion }) => conclusion?.atSeconds ?? Infinity);
    return Math.max(...ends) + 2 * hop;
  }
  return experiment.durationSeconds === undefined ? Infinity : availableAt + experiment.durationSeconds + hop;
}

function reached(live: Live, time: number) {
  return { done: () => live.now >= time && !live.haltedBy, wakeAt: () => time };
}

/** Traffic for the experiment's pods, taken from stable. Without a router nobody can say what they get. */
function route(live: Live, state: CanaryState, experiment: Settled<Experiment>) {
  if (!routerOf(state)) {
    live.notCounted.add('pods of an experiment that a Service selects get a share of its traffic');
    return;
  }
  const weight = (version: 'stable' | 'canary') =>
    experiment.templates.filter((one) => one.version === version).reduce((sum, one) => sum + (one.weight ?? 0), 0);
  state.experiment = { canary: weight('canary'), stable: weight('stable') };
}
