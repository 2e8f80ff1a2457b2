import type { Check } from '../check';
import { isWhole } from '../whole';
import type { RolloutProps } from '../../rollout/props';
import { isDuration } from '../../values';

/** Argo's defaults (utils/defaults/defaults.go). */
const PROGRESS_DEADLINE_SECONDS = 600;
const REVISION_HISTORY_LIMIT = 10;

/** Old versions that are kept, by Argo's default if nothing is said. */
export function revisionsKept({ revisionHistoryLimit = REVISION_HISTORY_LIMIT }: RolloutProps): number {
  return revisionHistoryLimit;
}

/** Fields of `spec` itself. */
export const specChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'S6',
    *find({ progressDeadline, minReady }) {
      const deadline = secondsOf(progressDeadline, PROGRESS_DEADLINE_SECONDS);
      const ready = secondsOf(minReady, 0);
      if (deadline <= ready) {
        yield {
          at: 'spec.progressDeadlineSeconds',
          value: deadline,
          what: `it must be longer than minReadySeconds (${ready}).`,
          why: 'no pod could count as available before the deadline has passed, so every rollout would count as stuck.',
          fix: `make \`progressDeadline\` longer than ${ready} s plus the time a pod needs to start, or \`minReady\` shorter.`,
        };
      }
    },
  },
  {
    id: 'rollback-window',
    *find({ rollbackWindow }) {
      if (rollbackWindow !== undefined && !isWhole(rollbackWindow.revisions, 1)) {
        yield {
          at: 'spec.rollbackWindow.revisions',
          value: rollbackWindow.revisions,
          what: 'it must be a whole number, one or more.',
          why: 'a window without a revision lets no rollback skip the steps.',
          fix: 'pass `rollbackWindow: { revisions: 3 }`, or leave it out to walk through all steps on a rollback too.',
        };
      }
    },
  },
  {
    id: 'rollback-history',
    *find(props) {
      const revisions = props.rollbackWindow?.revisions;
      const kept = revisionsKept(props);
      if (isWhole(revisions, 1) && isWhole(kept) && kept < revisions) {
        yield {
          at: 'spec.revisionHistoryLimit',
          value: kept,
          what: `it keeps fewer versions than rollbackWindow.revisions (${revisions}) promises.`,
          why: 'Argo deletes the older ReplicaSets, so a return to them is a new version that runs every step again.',
          fix: `keep ${revisions} or more (\`revisionHistoryLimit\`), or make the window smaller.`,
        };
      }
    },
  },
  {
    id: 'restart-at',
    *find({ restartAt }) {
      if (restartAt !== undefined && !(restartAt instanceof Date && Number.isFinite(restartAt.getTime()))) {
        yield {
          at: 'spec.restartAt',
          value: restartAt,
          what: 'it is not a valid date.',
          why: 'Kubernetes reads a point in time there and refuses anything else.',
          fix: "pass a Date that exists, such as new Date('2026-01-31T12:00:00Z').",
        };
      }
    },
  },
];

function secondsOf(duration: unknown, otherwise: number): number {
  return isDuration(duration) ? duration.toMilliseconds({ integral: false }) / 1000 : otherwise;
}
