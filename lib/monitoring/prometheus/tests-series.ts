import { isRaw, plain, type Matcher, type Objective, type TestSeries } from '../../slo';
import { stepsOf, type History, type Phase } from './tests-history';
import { labelSelector } from './promql';

/** One series that promtool makes up. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/**
 * Where counters begin. Near 0 Prometheus assumes that a counter began at 0 within the window and stretches fast and slow
 * counters unequally.
 */
const HEAD_START = 1e3;

/** The series of a history, those of the neighbour last. */
export function inputSeries(objective: Objective, history: History): readonly InputSeries[] {
  const { series } = objective.spec.indicator;
  const own = series.filter(({ counts }) => history.missing !== 'all' && history.missing !== counts);
  return [
    ...own.map((one) => ({ series: named(one), values: valuesOf(objective, one, history) })),
    ...neighbours(objective, history),
  ];
}

function named({ metric, labels }: Pick<TestSeries, 'metric' | 'labels'>): string {
  return `${metric}${labelSelector(labels)}`;
}

function valuesOf(objective: Objective, series: TestSeries, history: History): string {
  if (objective.spec.indicator.kind === 'gauge') {
    return gaugeValues(objective, history);
  }
  const grown = (phase: Phase) => plain(countOf(series, phase));
  return series.delta ? deltas(history, grown) : counter(history, grown, lateStart(series, history));
}

function countOf({ counts }: TestSeries, { good, bad }: Phase): number {
  return counts === 'good' ? good : counts === 'bad' ? bad : good + bad;
}

function lateStart({ counts }: TestSeries, { missing }: History): boolean {
  return missing === 'bad so far' && counts === 'bad';
}

function counter({ phases }: History, grown: (phase: Phase) => number, late: boolean): string {
  // whole, because a first sample that is larger by the noise of a fraction is a counter that was reset
  const start = late ? 0 : Math.round(HEAD_START * Math.max(1e3, ...phases.map(({ good, bad }) => good + bad)));
  const segments = phases.reduce(
    ({ value, text }, phase) => {
      const by = grown(phase);
      const absent = late && value === 0 && by === 0;
      return {
        value: plain(value + by * phase.steps),
        text: [...text, absent ? `_x${phase.steps}` : ramp(plain(value + by), by, phase.steps)],
      };
    },
    { value: start, text: [late ? '_' : `${start}`] },
  );
  return segments.text.join(' ');
}

function deltas({ phases }: History, grown: (phase: Phase) => number): string {
  return ['0', ...phases.map((phase) => ramp(grown(phase), 0, phase.steps))].join(' ');
}

/** Just within and just beyond the limit, so that the tests pin the limit as well. */
function gaugeValues({ spec: { indicator } }: Objective, { step, phases, firstMinute = 0 }: History): string {
  if (indicator.kind !== 'gauge') {
    return '';
  }
  const { limit, reads } = indicator;
  const margin = limit === 0 ? 1 : Math.abs(limit) * 0.05;
  const value = (isBad: boolean) => plain(isBad ? limit + margin : limit - margin);
  const seconds = reads === 'age' ? step * 60 : 0;
  const shown = (minute: number, isBad: boolean) =>
    plain(reads === 'age' ? minute * seconds - value(isBad) : value(isBad));
  const absent = Math.max(0, firstMinute - 1);
  const segments = phases.reduce(
    ({ index, text }, { steps, good, bad }) => {
      const from = Math.max(index, absent + 1);
      const left = index + steps - from;
      const segment = good + bad === 0 ? gap(left) : ramp(shown(from, bad > 0), seconds, left);
      return { index: index + steps, text: left > 0 ? [...text, segment] : text };
    },
    { index: 1, text: firstMinute > 0 ? [`_x${firstMinute}`] : [`${shown(0, false)}`] },
  );
  return segments.text.join(' ');
}

/** Marked as gone, because Prometheus would otherwise see the last sample for five minutes more. */
function gap(steps: number): string {
  return steps === 1 ? 'stale' : `stale _x${steps - 1}`;
}

/** In promtool's notation `a+bxn` has n + 1 samples. */
function ramp(first: number, by: number, steps: number): string {
  if (steps === 1) {
    return `${first}`;
  }
  return by === 0 ? `${first}x${steps - 1}` : `${first}${by < 0 ? '-' : '+'}${Math.abs(by)}x${steps - 1}`;
}

/** For each label by which the queries tell the service from others, a series that differs in it alone. */
function neighbours(objective: Objective, history: History): readonly InputSeries[] {
  const { neighbour } = history;
  if (neighbour === undefined) {
    return [];
  }
  const { indicator } = objective.spec;
  const flow = neighbour === 'good' ? { good: busiest(history), bad: 0 } : { good: 0, bad: busiest(history) };
  const theirs: History = { ...history, phases: [{ steps: stepsOf(history), ...flow }] };
  return ownMatchers(objective).flatMap((matcher) =>
    indicator.series.flatMap((series) => {
      const labels = { ...series.labels, [matcher.label]: stranger(series.labels[matcher.label], matcher) };
      return [{ series: named({ metric: series.metric, labels }), values: valuesOf(objective, series, theirs) }];
    }),
  );
}

function busiest({ phases }: History): number {
  return 2 * Math.max(1, ...phases.map(({ good, bad }) => good + bad));
}

function ownMatchers({ spec: { indicator } }: Objective): readonly Matcher[] {
  const query = indicator.kind === 'gauge' ? indicator.gauge : indicator.total;
  const where = isRaw(query) ? inEverySelector(query.raw.promql ?? '') : query.where;
  return where.filter(
    (matcher) =>
      (matcher.operator === '=' || matcher.operator === '=~') &&
      indicator.series.every(
        ({ labels }) => matcher.label in labels && !meets(stranger(labels[matcher.label], matcher), matcher),
      ),
  );
}

/** Conditions that a query in the user's own words puts on every metric in it. */
function inEverySelector(promql: string): readonly Matcher[] {
  const selectors = [...promql.matchAll(/\{([^}]*)\}/g)].map(([, inside = '']) =>
    [...inside.matchAll(/(\w+)="([^"\\]*)"/g)].map(([, label = '', value = '']) => ({ label, value })),
  );
  const [first = [], ...others] = selectors;
  return first
    .filter(({ label, value }) => others.every((one) => one.some((own) => own.label === label && own.value === value)))
    .map((matcher) => ({ ...matcher, operator: '=' }));
}

function stranger(own: string | undefined, { value }: Matcher): string {
  return `${own ?? value}-of-somebody-else`;
}

function meets(text: string, { operator, value }: Matcher): boolean {
  return operator === '=' ? text === value : new RegExp(`^(?:${value})$`).test(text);
}
