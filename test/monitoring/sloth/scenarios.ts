import * as fc from 'fast-check';
import { hours, LOOK, type History, type Loudness } from './history';

/** What happens, and what has fired by its end. */
export interface Scenario {
  readonly name: string;
  readonly history: History;
  readonly fired: readonly Loudness[];
}

const scenario = (name: string, history: History, ...fired: Loudness[]): Scenario => ({ name, history, fired });

/**
 * As many bad events as stay just within each threshold, and one more. A number of events that is prime keeps off the
 * thresholds themselves, where binary fractions decide.
 */
export function around(budget: number, total: number): readonly Scenario[] {
  return [14.4, 6, 3, 1].flatMap((factor) => {
    const within = Math.floor(factor * budget * total);
    const constant = (bad: number): History => [{ looks: 2, total, bad }];
    const weaker: readonly Loudness[] = factor > 6 ? ['page', 'ticket'] : factor > 1 ? ['ticket'] : [];
    const beyond: readonly Loudness[] = factor > 3 ? ['page', 'ticket'] : ['ticket'];
    return [
      scenario(`just within ${factor} times the budget`, constant(within), ...weaker),
      scenario(`just beyond ${factor} times the budget`, constant(within + 1), ...beyond),
    ];
  });
}

/** Trouble that comes and goes, in requests. */
export function requestStories(budget: number): readonly Scenario[] {
  const burning = (count: number, burn: number, total?: number) => hours(count, Math.min(1, burn * budget), total);
  const outage = { looks: 30 / LOOK, total: 10_007, bad: 10_007 };
  return [
    scenario('an hour below 14.4 after clean ones', [burning(7, 0), burning(1, 14)], 'ticket'),
    scenario('a spike after clean hours', [burning(7, 0), { ...burning(1, 19), looks: 1 }, burning(1, 0)]),
    scenario('an hour of trouble that ends', [burning(7, 0), burning(1, 16), burning(2, 0)], 'page', 'ticket'),
    scenario('a total outage that ends', [burning(6, 0), outage, burning(3, 0)], 'page', 'ticket'),
    scenario(
      'hours without a request, then trouble',
      [burning(2, 0), hours(3, 0, 0), burning(1, 19)],
      'page',
      'ticket',
    ),
    scenario('a slow leak after a clean night', [burning(8, 0), burning(4, 3.4), burning(1, 0)], 'ticket'),
    scenario('a bad quiet day after a busy morning', [burning(2, 0, 1_000_003), burning(25, 4)], 'ticket'),
  ];
}

/** Trouble that comes and goes, in looks at a few clients: promtool refuses to hold many of them for three days. */
export function wifiStories(
  fired: Readonly<Record<'outage' | 'spike' | 'half', readonly Loudness[]>>,
): readonly Scenario[] {
  const all = (looks: number, bad: number, total = 7) => ({ looks, total, bad });
  return [
    scenario('all clients lose the signal for an hour', [all(72, 0), all(12, 7), all(36, 0)], ...fired.outage),
    scenario('one look at which all are bad', [all(96, 0), all(1, 7), all(12, 0)], ...fired.spike),
    scenario('nobody is at home for hours, then all are bad', [all(24, 0), all(36, 0, 0), all(12, 7)], ...fired.outage),
    scenario('half of the clients are bad for three hours', [all(72, 0), all(36, 4), all(12, 0)], ...fired.half),
  ];
}

/** Whatever else may happen to a service within some hours; the same each time. */
export function accidents(budget: number, count: number): readonly History[] {
  const stretch = fc
    .record({
      looks: fc.integer({ min: 1, max: 30 }),
      burn: fc.integer({ min: 0, max: 20 }),
      busy: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ looks, burn, busy }) => ({ looks, total: 10_007 * busy, bad: Math.round(10_007 * busy * burn * budget) }));
  return fc.sample(fc.array(stretch, { minLength: 2, maxLength: 6 }), { seed: 4, numRuns: count });
}
