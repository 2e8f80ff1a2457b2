import { inCel } from '../policies/admission/forms';
import { GATES } from '../policies/gates';
import { packs } from '../policies/packs';
import type { Pack } from '../policies/packs/pack';
import type { Rule, RuleExample } from '../policies/rule';
import { rules } from '../policies/rules';

/** What a rule weighs in each pack, and where that differs in an environment. */
function levelsOf({ id }: Rule): readonly (readonly [string, string])[] {
  return packs.map((pack) => {
    const level = pack.settings.find(({ rule }) => rule.id === id)?.level ?? 'off';
    const elsewhere = Object.entries(pack.environments).flatMap(([environment, levels]) =>
      levels[id] === undefined || levels[id] === level ? [] : [`${levels[id]} in ${environment}`],
    );
    return [pack.name, [level, ...elsewhere].join(', ')];
  });
}

/** Options of a rule, as they are set where a pack says nothing and where one says more. */
function optionsOf({ id, options = {} }: Rule): readonly string[] {
  const text = (pack: Pack, key: string) =>
    JSON.stringify(pack.settings.find(({ rule }) => rule.id === id)?.options[key]);
  return Object.entries(options).map(([key, value]) => {
    const own = JSON.stringify(value);
    const others = packs.filter((pack) => text(pack, key) !== own).map((pack) => `${text(pack, key)} in ${pack.name}`);
    return `- option \`${key}\`: ${[own, ...others].join('; ')}`;
  });
}

function sectionOf(rule: Rule): string {
  const { id, title, why, fix, source, since, exemptible = true, judges, examples } = rule;
  const cel = inCel(rule) !== undefined;
  const mends = rule.judges === 'object' && rule.mend !== undefined;
  return [
    `### ${id}`,
    `**${title}.** Otherwise: ${why}`,
    `What to do: ${fix}`,
    [
      ...levelsOf(rule).map(([pack, level]) => `- in \`${pack}\`: ${level}`),
      ...optionsOf(rule),
      `- judges ${JUDGES[judges]}${cel ? '; has a form for admission' : ''}${mends ? '; `--fix` mends it' : ''}`,
      ...(exemptible ? [] : ["- can't be exempted"]),
      `- source: ${source}; since ${since}`,
    ].join('\n'),
    '<details><summary>Examples</summary>',
    ...examples.bad.slice(0, 1).map((example) => block('Bad', example)),
    ...examples.good.slice(0, 1).map((example) => block('Good', example)),
    '</details>',
  ].join('\n\n');
}

const JUDGES: Readonly<Record<Rule['judges'], string>> = {
  object: 'one object by itself',
  relation: 'an object among the others',
  unit: 'what is released, on any platform',
};

function block(word: string, { title, manifests, requestRate }: RuleExample): string {
  const at = requestRate === undefined ? '' : ` (\`--request-rate ${requestRate}\`)`;
  return `${word}: ${title}${at}\n\n\`\`\`yaml\n${manifests.trim()}\n\`\`\``;
}

/** All rules for people: gate by gate, with their levels and examples. */
export function rulesText(): string {
  return GATES.map((gate) => {
    const own = rules.filter((rule) => rule.gate === gate.id);
    const head = [`## ${gate.title}`, `${gate.asks} ${enforcementOf(gate.enforcement)}`];
    const evidence = gate.evidence === undefined ? [] : [`Beside its rules it needs ${gate.evidence}.`];
    const list = own.map(({ id, title }) => `- [${id}](#${id}): ${title}`).join('\n');
    return [...head, ...evidence, list, ...own.map(sectionOf)].filter((part) => part !== '').join('\n\n');
  }).join('\n\n');
}

function enforcementOf(enforcement: (typeof GATES)[number]['enforcement']): string {
  return enforcement === 'blocking' ? 'Every release must pass it.' : 'What serves traffic must pass it.';
}
