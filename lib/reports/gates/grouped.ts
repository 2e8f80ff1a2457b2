import { groupBy } from '../../group-by';
import type { Finding, NotKnown, UnitResult } from '../../verdict';
import { planSentences, SEVERITIES } from './words';

/** Findings of one rule with one reason and one remedy: both are told once. */
export interface FindingGroup {
  readonly first: Finding;
  readonly findings: readonly Finding[];
  /** What is wrong with each of them. @default - that differs */
  readonly what?: string;
}

/** The worst first, then in the order in which each was first found. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = [...groupBy(findings, keyOf).values()].flatMap((same): FindingGroup[] => {
    const [first] = same;
    if (!first) return [];
    const [what, ...others] = new Set(same.length === 1 ? [first.what] : same.map(withoutName));
    return [{ first, findings: same, ...(what === undefined || others.length > 0 ? {} : { what }) }];
  });
  return SEVERITIES.flatMap((severity) => groups.filter(({ first }) => first.severity === severity));
}

/** What is wrong with an object that is named beside it. */
function withoutName({ subject: { name }, what }: Finding): string {
  return what.replaceAll(`"${name}"`, 'it');
}

function keyOf({ severity, rule, why, fix }: Finding): string {
  return [severity, rule, why, fix].join('\n');
}

/** One thing that is not known, which rules would have judged it, and of which objects. */
export interface NotKnownGroup {
  readonly what: string;
  readonly rules: readonly string[];
  readonly of: readonly Pick<NotKnown, 'place' | 'subject'>[];
}

/** Each sentence once: what several rules do not know of an object, and what a rule does not know of many. */
export function groupNotKnown(all: readonly NotKnown[]): readonly NotKnownGroup[] {
  const ofOne = [
    ...groupBy(all, ({ place, subject, what }) => [place.text, subject.kind, subject.name, what].join('\n')),
  ];
  const asked = ofOne.flatMap(([, same]) => {
    const [first] = same;
    return first ? [{ first, rules: [...new Set(same.map(({ rule }) => rule))] }] : [];
  });
  return [...groupBy(asked, ({ first, rules }) => [first.what, ...rules].join('\n')).values()].flatMap((same) => {
    const [one] = same;
    return one ? [{ what: one.first.what, rules: one.rules, of: same.map(({ first }) => first) }] : [];
  });
}

/** Units whose releases do the same. */
export interface UnitGroup {
  readonly units: readonly UnitResult[];
  readonly sentences: readonly string[];
}

/** In the order in which each is first there. */
export function groupUnits(units: readonly UnitResult[]): readonly UnitGroup[] {
  const said = units.map((unit) => ({ unit, sentences: sentencesOf(unit) }));
  return [...groupBy(said, ({ sentences }) => sentences.join('\n')).values()].map((same) => ({
    units: same.map(({ unit }) => unit),
    sentences: same[0]?.sentences ?? [],
  }));
}

/** What its releases do; what a bad version does to requests says nothing where there are none. */
export function sentencesOf(unit: UnitResult): readonly string[] {
  return unit.servesTraffic === false ? ['Nobody sends it requests.'] : planSentences(unit);
}
