import { keyOf } from '../../lib/facts/kept';
import { REMARKS } from '../../lib/plan';
import type { Found, UnitRule } from '../rule';

/**
 * A check that finds what `stepgate plan` remarks on: the same numbers, in the same words.
 * @throws Error for an id that no remark has
 */
export function fromRemark(id: string): UnitRule['check'] {
  if (!REMARKS.some((kind) => kind.id === id)) throw new Error(`there is no remark "${id}"`);
  return ({ report, item }) => {
    const found = (report?.remarks ?? [])
      .filter((remark) => remark.id === id)
      .map(({ stepIndex, what, why, fix }) => {
        const at = stepIndex === undefined ? ['spec', 'strategy'] : stepPath(item.object.spec, stepIndex);
        // numbers change with the weather, names tell one finding from another
        return { at, what, why, fix, key: (/"([^"]+)"/.exec(what) ?? [])[1] ?? '' };
      });
    // two about one name at one place differ in their words: else an exemption of one would hide the other
    const places = found.map(({ at, key }) => keyOf([at, key]));
    return found.map((one, index): Found => {
      const alone = places.indexOf(places[index] ?? '') === places.lastIndexOf(places[index] ?? '');
      return alone ? one : { ...one, key: one.what };
    });
  };
}

/** The step, or the list of steps where the remark is about what follows the last one. */
function stepPath(spec: unknown, index: number): (string | number)[] {
  const { strategy } = Object(spec) as { strategy?: { canary?: { steps?: readonly unknown[] } } };
  const exists = index < (strategy?.canary?.steps?.length ?? 0);
  return exists ? ['spec', 'strategy', 'canary', 'steps', index] : ['spec', 'strategy', 'canary', 'steps'];
}
