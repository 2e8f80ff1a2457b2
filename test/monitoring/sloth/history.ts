/** Events of five minutes, several times over. */
export interface Stretch {
  /** How many times five minutes. */
  readonly looks: number;
  /** Events in each. */
  readonly total: number;
  /** Bad ones among them. */
  readonly bad: number;
}

/** What a service went through, from its first sample on. */
export type History = readonly Stretch[];

/** Minutes between two samples, and between two evaluations of the rules. */
export const LOOK = 5;

/** Hours of even traffic, of which a fraction is bad. */
export function hours(count: number, badRatio: number, total = 10_007): Stretch {
  return { looks: (count * 60) / LOOK, total, bad: Math.round(total * badRatio) };
}

/** How many looks there are after the first sample. */
export function looksOf(history: History): number {
  return history.reduce((sum, { looks }) => sum + looks, 0);
}

/** A counter of promtool's that starts at 0 and grows by so much at each look. */
export function counter(history: History, grows: (stretch: Stretch) => number): string {
  let value = 0;
  const parts = history.map((stretch) => {
    const step = grows(stretch);
    const first = value + step;
    value += step * stretch.looks;
    return `${first}+${step}x${stretch.looks - 1}`;
  });
  return ['0', ...parts].join(' ');
}

/** A gauge of promtool's that has so much at each look, the first one included; undefined where it is gone. */
export function gauge(history: History, holds: (stretch: Stretch) => number | undefined): string {
  const parts = history.map((stretch, index) => {
    // what is there before the first stretch is as in it
    const looks = stretch.looks + (index === 0 ? 1 : 0);
    const value = holds(stretch);
    // without the mark, Prometheus would look back to the sample before
    return value === undefined ? ['stale', ...Array<string>(looks - 1).fill('_')].join(' ') : `${value}+0x${looks - 1}`;
  });
  return parts.join(' ');
}

/** Table 5-8 of the workbook, in figures of its own: the judge knows nothing of our windows. */
const TABLE = {
  page: [
    { factor: 14.4, windows: [60, 5] },
    { factor: 6, windows: [360, 30] },
  ],
  ticket: [
    { factor: 3, windows: [1440, 120] },
    { factor: 1, windows: [4320, 360] },
  ],
} as const;

/** How loudly something fires. */
export type Loudness = keyof typeof TABLE;

/**
 * At how many looks something must fire, by counting events. A window that reaches further back than the history holds
 * what there is. `both` counts the look at the start of the window too, as a subquery over a gauge does.
 */
export function firing(history: History, budget: number, loudness: Loudness, both = false): number {
  const each = history.flatMap(({ looks, total, bad }) => Array.from({ length: looks }, () => ({ total, bad })));
  const start = both ? each.slice(0, 1) : [];
  const [totals, bads] = [sums([...start, ...each], 'total'), sums([...start, ...each], 'bad')];
  const over = (sum: readonly number[], look: number, minutes: number) =>
    (sum[look + 1] ?? 0) - (sum[Math.max(0, look + 1 - minutes / LOOK - (both ? 1 : 0))] ?? 0);
  const fires = (look: number) =>
    TABLE[loudness].some(({ factor, windows }) =>
      windows.every((minutes) => over(bads, look, minutes) > factor * budget * over(totals, look, minutes)),
    );
  return [...start, ...each].filter((_, look) => fires(look)).length;
}

function sums(each: readonly { readonly total: number; readonly bad: number }[], of: 'total' | 'bad'): number[] {
  const sum = [0];
  each.forEach((one) => sum.push((sum.at(-1) ?? 0) + one[of]));
  return sum;
}
