import { didYouMean } from '../../../lib/closest';
import { GATE_IDS } from '../../../lib/verdict';
import type { Pack } from '../../packs/pack';
import { Failure } from './failure';

/** The pack with only some of its gates and rules. */
export function onlyOf(pack: Pack, only: string | undefined): Pack {
  if (only === undefined) return pack;
  const known = [...GATE_IDS, ...pack.settings.map(({ rule }) => rule.id)];
  const ids = only.split(',').map((part) => part.trim());
  const stranger = ids.find((id) => !known.includes(id));
  if (stranger !== undefined) {
    throw new Failure(
      `--only: the pack ${pack.name} has no gate or rule "${stranger}": ${didYouMean(stranger, known)}`,
    );
  }
  return { ...pack, settings: pack.settings.filter(({ rule }) => ids.includes(rule.id) || ids.includes(rule.gate)) };
}
