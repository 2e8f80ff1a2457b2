import type { Leg, Objective } from '../../slo';
import { minutesBetweenLooks } from './promql';
import { fires, nextMoment, quiet, type Case } from './tests-cases';
import { ending, type History, type Phase } from './tests-history';

const GOOD = { good: 1, bad: 0 };
const BAD = { good: 0, bad: 1 };
const ABSENT = { good: 0, bad: 0 };

/** The tests of an objective that watches a gauge: minutes are whole, so each limit is passed by one more bad minute. */
export function gaugeCases(objective: Objective, every: number): readonly Case[] {
  return [
    ...objective.legs.flatMap((leg) => [
      ...bursts(objective, leg, every),
      ...young(objective, leg, every),
      ...gaps(objective, leg, every),
    ]),
    ...wholeService(objective, every),
  ];
}

function bursts({ spec: { minimum } }: Objective, leg: Leg, every: number): readonly Case[] {
  const { longMinutes, shortMinutes, threshold, id } = leg;
  const apart = minutesBetweenLooks(longMinutes);
  const inShort = minutesAbove(threshold, shortMinutes);
  /** So that every burst is seen as long as it is. */
  const whole = (minutes: number) => Math.ceil(minutes / apart) * apart;
  const now = whole(inShort);
  const inLong = Math.max(minutesAbove(threshold, longMinutes), whole(minimum.bad), now);
  const at = nextMoment(2 * longMinutes, every);
  /** Bad minutes before the long window, at its beginning, before the short window, and at the beginning of that. */
  const history = (before: number, early: number, late: number, recent: number): History => {
    const between = longMinutes - shortMinutes - 2 - early - late;
    return ending(at, 1, GOOD, [
      { steps: before, ...BAD },
      { steps: 3, ...GOOD },
      { steps: early, ...BAD },
      { steps: between, ...GOOD },
      { steps: late, ...BAD },
      { steps: 1, ...GOOD },
      { steps: recent, ...BAD },
      { steps: shortMinutes - recent, ...GOOD },
    ]);
  };
  return [
    {
      name: `${id} fires with just enough bad minutes in both windows`,
      history: history(0, inLong - now, 0, now),
      shows: fires(leg),
    },
    {
      name: `${id} is quiet with one bad minute too few in the long window, whatever was before it and the neighbours do`,
      history: { ...history(2 * inLong, inLong - apart - now, 0, now), neighbour: 'bad' as const },
      shows: quiet(leg),
    },
    {
      name: `${id} is quiet with one bad minute too few in the short window, whatever was before it`,
      history: history(0, 0, 2 * inLong, inShort - 1),
      shows: quiet(leg),
    },
  ].filter(({ history: { phases } }) => phases.every(isPossible));
}

/** A minute of bad data is a high ratio where there are few minutes. */
function young({ spec: { minimum } }: Objective, leg: Leg, every: number): readonly Case[] {
  const { id, shortMinutes } = leg;
  const of = (minutes: number, bad: number) => ({
    ...ending(every, 1, GOOD, [{ steps: bad, ...BAD }]),
    firstMinute: every - minutes,
  });
  const events = Math.ceil(minimum.events);
  const bad = Math.ceil(minimum.bad);
  return [
    {
      name: `${id} is quiet with one bad minute too few since the beginning`,
      history: of(Math.max(events, shortMinutes), bad - 1),
      shows: quiet(leg),
    },
    {
      name: `${id} fires with just enough bad minutes since the beginning`,
      history: of(Math.max(events, bad) - 1, bad),
      shows: fires(leg),
    },
    ...(events > 1
      ? [
          {
            name: `${id} fires with just enough minutes since the beginning`,
            history: of(events - 1, events),
            shows: fires(leg),
          },
          {
            name: `${id} is quiet with one minute too few since the beginning`,
            history: of(events - 2, events - 1),
            shows: quiet(leg),
          },
        ]
      : []),
  ].filter(({ history: { phases, firstMinute } }) => phases.every(isPossible) && firstMinute >= 0);
}

/** Minutes are whole: where the gauge is there for some of them only, a ratio can come closer to the threshold. */
function gaps(_: Objective, leg: Leg, every: number): readonly Case[] {
  const { longMinutes, shortMinutes, threshold, id } = leg;
  const looks = shortMinutes + 1;
  const inLong = 2 * minutesAbove(threshold, longMinutes);
  const ratios = Array.from({ length: looks }, (_, index) => index + 1).flatMap((minutes) => {
    const below = Math.floor(threshold * minutes);
    return [
      { bad: below + 1, minutes },
      { bad: below, minutes },
    ];
  });
  const byRatio = [...ratios].sort((a, b) => a.bad / a.minutes - b.bad / b.minutes || b.minutes - a.minutes);
  const closest = [
    { what: 'fires just above', shows: fires(leg), chosen: byRatio.find((one) => one.bad / one.minutes > threshold) },
    {
      what: 'is quiet just below',
      shows: quiet(leg),
      chosen: byRatio.findLast((one) => one.bad / one.minutes <= threshold),
    },
  ];
  return closest
    .flatMap(({ what, shows, chosen }) =>
      chosen === undefined || minutesBetweenLooks(shortMinutes) > 1
        ? []
        : [
            {
              name: `${id} ${what} its threshold in the short window, in which the gauge is not always there`,
              history: ending(nextMoment(2 * longMinutes, every), 1, GOOD, [
                { steps: inLong, ...BAD },
                { steps: longMinutes - inLong - looks - 2, ...GOOD },
                { steps: looks - chosen.minutes, ...ABSENT },
                { steps: chosen.bad, ...BAD },
                { steps: chosen.minutes - chosen.bad, ...GOOD },
              ]),
              shows,
            },
          ],
    )
    .filter(({ history: { phases } }) => phases.every(isPossible));
}

function wholeService(objective: Objective, every: number): readonly Case[] {
  const silence = (firing: readonly Leg[]) => firing.length === 0;
  const all = (firing: readonly Leg[]) => firing.length === objective.legs.length;
  const of = (flow: typeof GOOD) => ending(every, 1, flow, []);
  const longest = Math.max(...objective.legs.map(({ longMinutes }) => longMinutes));
  const quarter = Math.floor(longest / 4);
  // bad before every window but that of the budget, and once more within the longest alone
  const mixed = ending(nextMoment(longest + 2 * every, every), 1, BAD, [
    { steps: 2 * quarter, ...GOOD },
    { steps: quarter, ...BAD },
    { steps: quarter, ...GOOD },
  ]);
  return [
    { name: 'every leg fires if nothing is ever good', history: of(BAD), shows: all, recorded: true },
    {
      name: 'a service that was always good is at 0 errors',
      history: { ...of(GOOD), neighbour: 'bad' },
      shows: silence,
      recorded: true,
    },
    {
      name: 'a service that is not measured has no ratio',
      history: { ...of(GOOD), missing: 'all', neighbour: 'bad' },
      shows: silence,
      recorded: true,
    },
    { name: 'the budget counts minutes', history: mixed, shows: () => true, recorded: true },
  ];
}

/** The least number of minutes that is above the threshold, though the minutes at both ends of the window are counted. */
function minutesAbove(threshold: number, minutes: number): number {
  const apart = minutesBetweenLooks(minutes);
  return (Math.floor(threshold * (Math.floor(minutes / apart) + 1)) + 1) * apart;
}

function isPossible({ steps }: Phase): boolean {
  return steps >= 0;
}
