import { stringify } from 'yaml';
import type { Analysis, Metric, Plan, Suggestion } from '../plan';
import { amount, isNotKnown, known, percent, time } from './html/words';

/**
 * A suggestion as YAML to paste: what it costs in comments, the strategy of a Rollout, and the templates it names. A
 * contradiction is comments alone.
 */
export function suggestionText(name: string, suggestion: Suggestion): string {
  if (suggestion.kind === 'contradiction') return `# ${name}: no plan does that. ${suggestion.why}.\n`;
  const { plan, cost, power, falseAlarm } = suggestion;
  const said = [
    `${name}: a good version is live after ${time(cost.totalSeconds)}.`,
    `The rise is seen ${time(cost.detectionSeconds)} after the first request, at a cost of ${amount(cost.weightMinutes)} weight-minutes,`,
    `with a chance of ${percent(power)}; a good version is stopped with a chance of ${percent(falseAlarm)}.`,
    'Add trafficRouting, and the provider of your metrics to each template.',
  ];
  const documents = [rolloutOf(name, plan), ...analysesIn(plan).map(templateOf)];
  return `${said.map((line) => `# ${line}\n`).join('')}${documents.map((one) => `---\n${stringify(one)}`).join('')}`;
}

function rolloutOf(name: string, { strategy, replicas, progressDeadline, rollbackWindowRevisions }: Plan) {
  const canary = strategy.kind === 'canary' ? strategy : undefined;
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
          maxUnavailable: 0,
          analysis: canary?.background && {
            ...templatesOf(canary.background.analysis),
            startingStep: canary.background.startingStep,
          },
          steps: canary?.steps.flatMap((step): object[] => {
            if (step.kind === 'setWeight') return [{ setWeight: step.weight }];
            return step.kind === 'analysis' ? [{ analysis: templatesOf(step.analysis) }] : [];
          }),
        },
      },
    },
  };
}

function templatesOf({ templates }: Analysis) {
  return { templates: templates.map((templateName) => ({ templateName })) };
}

function analysesIn({ strategy }: Plan): Analysis[] {
  if (strategy.kind !== 'canary') return [];
  const inSteps = strategy.steps.flatMap((step) => (step.kind === 'analysis' ? [step.analysis] : []));
  return [...(strategy.background ? [strategy.background.analysis] : []), ...inSteps];
}

function templateOf({ name, metrics }: Analysis) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name },
    spec: { metrics: metrics.map(metricOf) },
  };
}

function metricOf(metric: Metric) {
  const { judged, count, intervalSeconds, initialDelaySeconds, failureLimit } = metric;
  const threshold = judged.quantity === 'other' || isNotKnown(judged.threshold) ? undefined : judged.threshold;
  return {
    name: metric.name,
    ...(count === 'unbounded' ? {} : { count }),
    ...(typeof intervalSeconds === 'number' ? { interval: `${intervalSeconds}s` } : {}),
    initialDelay: `${known(initialDelaySeconds, String)}s`,
    failureLimit,
    ...(threshold === undefined ? {} : { successCondition: `result[0] <= ${Number(threshold.toPrecision(4))}` }),
    provider: { prometheus: { query: queryOf(metric) } },
  };
}

function queryOf({ judged, lookBackSeconds }: Metric): string {
  const window = `[${known(lookBackSeconds, String)}s]`;
  const count = (version: string, failed: string) =>
    `sum(increase(requests_total{version="${version}"${failed}}${window}))`;
  const rateOf = (version: string) => `${count(version, ',code=~"5.."')} / ${count(version, '')}`;
  if (judged.quantity !== 'errorRateSignificance') return rateOf('canary');
  const all = 'version=~"canary|stable"';
  const sum = (failed: string) => `sum(increase(requests_total{${all}${failed}}${window}))`;
  const pooled = `(${sum(',code=~"5.."')} / ${sum('')})`;
  const error = `sqrt(${pooled} * (1 - ${pooled}) * (1 / ${count('canary', '')} + 1 / ${count('stable', '')}))`;
  return `(${rateOf('canary')} - ${rateOf('stable')}) / ${error}`;
}
