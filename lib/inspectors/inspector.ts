import type { Problem } from '../errors';
import type { Item } from '../facts/item';

/**
 * Looks at everything an app is about to write and says what is wrong with it. An inspector is pure: it changes
 * nothing, reads no clock and no file, and gives the same answer for the same items.
 */
export interface Inspector {
  /** Unique, kebab-case; names the inspector if it fails. */
  readonly id: string;
  /** All problems found; none if the items may be written. */
  inspect(items: readonly Item[]): readonly Problem[];
}

/**
 * The findings of all inspectors, in their order. One that throws is itself a finding: what could not be inspected
 * has not passed.
 */
export function inspect(inspectors: readonly Inspector[], items: readonly Item[]): Problem[] {
  return inspectors.flatMap((inspector) => {
    try {
      return [...inspector.inspect(items)];
    } catch (error) {
      return [failure(inspector, error)];
    }
  });
}

function failure({ id }: Inspector, error: unknown): Problem {
  return {
    rule: id,
    at: `inspector "${id}"`,
    what: `It failed: ${error instanceof Error ? error.message : String(error)}`,
    why: 'What could not be inspected has not passed, so nothing is written.',
    fix: 'Mend the inspector, or leave it out of the app on purpose.',
  };
}
