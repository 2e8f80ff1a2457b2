import { settle } from '../model/settled';
import { duration, percent } from '../words';
import { resumedIn, type RemarkKind } from './remarkable';

/** The design's bound on a rollback, seconds. */
const ROLLBACK_SECONDS = 300;

/** A version whose pods crash stays where it is. */
export const stuckOnCrash: RemarkKind = {
  id: 'stuck-on-crash',
  severity: 'warning',
  title: 'a crash loop that nothing aborts',
  find: (on) => {
    const crash = resumedIn(on, 'crashLoop');
    if (crash?.outcome !== 'stuck') return [];
    const { progressDeadline } = settle(on.plan).plan;
    const at = crash.finalExposure > 0 ? `, with ${percent(crash.finalExposure)} of the traffic` : '';
    return [
      {
        what: `a version whose pods crash is stuck for ever${at}; after ${duration(progressDeadline.seconds)} it is only marked Degraded.`,
        why: 'progressDeadlineAbort is not set, so nobody but a person ends it.',
        fix:
          on.plan.strategy.kind === 'rolling'
            ? 'a Deployment cannot abort: watch its Progressing condition.'
            : 'set progressDeadlineAbort: true.',
      },
    ];
  },
};

/** The way back takes longer than five minutes, measured from the verdict. */
export const slowRollback: RemarkKind = {
  id: 'slow-rollback',
  severity: 'warning',
  title: 'a way back of more than five minutes',
  find: (on) => {
    const { rollback, finalExposure = 0 } = resumedIn(on, 'badFromStart') ?? {};
    if (!rollback) return [];
    const { secondsToZeroExposure: zero, secondsToFullCapacity: full } = rollback;
    const late = [zero, full].some((seconds) => seconds === 'never' || seconds > ROLLBACK_SECONDS);
    if (!late) return [];
    return [
      {
        what: `after the verdict the bad version serves for ${duration(zero)}, and all good pods are there after ${duration(full)}.`,
        why: `a rollback should take less than ${duration(ROLLBACK_SECONDS)}${finalExposure > 0 ? ', and this one never ends' : ''}.`,
        fix: 'keep the old pods while the canary grows (no dynamicStableScale, a router), or let more pods start at once.',
      },
    ];
  },
};

/** A revert is a release like any other, with all its steps and pauses. */
export const noRollbackWindow: RemarkKind = {
  id: 'no-rollback-window',
  severity: 'info',
  title: 'no rollback window',
  find: (on) => {
    const { strategy, rollbackWindowRevisions } = on.plan;
    if (strategy.kind === 'rolling' || rollbackWindowRevisions !== 0) return [];
    const revert = resumedIn(on, 'revert');
    const takes = revert?.rollback?.secondsToZeroExposure;
    // a rollout that is never promoted has no way back from there
    const known =
      takes === undefined || takes === 'never' ? '' : `: ${duration(takes)} until the bad version serves nothing`;
    return [
      {
        what: `after promotion the way back runs all steps and analyses again${known}.`,
        why: 'rollbackWindow is not set.',
        fix: 'set rollbackWindow.revisions, so that going back to a recent revision is immediate.',
      },
    ];
  },
};
