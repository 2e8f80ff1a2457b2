import { plansOf, readText, type ReadProblem } from '../../../../lib/facts/kubernetes';
import type { Analysis } from '../../../../lib/plan/model/analysis';
import type { Experiment } from '../../../../lib/plan/model/experiment';

/** A document; JSON is YAML too. */
const document = (apiVersion: string, kind: string, metadata: object, spec: object) =>
  JSON.stringify({ apiVersion, kind, metadata, spec });
const ARGO = 'argoproj.io/v1alpha1';

export const template = (name: string, spec: object) =>
  document(ARGO, 'AnalysisTemplate', { name, namespace: 'shop' }, spec);

export const clusterTemplate = (name: string, spec: object) =>
  document(ARGO, 'ClusterAnalysisTemplate', { name }, spec);

const services = ['shop', 'shop-canary'].map((name) =>
  document('v1', 'Service', { name, namespace: 'shop' }, { selector: { app: 'web' }, ports: [{ port: 80 }] }),
);

/** The rollout `web`, whose Services are `shop` and `shop-canary`, with one step after the first weight. */
const rolloutWith = (step: object) =>
  document(
    ARGO,
    'Rollout',
    { name: 'web', namespace: 'shop', labels: { region: 'eu' }, annotations: { 'example.com/limit': '0.9' } },
    {
      replicas: 5,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      strategy: {
        canary: {
          canaryService: 'shop-canary',
          stableService: 'shop',
          trafficRouting: { plugins: { 'example/router': {} } },
          steps: [{ setWeight: 20 }, step],
        },
      },
    },
  );

interface Read<T> {
  readonly read: T | undefined;
  readonly problems: readonly ReadProblem[];
}

function stepOf(step: object, documents: readonly string[]) {
  const { items, problems } = readText([rolloutWith(step), ...services, ...documents].join('\n---\n'), 'web.yaml');
  const { plans, problems: more } = plansOf(items, { verifiesTargetGroups: false });
  const strategy = plans.find(({ identity }) => identity.kind === 'Rollout')?.strategy;
  return {
    step: strategy?.kind === 'canary' ? strategy.steps[1] : undefined,
    problems: [...problems, ...more],
  };
}

/** Reads an analysis step, with these documents beside the rollout. */
export function readStep(analysis: object, ...documents: readonly string[]): Read<Analysis> {
  const { step, problems } = stepOf({ analysis }, documents);
  return { read: step?.kind === 'analysis' ? step.analysis : undefined, problems };
}

/** Reads an experiment step. */
export function readExperimentStep(experiment: object, ...documents: readonly string[]): Read<Experiment> {
  const { step, problems } = stepOf({ experiment }, documents);
  return { read: step?.kind === 'experiment' ? step.experiment : undefined, problems };
}

/** The analysis of one template called `checks`, which must read without a problem. */
export function analysisOf(spec: object, use: object = {}): Analysis {
  const { read, problems } = readStep({ templates: [{ templateName: 'checks' }], ...use }, template('checks', spec));
  expect(problems).toEqual([]);
  if (!read) throw new Error('the step is not read as an analysis');
  return read;
}
