import { InvalidArgumentError } from 'commander';
import { REMARKS } from '../../../lib/plan';
import { isNotOne, type Reads } from '../../../lib/planner/assumptions/quantity';
import { didYouMean } from '../../../lib/closest';

/** A reader of quantities as commander wants it: what is none is a usage error that says what it must be. */
export function taking<T>(read: Reads<T>): (text: string) => T {
  return (text) => {
    const value = read(text);
    if (isNotOne(value)) throw new InvalidArgumentError(`It must be ${value.expected}.`);
    return value;
  };
}

/** Ids separated by commas, each one of those that are known. */
export function idsOf(known: readonly string[]): (text: string) => readonly string[] {
  return (text) =>
    text.split(',').map((part) => {
      const id = part.trim();
      if (known.includes(id)) return id;
      throw new InvalidArgumentError(`There is no "${id}": ${didYouMean(id, known)}`);
    });
}

/** What `--fail-on` takes. */
export const FAIL_ON: readonly string[] = ['warning', 'info', ...REMARKS.map(({ id }) => id)];
