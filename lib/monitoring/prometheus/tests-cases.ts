import { span, type Leg, type Objective } from '../../slo';
import { ending, type Flow, type History } from './tests-history';

/** One test: what happens, and which of the legs fire then. */
export interface Case {
  readonly name: string;
  readonly history: History;
  /** True if the history shows what the name says; otherwise there is no such test for this objective. */
  readonly shows: (firing: readonly Leg[]) => boolean;
  /** Check what the rules record as well. @default false */
  readonly recorded?: boolean;
}

/** Just above and just below a limit. */
export const ABOVE = 1.05;
/** See `ABOVE`. */
export const BELOW = 0.95;

/** Samples in a short window. */
const SAMPLES = 5;

const IDLE: Flow = { good: 0, bad: 0 };

/** True if the leg fires. */
export const fires =
  (leg: Leg) =>
  (firing: readonly Leg[]): boolean =>
    firing.some(({ id, severity }) => id === leg.id && severity === leg.severity);
/** True if the leg does not fire. */
export const quiet =
  (leg: Leg) =>
  (firing: readonly Leg[]): boolean =>
    !fires(leg)(firing);
const silence = (firing: readonly Leg[]) => firing.length === 0;

/** The tests of an objective that counts events. `every` is the number of minutes between two evaluations. */
export function eventCases(objective: Objective, every: number): readonly Case[] {
  return [
    ...objective.legs.flatMap((leg) => [
      ...levels(objective, leg, every),
      ...bursts(objective, leg, every),
      ...fewEvents(objective, leg, every),
    ]),
    ...wholeService(objective, every),
  ];
}

/** A ratio that never changes is the same in all windows, so that a short history says all. */
function levels(objective: Objective, leg: Leg, every: number): readonly Case[] {
  const constant = (ratio: number) => ending(every, fineStep(objective), mixed(objective, ratio), []);
  const above = Math.min(ABOVE * leg.threshold, (1 + leg.threshold) / 2);
  return [
    {
      name: `${leg.id} fires just above its threshold, whatever the neighbours do`,
      history: { ...constant(above), neighbour: 'good' },
      shows: fires(leg),
    },
    {
      name: `${leg.id} is quiet just below its threshold, whatever the neighbours do`,
      history: { ...constant(BELOW * leg.threshold), neighbour: 'bad' },
      shows: quiet(leg),
    },
  ];
}

/** After a clean time twice as long as the long window, so that a window that is too long is seen as well. */
function bursts(objective: Objective, leg: Leg, every: number): readonly Case[] {
  const { longMinutes, shortMinutes, threshold, id } = leg;
  const shorts = longMinutes / shortMinutes;
  const bad = (inShorts: number, ratio: number) => ({
    steps: Math.round(inShorts * SAMPLES),
    ...mixed(objective, Math.min(ratio, 1)),
  });
  const after = (tail: readonly ReturnType<typeof bad>[]) =>
    ending(nextMoment(3 * longMinutes, every), shortMinutes / SAMPLES, mixed(objective, 0), tail);
  // 5 and 7 of the 12 short windows in the usual long one
  const [few, most] = [0.42 * shorts, 0.58 * shorts].map((some) => Math.max(1, Math.round(some)));
  const lasting = (share: number, inShorts = 1) => bad(inShorts, (share * threshold * shorts) / inShorts);
  return [
    {
      name: `${id} is quiet while the long window is just below its threshold, though the short one is far above`,
      history: after([lasting(BELOW, few)]),
      shows: quiet(leg),
    },
    {
      name: `${id} fires once the long window is just above its threshold`,
      history: after([lasting(ABOVE, most)]),
      shows: fires(leg),
    },
    {
      name: `${id} is over one short window after the trouble, though the long one is far above its threshold`,
      history: after([bad(shorts, 2 * threshold), { steps: SAMPLES + 1, ...mixed(objective, BELOW * threshold) }]),
      shows: quiet(leg),
    },
  ];
}

/** Every event is bad, and there are few: in two lots, just after the long window began and just before it ends. */
function fewEvents(objective: Objective, leg: Leg, every: number): readonly Case[] {
  const { minimum } = objective.spec;
  const { longMinutes, shortMinutes, threshold, id } = leg;
  const step = shortMinutes / SAMPLES;
  const inLong = Math.floor(longMinutes / step);
  const lots = (good: number, bad: number): History => {
    const half = { steps: 1, good: good / 2, bad: bad / 2 };
    const before = { steps: 1, good: 10 * good, bad: 10 * (bad + minimum.bad + minimum.events) };
    return ending(nextMoment(longMinutes + shortMinutes, every), step, IDLE, [
      before,
      { steps: 5, ...IDLE },
      half,
      { steps: inLong - 6, ...IDLE },
      half,
      { steps: 2, ...IDLE },
    ]);
  };
  const good = Math.max(0, ABOVE * minimum.events - BELOW * minimum.bad);
  const about = (what: string, below: History, above: History): readonly Case[] => [
    { name: `${id} is quiet with too few ${what} in the long window`, history: below, shows: quiet(leg) },
    { name: `${id} fires with just enough ${what} in the long window`, history: above, shows: fires(leg) },
  ];
  return [
    ...(minimum.bad > threshold * minimum.events
      ? about('bad events', lots(good, BELOW * minimum.bad), lots(good, ABOVE * minimum.bad))
      : []),
    ...(minimum.events > Math.max(1, minimum.bad)
      ? about('events', lots(0, BELOW * minimum.events), lots(0, ABOVE * minimum.events))
      : []),
  ];
}

function wholeService(objective: Objective, every: number): readonly Case[] {
  const { series } = objective.spec.indicator;
  const step = fineStep(objective);
  const of = (flow: Flow) => ending(every, step, flow, []);
  const busy = mixed(objective, 0);
  // long ago for the alerts, but not for the budget
  const since = Math.max(...objective.legs.map(({ longMinutes }) => longMinutes)) + every;
  const night = ending(nextMoment(since + every, every), step, { good: 0, bad: busy.good / 100 }, [
    { steps: Math.round(since / step), ...busy },
  ]);
  const all = (firing: readonly Leg[]) => firing.length === objective.legs.length;
  const lag = series.some(({ counts }) => counts === 'total') && !series.some(({ counts }) => counts === 'bad');
  const first = ending(every, step, { good: 1, bad: 0 }, [
    { steps: 1, good: 0, bad: 1 },
    { steps: 2, good: 1, bad: 0 },
  ]);
  return [
    {
      name: 'an outage fires every leg, though nothing good was ever counted',
      history: { ...of({ good: 0, bad: busy.good }), missing: 'good', neighbour: 'good' },
      shows: all,
      recorded: true,
    },
    {
      name: 'a service that has never failed is at 0 errors',
      history: { ...of(busy), missing: 'bad', neighbour: 'bad' },
      shows: silence,
      recorded: true,
    },
    { name: 'the first error ever wakes nobody', history: { ...first, missing: 'bad so far' }, shows: silence },
    { name: 'an idle service has no ratio', history: of(IDLE), shows: silence, recorded: true },
    {
      name: 'a service that is not measured has no ratio',
      history: { ...of(IDLE), missing: 'all', neighbour: 'bad' },
      shows: silence,
      recorded: true,
    },
    ...gone(objective, every),
    {
      name: 'bad hours with little traffic cost little of the budget',
      history: night,
      shows: () => true,
      recorded: true,
    },
    ...(lag
      ? [
          {
            name: 'more good events than events are no errors',
            history: of({ good: busy.good * 1.01, bad: busy.good * -0.01 }),
            shows: silence,
            recorded: true,
          },
        ]
      : []),
  ];
}

/**
 * What stopped is still in the windows that reach back to it, and in no others. The counter that may be missing is missing,
 * so that the one that speaks for it is seen as well.
 */
function gone(objective: Objective, every: number): readonly Case[] {
  const { indicator } = objective.spec;
  const step = fineStep(objective);
  const events = mixed(objective, 0).good;
  const missing = indicator.kind === 'events' ? indicator.part.is : 'bad';
  const flow = missing === 'bad' ? { good: events, bad: 0 } : { good: 0, bad: events };
  const windows = [...new Set(objective.legs.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]))];
  return windows
    .sort((a, b) => a - b)
    .slice(1)
    .map((window, index) => {
      const ago = Math.round(((windows[index] ?? 0) + window) / 2 / step);
      const at = nextMoment((ago + 2 * SAMPLES) * step, every);
      return {
        name: `a service that was there ${span(ago * step)} ago, and is gone since`,
        history: { at, step, phases: [{ steps: Math.floor(at / step) - ago, ...flow }], missing },
        shows: () => true,
        recorded: true,
      };
    });
}

/** Events of one step with a fraction of bad ones: so many that no minimum matters. */
function mixed({ legs, spec }: Objective, ratio: number): Flow {
  const lowest = Math.min(...legs.map(({ threshold }) => threshold));
  const events = Math.ceil(Math.max(1000, spec.minimum.events, spec.minimum.bad / lowest));
  return { good: events * (1 - ratio), bad: events * ratio };
}

/** Minutes between samples that every window sees enough of. */
export function fineStep({ legs }: Objective): number {
  return Math.min(1, ...legs.map(({ shortMinutes }) => shortMinutes / SAMPLES));
}

/** The first evaluation at or after so many minutes. */
export function nextMoment(minutes: number, every: number): number {
  return Math.ceil(minutes / every) * every;
}
