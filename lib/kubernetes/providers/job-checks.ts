import type { JobProps } from './job-props';
import { needsTime } from './options';
import type { OptionCheck } from './provide';

/** Argo names the Job `<uid of the run>.<metric>.<number>` and cuts the metric to what 63 characters leave for it. */
const LONGEST_NAME = 22;

/** What Kubernetes demands of a Job, and Argo of its name. */
export const jobChecks: readonly OptionCheck<JobProps>[] = [
  {
    id: 'job-either',
    *find({ props }) {
      const pods = Object.keys(props).filter((key) => !['spec', 'metadata'].includes(key));
      if (props.spec && pods.length > 0) {
        yield {
          at: 'spec',
          value: pods,
          what: 'pods are described in two ways.',
          why: 'with a raw spec everything else would be lost.',
          fix: 'put all of it into `spec`, or leave `spec` out.',
        };
      }
    },
  },
  {
    id: 'job-containers',
    *find({ props }) {
      const containers = props.spec ? props.spec.template?.spec?.containers : props.containers;
      if (!containers?.length) {
        yield {
          at: props.spec ? 'spec.template.spec.containers' : 'containers',
          what: 'there is no container.',
          why: 'Kubernetes refuses the Job, so every measurement is an Error.',
          fix: "pass `containers: [{ image: 'registry.example.com/smoke:1' }]`.",
        };
      }
    },
  },
  needsTime('job-deadline', (props) =>
    props.spec ? {} : { activeDeadline: props.activeDeadline, ttlAfterFinished: props.ttlAfterFinished },
  ),
  {
    id: 'job-backoff',
    *find({ props }) {
      const backoff: unknown = props.spec ? props.spec.backoffLimit : props.backoffLimit;
      if (backoff !== undefined && !(Number.isInteger(backoff) && (backoff as number) >= 0)) {
        yield {
          at: props.spec ? 'spec.backoffLimit' : 'backoffLimit',
          value: backoff,
          what: 'it must be a whole number, zero or more.',
          why: 'Kubernetes refuses the Job, so every measurement is an Error.',
          fix: 'pass the number of times a failed pod is tried again, or leave it out for 0.',
        };
      }
    },
  },
  {
    id: 'job-restart',
    *find({ props }) {
      const policy: unknown = props.spec ? (props.spec.template?.spec?.restartPolicy ?? 'Always') : props.restartPolicy;
      if (policy !== undefined && policy !== 'Never' && policy !== 'OnFailure') {
        yield {
          at: props.spec ? 'spec.template.spec.restartPolicy' : 'restartPolicy',
          value: policy,
          what: 'pods of a Job are not restarted always.',
          why: 'Kubernetes refuses the Job, so every measurement is an Error.',
          fix: 'use Never, or OnFailure.',
        };
      }
    },
  },
  {
    id: 'job-metric-name',
    *find({ metric: { name } }) {
      if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > LONGEST_NAME) {
        yield {
          at: 'metric.name',
          value: name,
          what: `a metric with a Job needs a name of a-z, 0-9 and "-", at most ${LONGEST_NAME} characters.`,
          why: 'the Job is named after it: a longer one is cut, and two that are then the same share one Job, so that one of them never runs.',
          fix: 'shorten the name of the metric.',
        };
      }
    },
  },
];
