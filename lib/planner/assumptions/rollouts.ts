import type { ReadProblem } from '../../facts/kubernetes';
import type { Assumptions, Identity } from '../../plan';
import { didYouMean } from '../../closest';

/** Assumptions for all rollouts, and for some by name. */
export interface AssumptionsByName {
  readonly assumptions?: Partial<Assumptions>;
  readonly rollouts?: Readonly<Record<string, Partial<Assumptions>>>;
}

/** Id of the warning about a name that no rollout has. */
export const NO_SUCH_ROLLOUT = 'no-such-rollout';

/** What is assumed of one rollout: what is said of all, then of its name, then of its name in its namespace. */
export function assumedOf(identity: Identity, { assumptions, rollouts = {} }: AssumptionsByName): Partial<Assumptions> {
  const own = namesOf(identity).map((name) => (Object.hasOwn(rollouts, name) ? rollouts[name] : undefined));
  return Object.assign({}, assumptions, ...own) as Partial<Assumptions>;
}

/** Assumptions for rollouts that are not there: they would be passed over without a word. */
export function unusedAssumptions(
  identities: readonly Identity[],
  { rollouts = {} }: AssumptionsByName,
): ReadProblem[] {
  const names = [...new Set(identities.flatMap(namesOf))];
  if (names.length === 0) return [];
  return Object.keys(rollouts)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      rule: NO_SUCH_ROLLOUT,
      severity: 'warning',
      at: 'assumptions',
      path: 'assumptions',
      field: `rollouts[${JSON.stringify(name)}]`,
      value: name,
      what: 'no rollout of this name was read.',
      why: 'what is assumed of it counts for nothing.',
      fix: `correct it: ${didYouMean(name, names)}`,
    }));
}

function namesOf({ name, namespace = 'default' }: Identity): readonly string[] {
  return [name, `${namespace}/${name}`];
}
