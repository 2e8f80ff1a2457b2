import type { Reason } from '../model/simulation';
import type { ActiveRun, Ending, Live, Process } from './live';

/** Reasons that a person can end. The rest waits for nothing that comes by itself. */
const PAUSES: readonly Reason[] = ['indefinitePause', 'inconclusive', 'frozen'];

/**
 * Lets a rollout go on until it ends. Time jumps from event to event: to the next look the rollout asks for, or to the
 * moment it notices the end of an analysis, whichever comes first; at the same moment the analysis wins, because the
 * controller looks at analyses before it completes a step (Argo v1.9.1 rollout/canary.go:67-108).
 */
export function drive(live: Live, process: Process): Ending {
  for (;;) {
    const turn = process.next();
    if (turn.done) return turn.value;
    const ending = advance(live, turn.value);
    if (ending) return ending;
  }
}

/** Goes to `wakeAt`, or to the end of an analysis the rollout has to act on. */
function advance(live: Live, wakeAt: number): Ending | undefined {
  for (;;) {
    const first = live.deaf ? undefined : firstToEnd(live, wakeAt);
    const until = first?.at ?? wakeAt;
    if (!first && until === Infinity) {
      // whoever measures goes on for ever and finds nothing
      for (const { run } of live.active) run.advance(Infinity, live.scene);
      return { outcome: PAUSES.includes(live.waitingFor) ? 'paused' : 'stuck', reason: live.waitingFor };
    }
    for (const { run, noticedAfter } of live.active) run.advance(until - noticedAfter, live.scene);
    live.now = until;
    if (!first) return undefined;

    const { ended } = first;
    ended.conclusion = first.conclusion;
    live.active = live.active.filter((run) => run !== ended);
    if (ended.role !== 'background') return endingOf(ended);
    const ending = endingOf(ended);
    if (ending) return ending;
  }
}

/** What a verdict does to the rollout; a success lets it go on. */
function endingOf(ended: ActiveRun): Ending | undefined {
  switch (ended.conclusion?.verdict) {
    case 'Failed':
    case 'Error':
      return { outcome: 'aborted', reason: 'analysis', by: ended };
    case 'Inconclusive':
      return { outcome: 'paused', reason: 'inconclusive', by: ended };
    default:
      return undefined;
  }
}

/** Runs only look ahead here: what they see changes if another one ends first. */
function firstToEnd(live: Live, wakeAt: number) {
  let first: { ended: ActiveRun; conclusion: NonNullable<ActiveRun['conclusion']>; at: number } | undefined;
  for (const ended of live.active) {
    const conclusion = ended.run.peek((first?.at ?? wakeAt) - ended.noticedAfter, live.scene);
    if (!conclusion) continue;
    const at = Math.max(live.now, conclusion.atSeconds + ended.noticedAfter);
    if (!first || at < first.at) first = { ended, conclusion, at };
  }
  return first;
}
