import { changesOfExpression, windowsIn, type Mistake } from './mutate-expression';

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

/** One mistake in one rule. */
interface Change {
  readonly mistake: Mistake;
  /** In words, without the rule. */
  readonly what: string;
  readonly rule: RuleText;
}

/** Rules with one mistake in them. */
export interface Mutant extends Change {
  /** The rule, by its name and window, and what is wrong. */
  readonly id: string;
  /** The rule as it should be. */
  readonly right: RuleText;
  readonly groups: readonly GroupText[];
}

/** Every rule with every single mistake that is known: each is there once. */
export function mutantsOf(groups: readonly GroupText[]): readonly Mutant[] {
  const windows = [...new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => windowsIn(expr))))];
  return groups.flatMap((group, at) =>
    group.rules.flatMap((right, index) =>
      unequal(right, changesOf(right, windows)).map((change) => ({
        ...change,
        id: `${right.alert ?? right.record} ${right.labels.window}: ${change.what}`,
        right,
        groups: groups.map((other, i) =>
          i === at ? { ...other, rules: other.rules.map((kept, j) => (j === index ? change.rule : kept)) } : other,
        ),
      })),
    ),
  );
}

function changesOf(rule: RuleText, windows: readonly string[]): readonly Change[] {
  const { labels, annotations = {} } = rule;
  return [
    ...changesOfExpression(rule.expr, windows).map(({ expr, ...change }) => ({ ...change, rule: { ...rule, expr } })),
    ...Object.keys(labels).map((name) => ({
      mistake: 'label' as const,
      what: `has no label ${name}`,
      rule: { ...rule, labels: without(labels, name) },
    })),
    ...Object.keys(annotations).map((name) => ({
      mistake: 'label' as const,
      what: `has no annotation ${name}`,
      rule: { ...rule, annotations: without(annotations, name) },
    })),
  ];
}

function unequal(right: RuleText, changes: readonly Change[]): readonly Change[] {
  const byText = new Map(changes.map((change) => [JSON.stringify(change.rule), change]));
  byText.delete(JSON.stringify(right));
  return [...byText.values()];
}

function without(labels: Readonly<Record<string, string>>, dropped: string): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => label !== dropped));
}
