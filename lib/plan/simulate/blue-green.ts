import type { Analysis } from '../model/analysis';
import type { Settled } from '../model/settled';
import type { BlueGreenStrategy } from '../model/strategy';
import type { AnalysisRole } from '../model/simulation';
import type { Ending, Live, Part, Process } from './live';

/** How a way back differs from a first rollout. */
export interface Shortcut {
  /** The old pods are still up and wait to be ended: the switch is at once, without pause and analyses. */
  readonly stillUp: boolean;
  /**
   * The old version is within the rollback window. Analyses are then not made and pauses not kept, and yet the switch
   * waits for both: with either, it never comes (seen in Argo v1.9.1's own controller: "active service cutover pending").
   */
  readonly inWindow: boolean;
}

/**
 * New pods, analysis, wait, switch, analysis, promotion (Argo v1.9.1 rollout/bluegreen.go:20-75, reference §2.10).
 * Traffic goes from nothing to everything in one step.
 */
export function* blueGreen(live: Live, strategy: Settled<BlueGreenStrategy>, shortcut?: Shortcut): Process {
  yield live.soon;
  if (shortcut?.stillUp) {
    live.curve.set(live.now, 1);
    return { outcome: 'promoted', reason: 'completed' };
  }
  const preview = strategy.previewReplicas ?? live.replicas;
  const ready = yield* pods(live, preview);
  if (ready) return ready;

  if (shortcut?.inWindow && (strategy.prePromotion || !strategy.autoPromotes || strategy.autoPromotionSeconds > 0)) {
    live.waitingFor = 'rollbackWindow';
    yield Infinity;
  }
  const refused = yield* judge(live, strategy.prePromotion, 'prePromotion');
  if (refused) return refused;
  const waited = yield* promotionPause(live, strategy);
  if (waited) return waited;
  if (preview !== live.replicas) {
    yield live.soon;
    const full = yield* pods(live, live.replicas);
    if (full) return full;
  }

  live.curve.set(live.now, 1);
  if (strategy.postPromotion && !shortcut?.inWindow) {
    yield live.soon;
    const failed = yield* judge(live, strategy.postPromotion, 'postPromotion');
    if (failed) return failed;
  }
  return { outcome: 'promoted', reason: 'completed' };
}

/** Back to the old version after an abort: the old pods are all there, so switching the Service is all it takes. */
export function* blueGreenRollback(live: Live): Process {
  live.active = [];
  yield live.soon;
  live.curve.set(live.now, 0);
  return { outcome: 'aborted', reason: 'analysis' };
}

function* pods(live: Live, count: number): Part {
  live.waitingFor = 'missingPods';
  if (live.fresh.scale(count, live.now)) live.progressAt = live.now;
  while (live.fresh.available(live.now) !== count) {
    const missed = missedDeadline(live);
    if (missed) return missed;
    yield Math.min(live.fresh.nextAvailableAt(live.now), nextDeadline(live));
  }
  live.podsAreUp();
  return undefined;
}

/**
 * An analysis with no template is asked for but never made: it never succeeds. Before the switch the deadline runs on,
 * as nothing pauses it; after the switch the rollout counts as healthy (rollout/sync.go:799-810,
 * utils/conditions/conditions.go:281-313).
 */
function* judge(live: Live, analysis: Settled<Analysis> | undefined, role: AnalysisRole): Part {
  if (!analysis) return undefined;
  live.waitingFor = 'endlessAnalysis';
  const run = analysis.templates.length > 0 ? live.begin(analysis, role) : undefined;
  while (!run?.conclusion) {
    const missed = role === 'prePromotion' ? missedDeadline(live) : undefined;
    if (missed) return missed;
    yield role === 'prePromotion' ? nextDeadline(live) : Infinity;
  }
  return undefined;
}

function missedDeadline(live: Live): Ending | undefined {
  if (live.deadlineAt > live.now) return undefined;
  live.degradedAt ??= live.now;
  return live.plan.progressDeadline.aborts ? { outcome: 'aborted', reason: 'deadline' } : undefined;
}

function nextDeadline({ deadlineAt, now }: Live): number {
  return deadlineAt > now ? deadlineAt : Infinity;
}

function* promotionPause(live: Live, strategy: Settled<BlueGreenStrategy>): Part {
  const wait = strategy.autoPromotes ? strategy.autoPromotionSeconds : live.given.manualResumeSeconds;
  if (wait === 0) return undefined;
  live.waitingFor = 'indefinitePause';
  const until = wait === undefined ? Infinity : live.now + wait;
  while (live.now < until) yield until;
  return undefined;
}
