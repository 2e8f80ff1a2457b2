import type { Analysis } from '../../../plan/model/analysis';
import type { Assumptions } from '../../../plan/model/assumptions';
import { isUnknown, unknown } from '../../../plan/model/known';
import type { Plan } from '../../../plan/model/plan';
import type { PlanReport } from '../../../plan/model/report';
import type { Step } from '../../../plan/model/step';
import { reportOn } from '../../../plan/report/report';
import { Kept, keyOf } from '../../kept';

/** Without a character that means something in a pattern. */
const NAME = /^[a-z0-9-]+$/;

/** Around what stands for a name; nobody writes it. */
const MARK = '\u0001';

/** A report on a plan whose names are marks, and which parts of it have marks somewhere in them. */
interface Marked {
  readonly report: Omit<PlanReport, 'plan'>;
  readonly parts: ReadonlySet<object>;
}

const kept = new Kept<Marked>();

/**
 * The report on a plan. A fleet has few plans: its services have other names and are released alike, and a simulation takes longer
 * than all other facts of a unit together.
 */
export function reportOnce(plan: Plan, assumptions: Assumptions): PlanReport {
  const names = new Map<string, string>();
  const marked = markedPlan(plan, (name) => {
    const mark = names.get(name) ?? `${MARK}${names.size}${MARK}`;
    names.set(name, mark);
    return mark;
  });
  const key = keyOf([marked, assumptions], numberOfMetric);
  const known = kept.of(key) ?? kept.keep(key, made(marked, assumptions));
  const byMark = new Map([...names].map(([name, mark]) => [mark, name]));
  return { plan, ...named(known.report, known.parts, byMark) };
}

/** Metrics that are alike are one object most often, and there are many numbers in each. */
const numbers = new WeakMap<object, string>();

const byContent = new Kept<string>();

let last = 0;

function numberOfMetric(part: object): string | undefined {
  if (!('verdicts' in part)) return undefined;
  const known = numbers.get(part);
  if (known !== undefined) return known;
  const content = keyOf(part);
  const number = byContent.of(content) ?? byContent.keep(content, `metric ${++last}`);
  numbers.set(part, number);
  return number;
}

function made(plan: Plan, assumptions: Assumptions): Marked {
  const { plan: _, ...report } = reportOn(plan, assumptions);
  const parts = new Set<object>();
  findMarks(report, parts);
  return { report, parts };
}

/** The plan with marks in place of the names that only tell it from others. */
function markedPlan(plan: Plan, mark: (name: string) => string): Plan {
  const of = (analysis: Analysis): Analysis => ({
    ...analysis,
    name: mark(analysis.name),
    templates: analysis.templates.map(mark),
  });
  const identity = { name: '', kind: plan.identity.kind };
  const { strategy } = plan;
  const replicas = markedReplicas(plan, mark);
  switch (strategy.kind) {
    case 'rolling':
      return { ...plan, identity, replicas };
    case 'blueGreen':
      return {
        ...plan,
        identity,
        replicas,
        strategy: {
          ...strategy,
          ...(strategy.prePromotion ? { prePromotion: of(strategy.prePromotion) } : {}),
          ...(strategy.postPromotion ? { postPromotion: of(strategy.postPromotion) } : {}),
        },
      };
    case 'canary': {
      const { steps, background } = strategy;
      return {
        ...plan,
        identity,
        replicas,
        strategy: {
          ...strategy,
          steps: steps.map((step) => markedStep(step, of)),
          ...(background ? { background: { ...background, analysis: of(background.analysis) } } : {}),
        },
      };
    }
  }
}

/** Why a number is not known names the autoscaler, which most often is called like what it scales. */
function markedReplicas({ identity, replicas }: Plan, mark: (name: string) => string): Plan['replicas'] {
  const { desired } = replicas;
  if (!isUnknown(desired) || !NAME.test(identity.name)) return replicas;
  const words = new RegExp(`(?<![\\w.-])${identity.name}(?![\\w.-])`, 'g');
  return { ...replicas, desired: unknown(desired.unknown.replace(words, () => mark(identity.name))) };
}

function markedStep(step: Step, of: (analysis: Analysis) => Analysis): Step {
  if (step.kind === 'analysis') return { ...step, analysis: of(step.analysis) };
  if (step.kind !== 'experiment') return step;
  const analyses = step.experiment.analyses.map((one) => ({ ...one, analysis: of(one.analysis) }));
  return { ...step, experiment: { ...step.experiment, analyses } };
}

/** Finds what must be made anew for other names; the rest of a report is shared. */
function findMarks(value: unknown, parts: Set<object>): boolean {
  if (typeof value === 'string') return value.includes(MARK);
  if (typeof value !== 'object' || value === null) return false;
  const has = Object.values(value)
    .map((inner) => findMarks(inner, parts))
    .includes(true);
  if (has) parts.add(value);
  return has;
}

function named<T>(value: T, parts: ReadonlySet<object>, names: ReadonlyMap<string, string>): T {
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') {
      return inner.includes(MARK) ? inner.replace(/\u0001\d+\u0001/g, (mark) => names.get(mark) ?? mark) : inner;
    }
    if (typeof inner !== 'object' || inner === null || !parts.has(inner)) return inner;
    if (Array.isArray(inner)) return inner.map(walk);
    // most fields stay as they are, and a copy is made faster than an object of entries
    const copy: Record<string, unknown> = { ...inner };
    for (const key of Object.keys(copy)) {
      const one = copy[key];
      const filled = walk(one);
      if (filled !== one) copy[key] = filled;
    }
    return copy;
  };
  // the same shape with other texts
  return walk(value) as T;
}
