import { Duration } from 'cdk8s';
import { AnalysisTemplate, Argument, type AnalysisUse } from '../../../lib';
import type { ExperimentPodsProps, ExperimentProps } from '../../../lib/kubernetes/experiment';
import { emptyChart } from '../../support/synth';
import { js, metric, type Case } from '../analysis/case';

export const pods: ExperimentPodsProps = { containers: [{ image: 'registry.example.com/checkout:1', portNumber: 80 }] };
const fine: ExperimentProps = { templates: { baseline: pods, canary: pods }, duration: Duration.minutes(10) };

/** An experiment that nothing is wrong with, but for what is given. */
export const experiment = (change: Partial<ExperimentProps> = {}): ExperimentProps => ({ ...fine, ...change });
const withPods = (change: Partial<ExperimentPodsProps>) =>
  experiment({ templates: { baseline: { ...pods, ...change } } });

/** A use of a template with this metric. */
export function quality(change: Parameters<typeof metric>[0] = {}): AnalysisUse {
  return new AnalysisTemplate(emptyChart(), 'quality', { metrics: () => [metric(change)] }).use();
}

/** A use of a template that is passed this. */
export function hashed(value: unknown): AnalysisUse {
  const template = new AnalysisTemplate(emptyChart(), 'hashed', {
    args: { hash: Argument.required() },
    metrics: () => [metric()],
  });
  return template.use({ hash: js(value) });
}

const every = Duration.minutes(1);
const required = (use: AnalysisUse) => [{ name: 'quality', template: use, requiredForCompletion: true }];
const beside = (use: AnalysisUse) => [{ name: 'quality', template: use }];

export const experimentCases: readonly Case<ExperimentProps>[] = [
  {
    id: 'experiment-templates',
    when: 'there is none',
    at: 'spec.templates',
    broken: experiment({ templates: {} }),
    fine,
  },
  {
    id: 'experiment-containers',
    when: 'there is none',
    at: 'spec.templates[baseline].template.spec.containers',
    broken: withPods({ containers: [] }),
    fine,
  },
  {
    id: 'experiment-duration',
    when: 'it is text',
    at: 'spec.duration',
    broken: experiment({ duration: js('1d') }),
    fine: experiment({ duration: Duration.days(1) }),
  },
  {
    id: 'experiment-duration',
    when: 'pods shall be ready for part of a second',
    at: 'spec.templates[baseline].minReadySeconds',
    broken: withPods({ minReady: Duration.millis(1500) }),
    fine: withPods({ minReady: Duration.seconds(2) }),
  },
  {
    id: 'experiment-template-name',
    when: 'it has a capital',
    at: 'spec.templates[Baseline].name',
    broken: experiment({ templates: { Baseline: pods } }),
    fine: experiment({ templates: { 'baseline-1': pods } }),
  },
  {
    id: 'experiment-replicas',
    when: 'there are no pods',
    at: 'spec.templates[baseline].replicas',
    broken: withPods({ replicas: 0 }),
    fine: withPods({ replicas: 1 }),
  },
  {
    id: 'experiment-min-ready',
    when: 'the deadline has passed before a pod is available',
    at: 'spec.templates[baseline].minReadySeconds',
    broken: withPods({ minReady: Duration.minutes(10) }),
    fine: { ...withPods({ minReady: Duration.minutes(10) }), progressDeadline: Duration.minutes(11) },
  },
  {
    id: 'experiment-service-ports',
    when: 'no container has a port',
    at: 'spec.templates[baseline].service',
    broken: withPods({ service: true, containers: [{ image: 'registry.example.com/worker:1' }] }),
    fine: withPods({ service: true }),
  },
  {
    id: 'experiment-service-ports',
    when: 'several ports have no names',
    at: 'spec.templates[baseline].service',
    broken: withPods({ service: 'baseline', containers: [{ ...pods.containers[0]!, ports: [{ number: 81 }] }] }),
    fine: withPods({
      service: 'baseline',
      containers: [
        {
          image: 'registry.example.com/checkout:1',
          ports: [
            { number: 80, name: 'http' },
            { number: 81, name: 'admin' },
          ],
        },
      ],
    }),
  },
  {
    id: 'experiment-service-name',
    when: 'two have one name',
    at: 'spec.templates[canary].service.name',
    broken: experiment({ templates: { baseline: { ...pods, service: 'web' }, canary: { ...pods, service: 'web' } } }),
    fine: experiment({ templates: { baseline: { ...pods, service: 'web' }, canary: { ...pods, service: true } } }),
  },
  {
    id: 'experiment-end',
    when: 'nothing ends it',
    at: 'spec.duration',
    broken: experiment({ duration: undefined, analyses: beside(quality()) }),
    fine: experiment({ duration: undefined, analyses: required(quality()) }),
  },
  {
    id: 'experiment-analysis-name',
    when: 'two have one name',
    at: 'spec.analyses[1].name',
    broken: experiment({ analyses: [...beside(quality()), ...beside(quality())] }),
    fine: experiment({ analyses: [...beside(quality()), { name: 'other', template: quality() }] }),
  },
  {
    id: 'experiment-argument',
    when: 'the hash of a rollout is passed, which there is not',
    at: 'spec.analyses[0].args.hash',
    broken: experiment({ analyses: beside(hashed(Argument.canaryHash())) }),
    fine: experiment({ analyses: beside(hashed(Argument.experimentHash('canary'))) }),
  },
  {
    id: 'experiment-outlasted',
    when: 'a required analysis takes longer than the pods live',
    at: 'spec.analyses[0]',
    broken: experiment({ analyses: required(quality({ interval: every, count: 11 })) }),
    fine: experiment({ analyses: required(quality({ interval: every, count: 10 })) }),
  },
  {
    id: 'experiment-outlasted',
    when: 'successes in a row end it in time',
    at: 'spec.analyses[0]',
    broken: experiment({ analyses: required(quality({ interval: every, count: 20, consecutiveSuccessLimit: 11 })) }),
    fine: experiment({ analyses: required(quality({ interval: every, count: 20, consecutiveSuccessLimit: 10 })) }),
  },
  {
    id: 'experiment-never-fails',
    when: 'one that nobody waits for bears more than the time allows',
    at: 'spec.analyses[0]',
    broken: experiment({ analyses: beside(quality({ interval: every, failureLimit: 10 })) }),
    fine: experiment({ analyses: beside(quality({ interval: every, failureLimit: 9 })) }),
  },
  {
    id: 'experiment-never-fails',
    when: 'it starts too late',
    at: 'spec.analyses[0]',
    broken: experiment({ analyses: beside(quality({ initialDelay: Duration.minutes(10) })) }),
    fine: experiment({ analyses: beside(quality({ initialDelay: Duration.minutes(9) })) }),
  },
];
