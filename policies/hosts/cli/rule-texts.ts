import type { RuleText } from '../../../lib/reports/gates';
import { ENGINE_RULES } from '../../evaluate';
import { packs } from '../../packs';
import { settingsIn, type Pack } from '../../packs/pack';

type SomeRule = Pack['settings'][number]['rule'];

/** What reports say of the rules that a pack asks, those of the engine last. */
export function ruleTexts(pack: Pack, environment: string | undefined): readonly RuleText[] {
  const asked = settingsIn(pack, environment).flatMap(({ rule, level }) =>
    level === 'off' ? [] : [textOf(rule, level)],
  );
  return [...asked, ...ENGINE_RULES.map((rule) => textOf(rule, rule.level))];
}

function textOf(
  { id, gate, title, why, fix, source, exemptible = true }: SomeRule,
  level: RuleText['level'],
): RuleText {
  return { id, gate, title, why, fix, level, source, exemptible };
}

/** Every rule there is: of a pack, of those that come with stepgate, and of the engine. */
export function allRules(pack?: Pack): readonly SomeRule[] {
  const known = [...(pack ? [pack] : []), ...packs].flatMap(({ settings }) => settings.map(({ rule }) => rule));
  return [...new Map([...known, ...ENGINE_RULES].map((rule) => [rule.id, rule])).values()];
}
