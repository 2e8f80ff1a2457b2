import type { Objective } from '../../lib/slo';
import { minutesBetweenLooks } from '../../lib/monitoring/prometheus/promql';
import type { Mutant } from './mutate';

const AND = ' and ignoring(window) ';

/** Why no history whatever could tell a mutant from the right rules; undefined where one could. */
export function sameBecause(objective: Objective, mutant: Mutant): string | undefined {
  return [ownLabel, sameWindow, longerZero, sameMinutes, sameCount, neverZero, alwaysEnough, implied, neverBelow]
    .map((judge) => judge(mutant, objective))
    .find((why) => why !== undefined);
}

/** `A{slo="x"} > 1` has the label slo="x" already: to set it once more changes nothing. */
function ownLabel({ what, right }: Mutant): string | undefined {
  const [, label = ''] = /^has no label (\w+)$/.exec(what) ?? [];
  const selectors = [...right.expr.matchAll(/\{([^}]*)\}/g)].map(([, inside = '']) => inside.split(','));
  const readsRecords = right.expr.includes('slo:');
  const isFixed = selectors.every((matchers) => matchers.includes(`${label}="${right.labels[label]}"`));
  return label !== '' && readsRecords && isFixed ? 'every series that the rule reads has this very label' : undefined;
}

/** `A{window="1h"} and B{window="1h"}` meet with or without the window. */
function sameWindow({ what, right }: Mutant): string | undefined {
  const [, nth = ''] = /^ignoring (\d+) is gone$/.exec(what) ?? [];
  const windows = right.expr.split(AND).map((condition) => /window="(\w+)"/.exec(condition)?.[1]);
  return nth !== '' && windows[Number(nth)] === windows[0]
    ? 'both sides are of the same window, so the label may count'
    : undefined;
}

/** Whether there were no bad events is asked over a longer time than the events themselves, without which there is no answer. */
function longerZero({ what, right }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const [, nth = '', now = '', before = ''] = /^window (\d+) is (\w+), not (\w+)$/.exec(what) ?? [];
  const zero = / or 0 \* [^[]*\[/.exec(right.expr);
  if (nth === '' || zero === null || minutes(now) < minutes(before)) {
    return undefined;
  }
  const ranges = [...right.expr.matchAll(/\[/g)].map(({ index }) => index);
  const isZero = ranges[Number(nth) - 1] === zero.index + zero[0].length - 1;
  const needsEvents =
    right.record === 'slo:error_ratio' || (indicator.kind === 'events' && indicator.part.is === 'good');
  return isZero && needsEvents
    ? 'where the longer window has events and the own has none, the rule has no answer anyway; else it is 0 either way'
    : undefined;
}

/** No number of bad minutes among any number of minutes is between both thresholds. */
function sameMinutes({ what, right }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const [, nth = '', number = '', by = ''] = /^number (\d+), (\S+), times (\S+)$/.exec(what) ?? [];
  const condition = right.expr.split(AND)[Number(nth) - 1] ?? '';
  const [, window = ''] = /^slo:error_ratio\{.*window="(\w+)"\} > /.exec(condition) ?? [];
  if (indicator.kind !== 'gauge' || right.alert === undefined || window === '') {
    return undefined;
  }
  const looks = Math.floor(minutes(window) / minutesBetweenLooks(minutes(window))) + 1;
  const [low, high] = [Number(number), Number(number) * Number(by)].sort((a, b) => a - b);
  for (let all = 1; all <= looks; all++) {
    for (let bad = 0; bad <= all; bad++) {
      if (bad / all > (low ?? 0) !== bad / all > (high ?? 0)) return undefined;
    }
  }
  return `no ratio of at most ${looks} whole minutes is between the thresholds`;
}

/** Minutes are counted whole, in a long window by as many as are between two looks. */
function sameCount({ what, right }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const [, nth = '', number = '', by = ''] = /^number (\d+), (\S+), times (\S+)$/.exec(what) ?? [];
  const condition = right.expr.split(AND)[Number(nth) - 1] ?? '';
  const [, window = ''] = /^slo:(?:bad_)?events\{.*window="(\w+)"\} >= /.exec(condition) ?? [];
  if (indicator.kind !== 'gauge' || right.alert === undefined || window === '') {
    return undefined;
  }
  const apart = minutesBetweenLooks(minutes(window));
  const least = (limit: number) => Math.ceil(Number((limit / apart).toFixed(9))) * apart;
  const [one, other] = [least(Number(number)), least(Number(number) * Number(by))];
  return one === other ? `whole minutes, ${apart} at a time: both ask for ${one}` : undefined;
}

/** `count_over_time` of a gauge that is not there is no 0, but nothing. */
function neverZero({ what }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  return indicator.kind === 'gauge' && /^"> 0" \d+ is gone$/.test(what)
    ? 'minutes of a gauge are counted from 1 on: without any there is no count'
    : undefined;
}

/** Where one look stands for as many minutes as must be bad, a ratio above the threshold has them. */
function alwaysEnough({ what, right }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const [, nth = ''] = /^condition (\d+) is gone$/.exec(what) ?? [];
  const condition = right.expr.split(AND)[Number(nth) - 1] ?? '';
  const [, window = '', limit = ''] = /^slo:bad_events\{.*window="(\w+)"\} >= (\S+)$/.exec(condition) ?? [];
  return indicator.kind === 'gauge' && window !== '' && minutesBetweenLooks(minutes(window)) >= Number(limit)
    ? `one bad look stands for ${minutesBetweenLooks(minutes(window))} minutes, and ${limit} are asked for`
    : undefined;
}

/** So many events, of which more than the threshold are bad, have more bad ones than are asked for anyway. */
function implied({ what, right }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const [, mistake, nth = '', rest = ''] = /^(condition|number|window) (\d+)(.*)$/.exec(what) ?? [];
  const conditions = right.expr.split(AND);
  const [, window = '', limit = ''] =
    /^slo:bad_events\{.*window="(\w+)"\} >= (\S+)$/.exec(conditions[Number(nth) - 1] ?? '') ?? [];
  const of = (series: string, sign: string) =>
    conditions.flatMap((one) => {
      const [, own, value] = new RegExp(`^${series}\\{.*window="(\\w+)"\\} ${sign} (\\S+)$`).exec(one) ?? [];
      return own === window ? Number(value) : [];
    })[0];
  const [threshold, events] = [of('slo:error_ratio', '>'), of('slo:events', '>=')];
  if (right.alert === undefined || threshold === undefined || events === undefined) {
    return undefined;
  }
  const [, , by = '1'] = /^, (\S+), times (\S+)$/.exec(rest) ?? [];
  const [, now = window] = / is (\w+), not/.exec(rest) ?? [];
  const asked = Number(limit) * Math.max(1, Number(by));
  const isWhole = indicator.kind === 'gauge' && minutesBetweenLooks(minutes(window)) === 1;
  const bad = Number((threshold * events).toPrecision(12));
  const least = isWhole ? Math.floor(bad) + 1 : bad;
  const looksLonger = mistake !== 'window' || minutes(now) > minutes(window);
  return looksLonger && least >= asked
    ? `${events} events at least, of which more than ${threshold} are bad: ${least} bad ones, and ${asked} are asked for`
    : undefined;
}

/** Where the good events are some of the very series that are all events, what is left are the other series. */
function neverBelow({ what }: Mutant, { spec: { indicator } }: Objective): string | undefined {
  const isPart = indicator.kind === 'events' && indicator.series.every(({ counts }) => counts !== 'total');
  return isPart && /^clamp_min \d+ is gone$/.test(what)
    ? 'good events are counted by some of the series of all events, so there are never more of them but for float noise'
    : undefined;
}

function minutes(window: string): number {
  const unit = window.slice(-1);
  return Number(window.slice(0, -1)) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1);
}
