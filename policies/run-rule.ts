import type { Item } from '../lib/facts/item';
import type { GroupKind } from '../lib/facts/kubernetes/inventory';
import { TooLongError, within } from './guard';
import { ANY_KIND, type Around, type CannotKnow, type Found, type Rule, type RuleOptions } from './rule';

/** A rule of a pack, as it is asked. */
export interface Asked {
  readonly rule: Rule;
  readonly options: RuleOptions;
}

/** An answer, and the object that was judged. */
export interface Answered {
  readonly item: Item;
  readonly answer: Found | CannotKnow;
}

/** A rule that failed, and over which object. */
export interface Failed {
  readonly item: Item;
  readonly why: string;
}

/** What became of one rule. */
export interface RuleRun {
  readonly answers: readonly Answered[];
  readonly failures: readonly Failed[];
}

/** One rule has so long for each portion: ten times what the slowest of ours takes, which simulates every plan in it. */
export const PATIENCE_MS = 10_000;

/** Objects that are judged under one clock. A rule that comes to no end is stopped in its first portion. */
const PORTION = 50;

/** More findings of one rule than anybody reads; an endless list would fill all memory. */
const MOST_ANSWERS = 100_000;

/** Asks a rule about everything that it is about. Whatever it does, there is an answer. */
export function runRule({ rule, options }: Asked, around: Omit<Around, 'options'>, patienceMs = PATIENCE_MS): RuleRun {
  const answers: Answered[] = [];
  const failures: Failed[] = [];
  const subjects = subjectsOf({ rule, options }, { ...around, options });
  let current: Item | undefined;
  const judgeFrom = (first: number): boolean => {
    for (const { item, judge } of subjects.slice(first, first + PORTION)) {
      current = item;
      try {
        for (const answer of judge()) {
          if (answers.length === MOST_ANSWERS) throw new Error(`it found more than ${MOST_ANSWERS} faults`);
          answers.push({ item: answer.item ?? item, answer });
        }
      } catch (error) {
        failures.push({ item, why: messageOf(error) });
        if (answers.length === MOST_ANSWERS) return false;
      }
    }
    return true;
  };
  try {
    for (let first = 0; first < subjects.length; first += PORTION) {
      if (!within(patienceMs, () => judgeFrom(first))) break;
    }
  } catch (error) {
    if (!(error instanceof TooLongError) || !current) throw error;
    failures.push({ item: current, why: error.message });
  }
  return { answers, failures };
}

interface Judging {
  readonly item: Item;
  readonly judge: () => Iterable<Found | CannotKnow>;
}

function subjectsOf({ rule, options }: Asked, around: Around): readonly Judging[] {
  switch (rule.judges) {
    case 'unit':
      return around.units.map((unit) => ({ item: unit.item, judge: () => rule.check(unit, around) }));
    case 'relation':
      return itemsOf(rule.kinds, around).map((item) => ({ item, judge: () => rule.check(item, around) }));
    case 'object':
      return itemsOf(rule.kinds, around).map((item) => ({ item, judge: () => rule.check(item.object, options) }));
  }
}

function itemsOf(kinds: readonly GroupKind[], { inventory }: Around): readonly Item[] {
  return kinds.includes(ANY_KIND) ? inventory.items : kinds.flatMap((kind) => inventory.of(kind));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
