import type { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { Check } from '../check';
import { isWhole } from '../whole';
import { CANARY, type CanarySubject } from './subject';
import { isPercentOrAbsolute } from '../../values';

/** How many pods run while a canary goes on. */
export const canaryPodChecks: readonly Check<CanarySubject>[] = [
  {
    id: 'C1',
    *find({ canary: { maxSurge, maxUnavailable } }) {
      if (isZero(maxSurge) && isZero(maxUnavailable)) {
        yield {
          at: `${CANARY}.maxSurge`,
          value: maxSurge?.value as unknown,
          what: 'maxSurge and maxUnavailable are both zero.',
          why: 'no new pod may come before an old one has gone, and none may go before a new one has come.',
          fix: 'let one of them be at least 1: PercentOrAbsolute.absolute(1) as `maxSurge` keeps full capacity.',
        };
      }
    },
  },
  {
    id: 'min-pods',
    *find({ canary: { minPodsPerReplicaSet } }) {
      if (minPodsPerReplicaSet !== undefined && !isWhole(minPodsPerReplicaSet, 1)) {
        yield {
          at: `${CANARY}.minPodsPerReplicaSet`,
          value: minPodsPerReplicaSet,
          what: 'it must be a whole number, one or more.',
          why: 'a side that gets traffic has one pod in any case.',
          fix: 'pass 2 or more, or leave it out.',
        };
      }
    },
  },
  {
    id: 'progress-threshold',
    *find(subject) {
      const threshold: unknown = subject.canary.replicaProgressThreshold;
      if (!isPercentOrAbsolute(threshold)) {
        return;
      }
      const at = `${CANARY}.replicaProgressThreshold.value`;
      const value: unknown = threshold.value;
      if (isZero(threshold)) {
        yield {
          at,
          value,
          what: 'it must be above zero.',
          why: 'every weight would count as reached while not one canary pod is ready.',
          fix: 'pass PercentOrAbsolute.percent(90), or leave it out to wait for all pods.',
        };
      }
      const short = subject.steps.find(({ step }) => canaryPods(subject, step.setWeight) < Number(value));
      if (typeof value === 'number' && short) {
        yield {
          at,
          value,
          what: `at ${short.at} (setWeight ${short.step.setWeight}) the canary never has that many pods.`,
          why: 'Argo waits for this number of ready pods at every weight, so the rollout would stand still there.',
          fix: 'pass a share, such as PercentOrAbsolute.percent(90), or a number the smallest step has.',
        };
      }
    },
  },
];

function isZero(value: PercentOrAbsolute | undefined): boolean {
  return isPercentOrAbsolute(value) && (value.value === 0 || value.value === '0%');
}

/** Most pods a canary can have at a weight; Infinity where that isn't known before the release. */
function canaryPods({ canary, props, routers, maxWeight, steps }: CanarySubject, weight: number | undefined): number {
  const { replicas } = props;
  if (weight === undefined || replicas === undefined || steps.some(({ step }) => step.setCanaryScale)) {
    return Infinity;
  }
  if (weight === 0) {
    return 0;
  }
  return routers.length > 0
    ? Math.max(Math.ceil((replicas * weight) / maxWeight), Math.min(canary.minPodsPerReplicaSet ?? 1, replicas))
    : Math.max(Math.ceil(((replicas + 1) * weight) / 100), 1);
}
