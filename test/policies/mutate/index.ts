import { analysisOperators } from './analysis';
import { exposureOperators } from './exposure';
import type { Operator } from './operator';
import { watchOperators } from './watch';
import { wayBackOperators } from './way-back';
import { wiringOperators } from './wiring';

/** Every way in which a good release is broken. */
export const operators: readonly Operator[] = [
  ...analysisOperators,
  ...exposureOperators,
  ...wayBackOperators,
  ...wiringOperators,
  ...watchOperators,
];

export { mutants, type Mutant, type Operator } from './operator';
export type { Tree } from './tree';
