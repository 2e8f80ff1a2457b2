import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { ProviderKind, VerdictProvider } from '../analysis';
import { jobChecks } from './job-checks';
import type { JobProps, PodJobProps } from './job-props';
import { provide } from './provide';
import { renderTemplate } from '../rollout/render-template';
import { compact } from '../values';

const DEFAULT_DEADLINE = Duration.minutes(10);

/** Runs a Job: it succeeds with exit status 0 and fails with any other, or at its deadline. */
export function job(props: JobProps): VerdictProvider {
  return provide('job', props, jobChecks, render);
}

function render(props: JobProps): object {
  return {
    metadata: props.metadata && compact(props.metadata),
    spec: props.spec ? renderRaw(props.spec) : renderPods(props),
  };
}

function renderRaw(spec: kplus.k8s.JobSpec): object {
  return kplus.k8s.toJson_JobSpec({
    activeDeadlineSeconds: DEFAULT_DEADLINE.toSeconds(),
    backoffLimit: 0,
    ...spec,
  }) as object;
}

function renderPods({ metadata: _metadata, spec: _spec, ...props }: PodJobProps): object {
  // the pods stand in a template and not in the tree, so their construct lives in an app that is never synthesized
  const workload = new kplus.Job(new Chart(new App(), 'analysis'), 'job', props);
  const { template } = renderTemplate(workload, undefined) as { template: { metadata: PodMetadata; spec: object } };
  // the label by which kplus finds a workload's pods: the same for all Jobs, and nothing selects them
  const { [kplus.Pod.ADDRESS_LABEL]: _address, ...labels } = template.metadata.labels;
  return {
    activeDeadlineSeconds: (props.activeDeadline ?? DEFAULT_DEADLINE).toSeconds(),
    backoffLimit: props.backoffLimit ?? 0,
    ttlSecondsAfterFinished: props.ttlAfterFinished?.toSeconds(),
    template: { metadata: compact({ ...template.metadata, labels: compact(labels) }), spec: template.spec },
  };
}

interface PodMetadata {
  readonly labels: Readonly<Record<string, string>>;
}

/** The registry's line. */
export const jobKind: ProviderKind = {
  id: 'job',
  title: 'Kubernetes Job',
  since: '1.0',
  reads: 'the exit status decides',
  checks: jobChecks.map(({ id }) => id),
  make: job,
  examples: () => [
    job({
      containers: [{ image: 'registry.example.com/smoke:1', args: ['--url', 'http://{{args.service}}'] }],
      metadata: { labels: { suite: 'smoke' }, annotations: { owner: 'shop' } },
      activeDeadline: Duration.minutes(3),
      backoffLimit: 1,
      ttlAfterFinished: Duration.hours(1),
      podMetadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
      restartPolicy: kplus.RestartPolicy.NEVER,
    }),
    job({
      spec: {
        parallelism: 2,
        completions: 2,
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'smoke', image: 'registry.example.com/smoke:1' }] },
        },
      },
    }),
  ],
};
