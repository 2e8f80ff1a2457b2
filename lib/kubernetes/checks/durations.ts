import type { Check } from './check';
import { stepsOf } from './rollout/subject';
import type { RolloutProps } from '../rollout/props';
import { isDuration } from '../values';

interface DurationField {
  readonly at: string;
  readonly value: unknown;
  /** False where Argo takes text such as `1m30s`. */
  readonly wholeSeconds: boolean;
}

/** Every duration of a Rollout, durations of its analyses aside. */
function durationsOf(props: RolloutProps): readonly DurationField[] {
  const { canary, blueGreen } = props.strategy;
  const [at, strategy] = canary ? ['spec.strategy.canary', canary] : ['spec.strategy.blueGreen', blueGreen];
  const abortDelay = strategy?.abortScaleDownDelay;
  const counted = {
    'spec.minReadySeconds': props.minReady,
    'spec.progressDeadlineSeconds': props.progressDeadline,
    'spec.template.spec.terminationGracePeriodSeconds': props.terminationGracePeriod,
    'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds': props.drain,
    [`${at}.scaleDownDelaySeconds`]: strategy?.scaleDownDelay,
    [`${at}.abortScaleDownDelaySeconds`]: abortDelay === 'never' ? undefined : abortDelay,
    [`${at}.autoPromotionSeconds`]: blueGreen?.autoPromotionDelay,
  };
  const fields = [
    ...Object.entries(counted).map(([at, value]) => ({ at, value, wholeSeconds: true })),
    ...stepsOf(canary).flatMap(({ step, at }) => [
      { at: `${at}.pause.duration`, value: step.pause?.duration, wholeSeconds: false },
      { at: `${at}.experiment.duration`, value: step.experiment?.duration, wholeSeconds: false },
      { at: `${at}.experiment.scaleDownDelaySeconds`, value: step.experiment?.scaleDownDelay, wholeSeconds: true },
    ]),
  ];
  return fields.filter(({ value }) => value !== undefined);
}

export const durationChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'duration',
    *find(props) {
      for (const { at, value } of durationsOf(props)) {
        if (!isDuration(value) || Number.isNaN(value.toMilliseconds({ integral: false }))) {
          yield {
            at,
            value: isDuration(value) ? NaN : value,
            what: 'it is not a Duration.',
            why: 'a bare number has no unit, and Argo reads text as Go does: there "1d" is no duration at all.',
            fix: `pass a Duration of cdk8s, such as Duration.minutes(5) or Duration.days(1)${at.includes('abort') ? ", or 'never'" : ''}.`,
          };
        }
      }
    },
  },
  {
    id: 'whole-seconds',
    *find(props) {
      for (const { at, value, wholeSeconds } of durationsOf(props)) {
        if (wholeSeconds && isDuration(value) && value.toMilliseconds({ integral: false }) % 1000 > 0) {
          yield {
            at,
            value: value.toHumanString(),
            what: 'it is not a whole number of seconds.',
            why: 'the field counts seconds, so the rest would be lost.',
            fix: 'pass whole seconds, such as Duration.seconds(1).',
          };
        }
      }
    },
  },
];
