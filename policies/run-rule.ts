import type { Item } from '../lib/facts/item';
import type { GroupKind } from '../lib/facts/kubernetes/inventory';
import { checkedAnswer } from './answer';
import { TooLongError, within } from './guard';
import { textOfThrown } from './thrown';
import { ANY_KIND, type Around, type CannotKnow, type Found, type Rule, type RuleOptions } from './rule';

/** A rule of a pack, as it is asked. */
export interface Asked {
  readonly rule: Rule;
  readonly options: RuleOptions;
}

/** An answer, and which object it is about. */
export interface Answered {
  readonly item: Item;
  /** The object that was judged: of a release that takes its pods from another object, not the one at fault. */
  readonly judged: Item;
  readonly answer: Found | CannotKnow;
}

/** A rule that failed, and over which object. */
export interface Failed {
  readonly item: Item;
  readonly why: string;
}

/** What became of one rule. */
export interface RuleRun<A extends Asked = Asked> {
  /** What was asked. */
  readonly asked: A;
  readonly answers: readonly Answered[];
  readonly failures: readonly Failed[];
}

/** A rule has so long for what it judges: many times what the slowest of ours takes. */
const PATIENCE_MS = 10_000;

/** A clock that is wound up costs as much as many rules over a small app, so it is wound up anew only after a while. */
const SHARE_OF_A_CLOCK = 0.1;

/** More findings of one rule than anybody reads; an endless list would fill all memory. */
const MOST_ANSWERS = 100_000;

/** A rule that is being asked. */
interface Asking<A extends Asked> extends RuleRun<A> {
  readonly subjects: Subjects;
  readonly answers: Answered[];
  readonly failures: Failed[];
  /** Index of the subject that comes next. */
  next: number;
}

/** Asks rules about everything that each is about, one after the other. Whatever they do, there is an answer of each. */
export function runRules<A extends Asked>(
  asked: readonly A[],
  around: (rule: Rule) => Omit<Around, 'options'>,
): readonly RuleRun<A>[] {
  const all = asked.map((one): Asking<A> => {
    const subjects = subjectsOf(one, { ...around(one.rule), options: one.options });
    return { asked: one, subjects, answers: [], failures: [], next: 0 };
  });
  for (let first = 0; first < all.length;) {
    let current = first;
    try {
      within(PATIENCE_MS, () => {
        const rewind = performance.now() + PATIENCE_MS * SHARE_OF_A_CLOCK;
        for (; current < all.length; current++) {
          const one = all[current];
          if (one && !judgeUntil(one, rewind)) return;
        }
      });
      first = current;
    } catch (error) {
      const slow = all[current];
      const item = slow?.subjects.items[slow.next - 1];
      if (!(error instanceof TooLongError)) throw error;
      if (item) slow?.failures.push({ item, why: error.message });
      first = current + 1;
    }
  }
  return all;
}

/** False if there is more to judge when the time has come. */
function judgeUntil(asking: Asking<Asked>, time: number): boolean {
  const { subjects, answers, failures } = asking;
  while (asking.next < subjects.items.length) {
    if (performance.now() > time) return false;
    const index = asking.next++;
    const item = subjects.items[index];
    if (!item) continue;
    try {
      for (const answer of subjects.judge(index)) {
        if (answers.length === MOST_ANSWERS) throw new Error(`it found more than ${MOST_ANSWERS} faults`);
        const checked = checkedAnswer(answer);
        answers.push({ item: checked.item ?? item, judged: item, answer: checked });
      }
    } catch (error) {
      failures.push({ item, why: textOfThrown(error) });
      if (answers.length === MOST_ANSWERS) return true;
    }
  }
  return true;
}

/** What a rule is asked about, by number. */
interface Subjects {
  readonly items: readonly Item[];
  readonly judge: (index: number) => Iterable<Found | CannotKnow>;
}

function subjectsOf({ rule, options }: Asked, around: Around): Subjects {
  const none: readonly never[] = [];
  if (rule.judges === 'unit') {
    const { units } = around;
    const judge = (index: number) => (units[index] ? rule.check(units[index], around) : none);
    return { items: units.map(({ item }) => item), judge };
  }
  const items = itemsOf(rule.kinds, around);
  return {
    items,
    judge: (index) => {
      const item = items[index];
      if (!item) return none;
      return rule.judges === 'relation' ? rule.check(item, around) : rule.check(item.object, options);
    },
  };
}

function itemsOf(kinds: readonly GroupKind[], { inventory }: Around): readonly Item[] {
  return kinds.includes(ANY_KIND) ? inventory.items : kinds.flatMap((kind) => inventory.of(kind));
}
