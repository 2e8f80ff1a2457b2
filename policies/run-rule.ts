import type { Item } from '../lib/facts/item';
import { TooLongError, within } from './guard';
import type { Around, CannotKnow, Found, Rule, RuleOptions } from './rule';

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

/** One rule has so long for all objects: hundreds of times what the slowest of ours takes for 10,000. */
export const PATIENCE_MS = 10_000;

/** More findings of one rule than anybody reads; an endless list would fill all memory. */
const MOST_ANSWERS = 100_000;

/** Asks a rule about everything that it is about. Whatever it does, there is an answer. */
export function runRule({ rule, options }: Asked, around: Omit<Around, 'options'>, patienceMs = PATIENCE_MS): RuleRun {
  const answers: Answered[] = [];
  const failures: Failed[] = [];
  const subjects = subjectsOf({ rule, options }, { ...around, options });
  let current: Item | undefined;
  const judgeAll = () => {
    for (const { item, judge } of subjects) {
      current = item;
      try {
        for (const answer of judge()) {
          if (answers.length === MOST_ANSWERS) throw new Error(`it found more than ${MOST_ANSWERS} faults`);
          answers.push({ item: answer.item ?? item, answer });
        }
      } catch (error) {
        failures.push({ item, why: messageOf(error) });
        if (answers.length === MOST_ANSWERS) return;
      }
    }
  };
  try {
    within(patienceMs, judgeAll);
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
      return rule.kinds.flatMap((kind) =>
        around.inventory.of(kind).map((item) => ({ item, judge: () => rule.check(item, around) })),
      );
    case 'object':
      return rule.kinds.flatMap((kind) =>
        around.inventory.of(kind).map((item) => ({ item, judge: () => rule.check(item.object, options) })),
      );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
