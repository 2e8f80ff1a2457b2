import { BLUE_GREEN, CANARY, ofKind, STEPS, type Fault, type Objects } from './operator';
import { at, listAt, textAt, type Edit, type Path, type Tree } from './tree';

export const TEMPLATES = ['AnalysisTemplate'];

/** The metric that is broken. */
export interface Broken {
  readonly path: Path;
  readonly metric: Tree;
  /** Key of its provider. */
  readonly provider: string;
  /** From the metric to its query, where that is PromQL. @default - its provider is asked otherwise */
  readonly query?: Path;
  /** Where its template is used. */
  readonly used: 'beside the steps' | 'in a step' | 'before the switch' | 'after the switch' | 'nowhere';
  /** Whether other analyses look as well. */
  readonly others: boolean;
}

/** What changes; undefined where it can't be broken this way. */
type Break = (broken: Broken) => readonly Edit[] | undefined;
/** Why it is no fault there. */
type Same = (broken: Broken) => string | undefined;
type Faults = (template: Tree, objects: Objects) => readonly Fault[];

/** Breaks one metric of a template: those of one template differ in their query alone. */
export function eachMetric(broken: Break, same: Same = () => undefined): Faults {
  return (template, objects) => {
    const path = ['spec', 'metrics', 0];
    const metric = at(template, path);
    if (metric === undefined) return [];
    const provider = Object.keys(Object(at(metric, ['provider'])) as object)[0] ?? '';
    const query = provider === 'prometheus' ? { query: ['provider', 'prometheus', 'query'] } : {};
    const one = { path, metric, provider, ...query, ...useOf(textAt(template, ['metadata', 'name']), objects) };
    const edits = broken(one);
    const why = same(one);
    return edits === undefined ? [] : [{ edits, ...(why === undefined ? {} : { same: why }) }];
  };
}

/** The same for metrics whose answers conditions judge. */
export function eachQuery(broken: Break, same?: Same): Faults {
  return eachMetric((one) => (one.provider === 'job' ? undefined : broken(one)), same);
}

/** The same for templates that run beside the steps of a canary. */
export function background(broken: Break, same?: Same): Faults {
  return eachQuery((one) => (one.used === 'beside the steps' ? broken(one) : undefined), same);
}

function useOf(name: string, objects: Objects): Pick<Broken, 'used' | 'others'> {
  for (const rollout of ofKind(objects, 'Rollout')) {
    const names = (path: Path) => listAt(rollout, [...path, 'templates']).map((one) => textAt(one, ['templateName']));
    const steps = listAt(rollout, STEPS).flatMap((_, index) => names([...STEPS, index, 'analysis']));
    if (names([...CANARY, 'analysis']).includes(name)) return { used: 'beside the steps', others: steps.length > 0 };
    if (steps.includes(name)) return { used: 'in a step', others: true };
    if (names([...BLUE_GREEN, 'prePromotionAnalysis']).includes(name))
      return { used: 'before the switch', others: true };
    if (names([...BLUE_GREEN, 'postPromotionAnalysis']).includes(name))
      return { used: 'after the switch', others: true };
  }
  return { used: 'nowhere', others: false };
}

/** Argo compiles a comparison with nil to an Error. */
export const errsWithout = ({ provider }: Broken) =>
  provider === 'datadog' ? 'without data the comparison is an Error, whatever else it says' : undefined;
