import type { PlanChange } from '../model/comparison';
import type { Step } from '../model/step';
import { analysisChanges } from './analysis';
import { align } from './align';
import { changed, entriesOf, entryChanges } from './words';

/** How the steps changed. Numbers are those of the new plan, but those of steps that are gone. */
export function stepChanges(before: readonly Step[], after: readonly Step[]): PlanChange[] {
  return align(before, after, affinity).flatMap(({ before: from, after: to }) => {
    const [was, is] = [from === undefined ? undefined : before[from], to === undefined ? undefined : after[to]];
    const one = is ?? was;
    if (!one) return [];
    const where = `step ${(to ?? from ?? 0) + 1}: ${one.kind}`;
    if (!was || !is) return changed(where, was && summary(was), is && summary(is));
    if (was.kind === 'analysis' && is.kind === 'analysis') return analysisChanges(where, was.analysis, is.analysis);
    if (was.kind === 'experiment' && is.kind === 'experiment') return experimentChanges(where, was, is);
    const [only, onlyNew] = [summary(was), summary(is)];
    return changed(where, only, onlyNew);
  });
}

/** Equal steps belong together, and else those of one kind. */
function affinity(one: Step, other: Step): number {
  if (one.kind !== other.kind) return 0;
  return JSON.stringify(one) === JSON.stringify(other) ? 3 : 1;
}

type ExperimentStep = Extract<Step, { kind: 'experiment' }>;

function experimentChanges(where: string, { experiment: was }: ExperimentStep, { experiment: is }: ExperimentStep) {
  const own = ({ durationSeconds, templates }: typeof was) =>
    entriesOf({
      durationSeconds,
      templates: Object.fromEntries(templates.map(({ name, ...template }) => [name, template])),
    });
  const last = Math.max(was.analyses.length, is.analyses.length);
  return [
    ...entryChanges(`${where} `, own(was), own(is)),
    ...Array.from({ length: last }, (_, index) => index).flatMap((index) => [
      ...changed(`${where} analysis ${index + 1} required`, required(was, index), required(is, index)),
      ...analysisChanges(`${where} analysis ${index + 1}`, was.analyses[index]?.analysis, is.analyses[index]?.analysis),
    ]),
  ];
}

function required({ analyses }: ExperimentStep['experiment'], index: number): string | undefined {
  const one = analyses[index];
  return one && [...entriesOf({ required: one.required }).values()].join();
}

/** What a step says, without its kind. */
function summary(step: Step): string {
  const { kind: _kind, ...others } = step;
  if (step.kind === 'analysis') return step.analysis.name;
  if (step.kind === 'experiment') return step.experiment.templates.map(({ name }) => name).join(', ');
  const entries = [...entriesOf(others)];
  return entries.length === 1 ? (entries[0]?.[1] ?? '') : entries.map(([name, value]) => `${name} ${value}`).join(', ');
}
