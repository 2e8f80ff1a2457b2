import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import { foundIn, type ReadProblem } from '../../../lib/facts/kubernetes/problem';
import type { DeliveryUnit } from '../../../lib/facts/unit';
import type { Around } from '../../rule';

/** By the place and kind of a problem: the first unit that has it. */
const firstWith = new WeakMap<Inventory, ReadonlyMap<string, DeliveryUnit>>();

/** Problems of a unit, each once: what several units read together, such as a template, is said of the first of them. */
export function problemsOf(unit: DeliveryUnit, { inventory, units }: Around): readonly ReadProblem[] {
  let first = firstWith.get(inventory);
  if (!first) {
    first = new Map(units.toReversed().flatMap((one) => one.problems.map((problem) => [keyOf(problem), one])));
    firstWith.set(inventory, first);
  }
  const own = new Map(unit.problems.map((problem) => [keyOf(problem), problem]));
  return [...own].filter(([key]) => first.get(key) === unit).map(([, problem]) => problem);
}

/** Objects of one list stand at one place, so that they are told apart by their names too. */
function keyOf(problem: ReadProblem): string {
  const { rule, at, what } = problem;
  const object = foundIn(problem)?.item.object;
  const named = object === undefined ? '' : `${object.kind} ${object.metadata.namespace} ${object.metadata.name}`;
  return `${rule} ${at} ${named} ${what}`;
}
