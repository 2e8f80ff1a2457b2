import type { Problem } from '../../errors';
import type { Item } from '../item';
import { placeOf } from '../item';
import { fieldOf, type FieldPath } from './field-path';
import { positionIn } from './source';

export { fieldOf, type FieldPath };

/** Something wrong with what was read, or missing from it. */
export interface ReadProblem extends Problem {
  /** `error`: what it is about could not be read or planned. `warning`: it was, but not all is known or well. */
  readonly severity: 'error' | 'warning';
  /** The file, or the construct path. */
  readonly path: string;
  /** From 1. @default - it was not read from a file */
  readonly line?: number;
  /** From 1. @default - it was not read from a file */
  readonly column?: number;
  /** Where in the object, such as `spec.strategy.canary.steps[2].setWeight`. @default - it is about the text or the file as a whole */
  readonly field?: string;
}

/** Where a problem was found. */
export interface Found {
  readonly item: Item;
  readonly field: FieldPath;
}

/** Beside the problems and not in them: what is printed as JSON holds no objects. */
const found = new WeakMap<ReadProblem, Found>();

/** The object and the field that a problem is about; undefined where it is about a text or a file. */
export function foundIn(problem: ReadProblem): Found | undefined {
  return found.get(problem);
}

/** A problem in a field of an object: `at` names file, line and column, or the construct, and the field. */
export function problemIn(
  item: Item,
  field: FieldPath,
  problem: Omit<ReadProblem, 'at' | 'path' | 'line' | 'column' | 'field'>,
): ReadProblem {
  const position = positionIn(item, field);
  const { path } = item.origin;
  const place = position ? `${path}:${position.line}:${position.column}` : placeOf(item);
  const name = fieldOf(field);
  const made = {
    at: name === '' ? place : `${place} ${name}`,
    path,
    ...position,
    ...(name === '' ? {} : { field: name }),
    ...problem,
  };
  found.set(made, { item, field });
  return made;
}
