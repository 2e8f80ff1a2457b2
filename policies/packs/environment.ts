import { closest } from '../../lib/closest';
import type { Pack } from './pack';

/**
 * What to say of an environment that the pack says nothing of; undefined if it does.
 * @throws Error if it is one of the pack's, written wrongly
 */
export function aboutEnvironment({ name, environments }: Pack, asked: string | undefined): string | undefined {
  if (asked === undefined || Object.hasOwn(environments, asked)) return undefined;
  const known = Object.keys(environments);
  const near = closest(asked, known);
  if (near !== undefined) throw new Error(`the pack ${name} has no environment "${asked}": did you mean "${near}"?`);
  const has = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return `the pack ${name} sets nothing for "${asked}" (${has}): its own levels hold.`;
}
