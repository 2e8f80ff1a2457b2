import type { Command } from 'commander';
import { didYouMean } from '../../../lib/closest';
import { exemptWith, FINAL } from '../../../lib/reports/gates/exempt-with';
import { jsonReport } from '../../../lib/reports/json';
import { clean, paragraph, type Style } from '../../../lib/reports/text';
import { table } from '../../../lib/reports/text/table';
import { GATE_IDS } from '../../../lib/verdict';
import { loadPack, packs } from '../../packs';
import { settingsIn, type Pack } from '../../packs/pack';
import { Failure } from './failure';
import type { Io } from './io';
import { allRules } from './rule-texts';
import { styleFor } from './style';

type SomeRule = ReturnType<typeof allRules>[number];

interface RulesFlags {
  readonly pack?: string;
  readonly json?: true;
}

/** Adds `stepgate explain` and `stepgate rules`; `done` is told the exit code. */
export function addExplain(root: Command, io: Io, done: (code: number) => void) {
  const packOption = ['--pack <pack>', 'also the rules of this pack: a name, or a module that exports one'] as const;
  root
    .command('explain')
    .description('What a rule demands and why, with examples.')
    .argument('<rule>', 'its id, as reports show it')
    .option(...packOption)
    .option('--json', 'print JSON instead of text')
    .action(async (id: string, flags: RulesFlags) => {
      const pack = await packOf(flags);
      const rule = allRules(pack).find((one) => one.id === id);
      if (!rule) {
        const ids = allRules(pack).map((one) => one.id);
        throw new Failure(`there is no rule "${id}": ${didYouMean(id, ids)}`);
      }
      const levels = levelsOf(rule, pack);
      io.out(flags.json ? jsonReport({ rule: plain(rule), levels }) : explanation(rule, levels, styleFor(io.colors)));
      done(0);
    });
  root
    .command('rules')
    .description('All rules, gate by gate.')
    .option(...packOption)
    .option('--json', 'print JSON instead of text')
    .action(async (flags: RulesFlags) => {
      const pack = await packOf(flags);
      const rules = allRules(pack);
      io.out(flags.json ? jsonReport({ rules: rules.map(plain) }) : ruleTable(rules, styleFor(io.colors)));
      done(0);
    });
}

async function packOf({ pack }: RulesFlags): Promise<Pack | undefined> {
  return pack === undefined ? undefined : await loadPack(pack);
}

/** A level of a rule, and in which pack and environment. */
interface LevelIn {
  readonly pack: string;
  readonly environment?: string;
  readonly level: string;
}

/** Environments are named where they differ. */
function levelsOf({ id }: SomeRule, pack: Pack | undefined): readonly LevelIn[] {
  return [...new Set([...packs, ...(pack ? [pack] : [])])].flatMap((one) => {
    const level = levelIn(one, id, undefined);
    const different = Object.keys(one.environments).flatMap((environment) => {
      const there = levelIn(one, id, environment);
      return there === level ? [] : [{ pack: one.name, environment, level: there }];
    });
    return [
      { pack: one.name, level: one.reportOnly && level !== 'not in it' ? `${level}, reported only` : level },
      ...different,
    ];
  });
}

function levelIn(pack: Pack, id: string, environment: string | undefined): string {
  return settingsIn(pack, environment).find(({ rule }) => rule.id === id)?.level ?? 'not in it';
}

function plain({
  id,
  gate,
  judges,
  title,
  why,
  fix,
  level,
  source,
  since,
  exemptible = true,
  options = {},
  examples,
  ...rule
}: SomeRule) {
  const mends = 'mend' in rule && rule.mend !== undefined;
  return { id, gate, judges, title, why, fix, level, source, since, exemptible, options, mends, examples };
}

function explanation(rule: SomeRule, levels: readonly LevelIn[], style: Style): string {
  const { id, title, gate, why, fix, source, since, exemptible, options, examples, mends } = plain(rule);
  const told = levels.map(
    ({ pack, environment, level }) => `${pack}${environment === undefined ? '' : ` in ${environment}`}: ${level}`,
  );
  const settings = Object.entries(options).map(([key, value]) => `${key} (${JSON.stringify(value)})`);
  const shown = [
    ...examples.good.map((one) => ['good', one] as const),
    ...examples.bad.map((one) => ['bad', one] as const),
  ];
  const blocks = [
    [
      style.heading(id),
      paragraph(`${title}.`, '  '),
      '',
      paragraph(why, '  why:     '),
      paragraph(fix, '  do:      '),
      paragraph(gate, '  gate:    '),
      paragraph(told.join('; '), '  levels:  '),
      ...(settings.length > 0 ? [paragraph(settings.join(', '), '  options: ')] : []),
      ...(mends ? [paragraph('stepgate check --fix mends it', '  mend:    ')] : []),
      paragraph(exemptWith({ rule: id, exemptible }) ?? FINAL, '  exempt:  '),
      paragraph(source, '  source:  '),
      paragraph(since, '  since:   '),
    ].join('\n'),
    ...shown.map(([kind, { title: what, manifests, requestRate }]) => {
      const paint = kind === 'good' ? style.good : style.bad;
      const lines = manifests
        .trim()
        .split('\n')
        .map((line) => `  ${line.replace(/\t/g, '  ')}`);
      const at = requestRate === undefined ? '' : ` (--request-rate ${requestRate})`;
      return `${paint(`${kind}: ${clean(what)}${at}`)}\n${lines.map(clean).join('\n')}`;
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function ruleTable(rules: readonly SomeRule[], style: Style): string {
  const columns = [
    { title: 'rule', rank: 3 },
    { title: 'level', rank: 3 },
    { title: 'mends', rank: 3 },
    { title: 'what it demands', rank: 1 },
  ] as const;
  const blocks = GATE_IDS.flatMap((gate) => {
    const own = rules.filter((rule) => rule.gate === gate).map(plain);
    if (own.length === 0) return [];
    const rows = own.map(({ id, level, title, mends }) => [id, level, mends ? 'yes' : '', title]);
    return [`${style.heading(gate)}\n${table(columns, rows, style.faint, 2)}`];
  });
  return `${blocks.join('\n\n')}\n`;
}
