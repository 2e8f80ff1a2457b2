/** A rule as promtool reads it. */
export interface RuleText {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A group of rules. */
export interface GroupText {
  readonly name: string;
  readonly rules: readonly RuleText[];
}

/** Rules with one mistake in them. */
export interface Mutant {
  readonly what: string;
  /** Windows of the rule. */
  readonly windows: readonly string[];
  readonly groups: readonly GroupText[];
}

const AND = ' and ignoring(window) ';

type Change = readonly [what: string, rule: RuleText];

/** Every rule with every single mistake that is known. */
export function mutantsOf(groups: readonly GroupText[]): readonly Mutant[] {
  const windows = [...new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => windowsIn(expr))))];
  return groups.flatMap((group, at) =>
    group.rules.flatMap((rule, index) =>
      changesOf(rule, windows).map(([what, changed]) => ({
        what: `${rule.alert ?? rule.record} ${rule.labels.window}: ${what}`,
        windows: (rule.labels.window ?? '').split('/'),
        groups: groups.map((other, i) =>
          i === at ? { ...other, rules: other.rules.map((kept, j) => (j === index ? changed : kept)) } : other,
        ),
      })),
    ),
  );
}

function changesOf(rule: RuleText, windows: readonly string[]): readonly Change[] {
  const changed = (what: string, expr: string): Change => [what, { ...rule, expr }];
  const { expr, labels, annotations = {} } = rule;
  const conditions = expr.split(AND);
  const changes = [
    ...everywhere(expr, /(?<=(?:>|<|>=|bool|\/|^) )\d+(?:\.\d+)?(?= |\)|$)/g)
      .filter(([number]) => Number(number) !== 0)
      .flatMap(([number, put]) =>
        [1.1, 0.9].map((by) => changed(`${number} is ${by} times as much`, put(`${Number(number) * by}`))),
      ),
    ...windowsIn(expr).flatMap((window) =>
      nextTo(window, windows).map((other) => changed(`${window} is ${other}`, replaceWindow(expr, window, other))),
    ),
    ...everywhere(expr, / and ignoring/g).map(([, put], at) => changed(`"and" ${at} is "or"`, put(' or ignoring'))),
    ...everywhere(expr, / > 0(?=\))/g).map(([, put]) => changed('without > 0', put(''))),
    ...everywhere(expr, / or 0 \* .*/g).map(([rest, put]) =>
      changed('without or 0 * total', put(rest.slice(closing(rest)))),
    ),
    ...(expr.startsWith('clamp_min(')
      ? [changed('without clamp_min', expr.replace('clamp_min', '').replace(/, 0\)(?= \/|$)/, ')'))]
      : []),
    ...conditions
      .filter(() => conditions.length > 1)
      .map((one) =>
        changed(`without ${one.replace(/\{.*,/, '{')}`, conditions.filter((other) => other !== one).join(AND)),
      ),
    ...matchersIn(expr).map((matcher) => changed(`without ${matcher}`, withoutMatcher(expr, matcher))),
    ...Object.keys(labels).map((name): Change => [`without label ${name}`, { ...rule, labels: without(labels, name) }]),
    ...Object.keys(annotations).map((name): Change => [
      `without annotation ${name}`,
      { ...rule, annotations: without(annotations, name) },
    ]),
  ];
  return changes.filter(([, other]) => JSON.stringify(other) !== JSON.stringify(rule));
}

/** Where the parenthesis ends in which the text begins. */
function closing(text: string): number {
  const depths = [...text].reduce<readonly number[]>(
    (all, sign) => [...all, (all.at(-1) ?? 0) + (sign === '(' ? 1 : sign === ')' ? -1 : 0)],
    [],
  );
  const end = depths.indexOf(-1);
  return end === -1 ? text.length : end;
}

/** The next shorter and the next longer one. */
function nextTo(window: string, windows: readonly string[]): readonly string[] {
  const sorted = [...windows].sort((a, b) => minutes(a) - minutes(b));
  const at = sorted.indexOf(window);
  return [sorted[at - 1], sorted[at + 1]].filter((other) => other !== undefined);
}

function minutes(window: string): number {
  const unit = window.slice(-1);
  return Number(window.slice(0, -1)) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1);
}

/** Each place of a pattern, and the text with something else there. */
function everywhere(text: string, pattern: RegExp): readonly (readonly [string, (other: string) => string])[] {
  return [...text.matchAll(pattern)].map((match) => [
    match[0],
    (other) => text.slice(0, match.index) + other + text.slice(match.index + match[0].length),
  ]);
}

function windowsIn(expr: string): readonly string[] {
  return [
    ...new Set([...expr.matchAll(/\[(\d+[mhd])[:\]]|window="(\d+[mhd])"/g)].map((match) => match[1] ?? match[2] ?? '')),
  ];
}

function replaceWindow(expr: string, window: string, other: string): string {
  return expr.replaceAll(`[${window}`, `[${other}`).replaceAll(`window="${window}"`, `window="${other}"`);
}

function matchersIn(expr: string): readonly string[] {
  return [...new Set([...expr.matchAll(/[a-zA-Z_]+(?:=~|=)"(?:[^"\\]|\\.)*"/g)].map(([matcher]) => matcher))];
}

function withoutMatcher(expr: string, matcher: string): string {
  return expr.replaceAll(`,${matcher}`, '').replaceAll(`${matcher},`, '').replaceAll(`{${matcher}}`, '');
}

function without(labels: Readonly<Record<string, string>>, dropped: string): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => label !== dropped));
}
