import type { DeliveryUnit } from '../../../lib/facts/unit';
import { duration, isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { safe } from './examples';
import { fieldIn } from './served';

/** A pod may take this much longer than usual: an image to pull, a node to start. */
const MARGIN = 2;

/** A deadline ends what is bad; one that is too short ends what is good. */
export const shortDeadline: UnitRule = {
  id: 'short-deadline',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'The deadline lets a healthy pod start',
  why: 'a good version that starts a little slower than usual is undone.',
  fix: 'set progressDeadlineSeconds to more than the pods need on a bad day; 600 is the default.',
  level: 'error',
  source:
    'Argo Rollouts v1.9.1, utils/conditions/conditions.go:341-370; Kubernetes, Deployment.spec.progressDeadlineSeconds',
  since: '0.2.0',
  *check(unit) {
    const { plan } = unit;
    if (!plan) return;
    const { seconds } = plan.progressDeadline;
    if (isUnknown(seconds) || isUnknown(plan.minReadySeconds)) {
      yield isUnknown(seconds) ? seconds : { unknown: 'minReadySeconds' };
    } else if (isTooShort(unit)) {
      const { pod, least } = neededBy(unit);
      yield {
        at: fieldIn(unit, 'spec', 'progressDeadlineSeconds'),
        value: seconds,
        what: `the deadline is ${duration(seconds)}, and a pod that may start for ${pod} and then has to stay ready for ${duration(plan.minReadySeconds)} takes up to ${duration(least)}.`,
      };
    }
  },
  examples: {
    good: [{ title: 'five minutes for pods that start in seconds', manifests: safe('progressDeadlineSeconds: 300') }],
    bad: [
      { title: 'half a minute', manifests: safe('progressDeadlineSeconds: 30') },
      {
        title: 'the pods have to be ready for nearly as long',
        manifests: safe('progressDeadlineSeconds: 120\nminReadySeconds: 110'),
      },
    ],
  },
};

/** Whether a pod can be late for its deadline although nothing is wrong with it. */
export function isTooShort(unit: DeliveryUnit): boolean {
  const seconds = unit.plan?.progressDeadline.seconds;
  return typeof seconds === 'number' && seconds < neededBy(unit).least;
}

function neededBy({ plan, pods, assumptions }: DeliveryUnit): { pod: string; least: number } {
  const usual = assumptions.podStartSeconds * MARGIN;
  const allowed = isUnknown(pods) ? 0 : Math.max(0, ...pods.containers.map(({ startupSeconds = 0 }) => startupSeconds));
  const ready = plan && !isUnknown(plan.minReadySeconds) ? plan.minReadySeconds : 0;
  const pod = allowed > usual ? `${duration(allowed)} (its startup probe)` : duration(usual);
  return { pod, least: Math.max(usual, allowed) + ready };
}
