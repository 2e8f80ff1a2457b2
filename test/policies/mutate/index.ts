import { exposureOperators } from './exposure';
import { missingOperators } from './missing';
import type { Operator } from './operator';
import { refusedOperators } from './refused';
import { silentOperators } from './silent';
import { watchOperators } from './watch';
import { wayBackOperators } from './way-back';
import { wrongOperators } from './wrong';

/** Every way in which a good release is broken. */
export const operators: readonly Operator[] = [
  ...silentOperators,
  ...wrongOperators,
  ...exposureOperators,
  ...wayBackOperators,
  ...refusedOperators,
  ...missingOperators,
  ...watchOperators,
];

export { mutants, type Mutant, type Operator } from './operator';
export type { Tree } from './tree';
