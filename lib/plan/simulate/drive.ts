import type { Reason } from '../model/simulation';
import { isWorse, type Conclusion } from './analysis-run';
import type { ActiveRun, Ending, Live, Process } from './live';

/** Reasons that a person can end. The rest waits for nothing that comes by itself. */
const PAUSES: readonly Reason[] = ['indefinitePause', 'inconclusive', 'frozen'];

/**
 * Lets a rollout go on until it ends. Time jumps from event to event: to the next look the rollout asks for, or to the
 * moment it notices the end of an analysis, whichever comes first; at the same moment the analysis wins, because the
 * controller looks at analyses before it completes a step (Argo v1.9.1 rollout/canary.go:67-108). `onTime` is called
 * when time has moved.
 */
export function drive(live: Live, process: Process, onTime?: () => void): Ending {
  for (;;) {
    const turn = process.next();
    if (turn.done) return turn.value;
    const ending = advance(live, turn.value);
    if (ending) return ending;
    onTime?.();
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
      if (live.haltedBy) return { outcome: 'paused', reason: 'inconclusive', by: live.haltedBy };
      return { outcome: PAUSES.includes(live.waitingFor) ? 'paused' : 'stuck', reason: live.waitingFor };
    }
    for (const { run, noticedAfter } of live.active) run.advance(until - noticedAfter, live.scene);
    live.now = until;
    if (!first) return undefined;

    const { ended } = first;
    ended.conclusion = first.conclusion;
    live.active = live.active.filter((run) => run !== ended);
    if (live.haltedBy && ended.conclusion.verdict !== 'Successful') continue;
    if (ended.role === 'background' && ended.conclusion.verdict === 'Inconclusive') {
      live.haltedBy = ended;
      return undefined;
    }
    const ending = endingOf(ended);
    if (ending ?? ended.role !== 'background') return ending;
  }
}

/** What a verdict does to the rollout; a success lets it go on. */
function endingOf(ended: ActiveRun): Ending | undefined {
  const verdict = ended.conclusion?.verdict;
  if (verdict === undefined || verdict === 'Successful') return undefined;
  if (verdict === 'Inconclusive') return { outcome: 'paused', reason: 'inconclusive', by: ended };
  return { outcome: 'aborted', reason: 'analysis', by: ended };
}

interface End {
  readonly ended: ActiveRun;
  readonly conclusion: Conclusion;
  readonly at: number;
}

/**
 * The run whose end is noticed first, the worst of several. Runs only look ahead here: what they see changes if
 * another one ends first.
 */
function firstToEnd(live: Live, wakeAt: number): End | undefined {
  let first: End | undefined;
  for (const ended of live.active) {
    const conclusion = ended.run.peek((first?.at ?? wakeAt) - ended.noticedAfter, live.scene);
    if (!conclusion) continue;
    const at = Math.max(live.now, conclusion.atSeconds + ended.noticedAfter);
    const sooner =
      !first || at < first.at || (at === first.at && isWorse(conclusion.verdict, first.conclusion.verdict));
    if (sooner) first = { ended, conclusion, at };
  }
  return first;
}
