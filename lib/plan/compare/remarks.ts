import type { Remark } from '../model/remark';
import { pairsOf } from './pairs';

/** Remarks that are new, and those that are gone. One that says the same with other numbers is neither. */
export function remarkChanges(before: readonly Remark[], after: readonly Remark[]) {
  const pairs = pairsOf<Remark>(
    before,
    after,
    ({ id, stepIndex, what }) => JSON.stringify([id, stepIndex, what]),
    ({ id, what }) => JSON.stringify([id, withoutNumbers(what)]),
  );
  return {
    newRemarks: pairs.flatMap((pair) => (pair.before || !pair.after ? [] : [pair.after])),
    goneRemarks: pairs.flatMap((pair) => (pair.after || !pair.before ? [] : [pair.before])),
  };
}

function withoutNumbers(text: string): string {
  return text.replace(/\d[\d.,]*/g, '#');
}
