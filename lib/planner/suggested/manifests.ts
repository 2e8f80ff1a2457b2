import { Threshold } from '../../kubernetes/analysis/threshold';
import { conditions, type NoData } from '../../kubernetes/analysis/conditions';
import { analysesIn, type Analysis, type Known, type Metric, type Plan, type Unknown, type Verdicts } from '../../plan';
import { queryOf } from './query';

/** A suggested plan as objects that read back as that plan, and what they take for granted. */
export interface SuggestedManifests {
  /** A Rollout without its pods, and its AnalysisTemplates. */
  readonly manifests: readonly object[];
  /** What the names in it must fit, a sentence each. */
  readonly assumes: readonly string[];
}

/** Where the templates look for Prometheus. */
const ADDRESS = 'http://prometheus:9090';

/** Writes a suggested plan for a rollout of this name. */
export function suggestedManifests(name: string, plan: Plan): SuggestedManifests {
  return {
    manifests: [rolloutOf(name, plan), ...analysesIn(plan.strategy).map((analysis) => templateOf(name, analysis))],
    assumes: [
      'the Rollout goes into yours, which has template and selector',
      `traffic comes through an ingress-nginx Ingress "${name}": put your own router in its place`,
      `Prometheus answers at ${ADDRESS} and counts requests in requests_total, with the label service (${name} for the old version, ${name}-canary for the new) and the HTTP status in code`,
    ],
  };
}

function rolloutOf(name: string, { strategy, replicas, progressDeadline, rollbackWindowRevisions }: Plan) {
  const { steps = [], background } = strategy.kind === 'canary' ? strategy : {};
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: {
      replicas: replicas.desired,
      progressDeadlineSeconds: progressDeadline.seconds,
      progressDeadlineAbort: progressDeadline.aborts,
      rollbackWindow: { revisions: rollbackWindowRevisions },
      strategy: {
        canary: {
          canaryService: `${name}-canary`,
          stableService: name,
          trafficRouting: { nginx: { stableIngress: name } },
          maxUnavailable: 0,
          ...(background && {
            analysis: { ...namesOf(name, background.analysis), startingStep: background.startingStep },
          }),
          steps: steps.flatMap((step): object[] => {
            if (step.kind === 'setWeight') return [{ setWeight: step.weight }];
            return step.kind === 'analysis' ? [{ analysis: namesOf(name, step.analysis) }] : [];
          }),
        },
      },
    },
  };
}

/** Two services may have a suggestion each in one namespace. */
function namesOf(service: string, { templates }: Analysis) {
  return { templates: templates.map((name) => ({ templateName: `${service}-${name}` })) };
}

function templateOf(service: string, { name, metrics }: Analysis) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: `${service}-${name}` },
    spec: { metrics: metrics.map((metric) => metricOf(service, metric)) },
  };
}

function metricOf(service: string, metric: Metric) {
  const { name, judged, count, intervalSeconds, initialDelaySeconds, failureLimit, verdicts } = metric;
  if (judged.quantity === 'other') throw new Error(`suggested: ${name} judges nothing that a query could ask`);
  const healthy = Threshold.atMost(sure(judged.threshold));
  return {
    name,
    ...(count === 'unbounded' ? {} : { count: sure(count) }),
    ...(intervalSeconds === undefined ? {} : { interval: `${sure(intervalSeconds)}s` }),
    initialDelay: `${sure(initialDelaySeconds)}s`,
    failureLimit: sure(failureLimit),
    ...conditions({ samples: 'result', healthy, noData: noDataOf(verdicts) }),
    provider: { prometheus: { address: ADDRESS, query: queryOf(service, metric) } },
  };
}

function noDataOf({ noData }: Verdicts): NoData {
  if (noData === 'Inconclusive') return 'pause';
  return noData === 'Successful' ? 'pass' : 'fail';
}

function sure(value: Known<number> | 'unbounded'): number {
  if (typeof value === 'number') return value;
  const why = value === 'unbounded' ? value : (value satisfies Unknown).unknown;
  throw new Error(`suggested: a suggestion leaves nothing open, but here is ${why}`);
}
