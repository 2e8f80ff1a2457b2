import type { CanaryScale, Step } from '../../plan/model/step';
import { unknown } from '../../plan/model/known';
import { passedArguments } from './analysis/arguments';
import { readAnalysis, type AnalysisUse, type Subject } from './analysis/analysis';
import { parseGoDuration } from './duration';
import { readExperiment } from './experiment';
import type { Field } from './field';
import { templateRefsIn } from './references';

/** More than any release needs; each is a patch of the rollout's status. */
const MOST_STEPS = 300;

/** Steps of a plan, and for each step of the manifest the index of its first step there. */
export interface ReadSteps {
  readonly steps: readonly Step[];
  readonly indices: readonly number[];
}

/** Reads `spec.strategy.canary.steps`. */
export function readSteps(list: Field, subject: Subject, maxWeight: number): ReadSteps {
  const fields = list.list();
  if (fields.length > MOST_STEPS) {
    list.report(
      'too-many-steps',
      `there are ${fields.length} steps: ${MOST_STEPS} at most.`,
      'no rollout of that many steps ends, and nobody can read its plan.',
      'take fewer steps with longer pauses.',
    );
    return { steps: [], indices: [] };
  }
  const steps: Step[] = [];
  const indices: number[] = [];
  for (const field of fields) {
    indices.push(steps.length);
    steps.push(...readStep(field, subject, maxWeight));
  }
  return { steps, indices };
}

type Reader = (field: Field, subject: Subject, maxWeight: number) => Step;

/** The kinds of steps: where one element has several, the controller does them in this order in one look. */
const KINDS: readonly (readonly [string, Reader])[] = [
  [
    'setHeaderRoute',
    (field) => ({ kind: 'setHeaderRoute', name: nameIn(field), matches: field.at('match').list().length }),
  ],
  ['setMirrorRoute', readMirror],
  ['setCanaryScale', (field) => ({ kind: 'setCanaryScale', scale: readScale(field) })],
  ['setWeight', readWeight],
  ['experiment', (field, subject) => ({ kind: 'experiment', experiment: readExperiment(field, subject) })],
  [
    'analysis',
    (field, subject) => ({ kind: 'analysis', analysis: readAnalysis(analysisUseIn(field, subject), subject) }),
  ],
  ['pause', readPause],
  ['plugin', readPlugin],
];

/** Those of which Argo's validation takes only one (pkg/apis/rollouts/validation/validation.go:488-507). */
const EXCLUSIVE = new Set(['setWeight', 'pause', 'experiment', 'analysis']);

function readStep(field: Field, subject: Subject, maxWeight: number): Step[] {
  const given = KINDS.filter(([key]) => field.at(key).exists);
  const keys = given.map(([key]) => key);
  if (keys.length === 0 || keys.filter((key) => EXCLUSIVE.has(key)).length > 1) {
    field.report(
      'step-kind',
      keys.length === 0 ? 'it is none of the kinds of steps.' : `it is several steps in one: ${keys.join(', ')}.`,
      'Argo refuses the rollout and goes on with nothing.',
      `give it exactly one of ${KINDS.map(([key]) => key).join(', ')}; an endless pause is \`pause: {}\`.`,
    );
    return [];
  }
  if (keys.length > 1) {
    field.report(
      'step-kinds',
      `it is several steps in one: ${keys.join(', ')}.`,
      'Argo does them in one look, and the plan shows one after the other.',
      'make a step of each.',
      'warning',
    );
  }
  return given.map(([key, read]) => read(field.at(key), subject, maxWeight));
}

function nameIn(field: Field): string {
  return field.at('name').required().text() ?? '';
}

function readWeight(field: Field, _subject: Subject, maxWeight: number): Step {
  return { kind: 'setWeight', weight: field.integer({ least: 0, most: maxWeight }) ?? 0 };
}

function readMirror(field: Field): Step {
  return {
    kind: 'setMirrorRoute',
    name: nameIn(field),
    matches: field.at('match').list().length,
    percentage: field.at('percentage').integer({ least: 0, most: 100 }) ?? 100,
  };
}

/** Replicas win over a weight; with neither the weight decides as without the step (utils/replicaset/canary.go:567). */
function readScale(field: Field): CanaryScale {
  const [replicas, weight] = [field.at('replicas').integer({ least: 0 }), field.at('weight').integer({ least: 0 })];
  if (field.at('matchTrafficWeight').boolean() ?? (replicas === undefined && weight === undefined)) {
    return { matchTrafficWeight: true };
  }
  if (replicas !== undefined) return { replicas };
  return weight === undefined ? { matchTrafficWeight: true } : { weight };
}

/** Text without a unit is seconds; parts of a second are cut off (types.go:863-880). */
function readPause(field: Field): Step {
  const duration = field.at('duration');
  const value = duration.integerOrText();
  if (value === undefined) {
    return { kind: 'pause', seconds: 'indefinite' };
  }
  const seconds = typeof value === 'number' ? value : /^[+-]?\d+$/.test(value) ? Number(value) : parseGoDuration(value);
  if (seconds === undefined || seconds < 0) {
    duration.report(
      'duration',
      'it is no duration of 0 or more.',
      'Argo refuses the rollout and goes on with nothing.',
      'write seconds such as 30, or a duration such as 90s, 10m, 1h30m; Go knows no days.',
    );
  }
  return { kind: 'pause', seconds: Math.trunc(seconds ?? 0) };
}

function readPlugin(field: Field): Step {
  const name = nameIn(field);
  return { kind: 'plugin', name, seconds: unknown(`how long the plugin ${name} takes`) };
}

/** A RolloutAnalysis: an analysis step, a background analysis, one before or after promotion. */
export function analysisUseIn(field: Field, subject: Subject): AnalysisUse {
  return {
    refs: templateRefsIn(field.at('templates')),
    passed: passedArguments(field.at('args'), subject.rollout),
    dryRun: field.at('dryRun'),
    measurementRetention: field.at('measurementRetention'),
  };
}
