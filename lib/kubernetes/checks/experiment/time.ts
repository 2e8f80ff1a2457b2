import { definitionsOf, resolvedArguments } from '../template/analysis-subject';
import type { Check } from '../check';
import { numberOf } from '../template/subject';
import type { ExperimentPodsProps, ExperimentProps } from '../../experiment/props';
import { isDuration } from '../../values';

interface DurationField {
  readonly at: string;
  readonly value: unknown;
  readonly least: number;
}

function durationsOf(props: ExperimentProps): readonly DurationField[] {
  const pods = Object.entries<ExperimentPodsProps>(props.templates ?? {});
  return [
    { at: 'spec.duration', value: props.duration, least: 1 },
    { at: 'spec.progressDeadlineSeconds', value: props.progressDeadline, least: 1 },
    { at: 'spec.scaleDownDelaySeconds', value: props.scaleDownDelay, least: 0 },
    ...pods.map(([name, { minReady }]) => ({
      at: `spec.templates[${name}].minReadySeconds`,
      value: minReady,
      least: 0,
    })),
  ];
}

/** Shapes of durations: `experimentTimeChecks` and the checks of pods rely on them. */
export const experimentDurationCheck: Check<ExperimentProps> = {
  id: 'experiment-duration',
  *find(props) {
    for (const { at, value, least } of durationsOf(props)) {
      const seconds = isDuration(value) ? value.toMilliseconds({ integral: false }) / 1000 : NaN;
      if (value !== undefined && !(seconds >= least && Number.isInteger(seconds))) {
        yield {
          at,
          value: isDuration(value) ? value.toHumanString() : value,
          what: `it is not a Duration of whole seconds, ${least} or more.`,
          why: 'Argo counts seconds and reads text as Go does: there "1d" is no duration at all.',
          fix: 'pass a Duration of cdk8s, such as Duration.minutes(10).',
        };
      }
    }
  },
};

/** Least seconds from the start of an analysis until a metric has been measured `times` times. */
interface MetricTime {
  readonly name: string;
  /** Until it can have succeeded; Infinity if it is endless. */
  readonly toEnd: number;
  /** Until one failure more than it bears, if all fail. */
  readonly toFailure: number;
}

function timesOf(use: NonNullable<ExperimentProps['analyses']>[number]['template']): readonly MetricTime[] {
  const run = { templates: [use] } as const;
  return definitionsOf(run).flatMap(({ metrics, args }) => {
    const resolved = resolvedArguments(run, args);
    return metrics.map(({ name, interval, initialDelay, count, failureLimit, consecutiveSuccessLimit }) => {
      const [delay, period] = [initialDelay, interval].map((time) => (time?.toMilliseconds() ?? 0) / 1000);
      const measurements = numberOf(count, resolved) ?? (interval === undefined ? 1 : Infinity);
      const successes = numberOf(consecutiveSuccessLimit, resolved) ?? 0;
      const failures = Math.max(numberOf(failureLimit, resolved) ?? 0, 0);
      const after = (times: number) => (delay ?? 0) + (times === 1 ? 0 : (times - 1) * (period ?? 0));
      return {
        name,
        toEnd: after(successes > 0 ? Math.min(measurements, successes) : measurements),
        toFailure: after(failures + 1),
      };
    });
  });
}

/** Analyses that fit into the time of the experiment. */
export const experimentTimeChecks: readonly Check<ExperimentProps>[] = [
  {
    id: 'experiment-outlasted',
    *find({ duration, analyses = [] }) {
      const seconds = duration?.toSeconds() ?? Infinity;
      for (const [index, { template, requiredForCompletion }] of analyses.entries()) {
        for (const { name, toEnd } of requiredForCompletion ? timesOf(template) : []) {
          if (toEnd >= seconds) {
            yield {
              at: `spec.analyses[${index}]`,
              value: name,
              what: `metric "${name}" takes ${toEnd} s, the experiment ${seconds} s.`,
              why: 'Argo waits for a required analysis but takes the pods away after the duration: it would go on measuring nothing.',
              fix: 'make `duration` longer or leave it out, or measure less often.',
            };
          }
        }
      }
    },
  },
  {
    id: 'experiment-never-fails',
    *find({ duration, analyses = [] }) {
      const seconds = duration?.toSeconds() ?? Infinity;
      for (const [index, { template, requiredForCompletion }] of analyses.entries()) {
        for (const { name, toFailure } of requiredForCompletion ? [] : timesOf(template)) {
          if (toFailure >= seconds) {
            yield {
              at: `spec.analyses[${index}]`,
              value: name,
              what: `metric "${name}" needs ${toFailure} s to fail, the experiment takes ${seconds} s.`,
              why: 'an analysis that still runs when the time is over counts as a success.',
              fix: 'make `duration` longer, measure more often, bear fewer failures, or say `requiredForCompletion: true`.',
            };
          }
        }
      }
    },
  },
];
