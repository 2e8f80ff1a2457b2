import { plain, span, type Leg, type Objective } from '../../slo';
import { BUDGET_LEFT, ERROR_RATIO, identityLabels } from '../conventions';
import { judgementOf } from '../judgement';
import { errorRatio, eventQueries, labelSelector } from '../prometheus/promql';
import { text, timeSeries, stat, type Line } from './panels';
import { eventsOf, histogramOf, linesOf, quantileOf, rateOf, SIDE_COLORS, sidesOf, valueOf } from './sides';
import type { Section } from './layout';
import type { PanelBody, Threshold } from './model';

/** Seconds between two samples of a recorded series, unless Prometheus evaluates its rules more often. */
const RECORDED_SECONDS = 60;

const SEVERITY_COLORS = { page: 'red', ticket: 'orange' } as const satisfies Record<Leg['severity'], string>;

/** What the page says about one objective: how much budget is left and how it burns, then what the service does. */
export function sectionOf(objective: Objective): Section {
  const title = objective.sentence;
  if (eventQueries(objective.spec.indicator) === undefined) {
    const why = `"${objective.id}" has no query in PromQL: add \`raw.promql\` to its indicator.`;
    return { title, lines: [[text('Not shown', why)]] };
  }
  const details = [flow(objective), ...comparison(objective), ...latency(objective)];
  return { title, lines: [[budget(objective), ratio(objective), burn(objective)], details] };
}

function budget(objective: Objective): PanelBody {
  const { windowDays } = objective.spec;
  return stat({
    title: 'Error budget left',
    description: `What is left of the bad events that ${windowDays} days allow. Below 0 the objective is missed.`,
    lines: [{ expr: `${BUDGET_LEFT}${labelSelector(identityLabels(objective))}`, legend: 'left' }],
    unit: 'percentunit',
    noValue: 'no events',
    thresholds: [
      { value: null, color: 'red' },
      { value: 0, color: 'orange' },
      { value: 0.25, color: 'green' },
    ],
    everySeconds: RECORDED_SECONDS,
  });
}

function ratio(objective: Objective): PanelBody {
  const { legs } = objective;
  const windows = [...new Set(legs.flatMap(({ shortMinutes, longMinutes }) => [shortMinutes, longMinutes]))];
  return timeSeries({
    title: 'Bad fraction by window',
    description: `A leg of the alert fires while both of its windows are above its line: ${legs.map(({ id, threshold }) => `${id} above ${plain(threshold * 100)} %`).join(', ')}.`,
    lines: windows
      .sort((a, b) => a - b)
      .map((minutes) => ({
        expr: `${ERROR_RATIO}${labelSelector({ ...identityLabels(objective), window: span(minutes) })}`,
        legend: span(minutes),
      })),
    unit: 'percentunit',
    noValue: 'no events',
    thresholds: lines(objective, ({ threshold }) => threshold),
    everySeconds: RECORDED_SECONDS,
    atLeast: Math.max(...legs.map(({ threshold }) => threshold)),
  });
}

function burn(objective: Objective): PanelBody {
  const { legs, spec, budget: allowed } = objective;
  const own = labelSelector(identityLabels(objective)).slice(0, -1);
  return timeSeries({
    title: 'Burn rate by leg',
    description: `The lower of the two windows of a leg, which is what fires. At 1 the budget of ${spec.windowDays} days lasts exactly as long.`,
    lines: legs.map(({ id, severity, longMinutes, shortMinutes }): Line => ({
      expr: `min without (window) (${ERROR_RATIO}${own},window=~"${span(longMinutes)}|${span(shortMinutes)}"}) / ${allowed}`,
      legend: `${severity} ${id}`,
    })),
    unit: 'none',
    noValue: 'no events',
    thresholds: lines(objective, ({ factor }) => factor),
    everySeconds: RECORDED_SECONDS,
    atLeast: Math.max(...legs.map(({ factor }) => factor)),
  });
}

/** One line across for each leg, in Grafana's order: from below. */
function lines({ legs }: Objective, at: (leg: Leg) => number): readonly Threshold[] {
  return legs
    .map((leg) => ({ value: at(leg), color: SEVERITY_COLORS[leg.severity] }))
    .sort((a, b) => a.value - b.value);
}

/** Requests in a second; of a gauge its value, held against the limit. */
function flow(objective: Objective): PanelBody {
  const { kind, indicator, scrapeSeconds } = objective.spec;
  if (indicator.kind === 'gauge') {
    return timeSeries({
      title: indicator.reads === 'age' ? 'Age of the last success' : 'Value and limit',
      description: `A minute above ${indicator.limit} is a bad one.`,
      lines: linesOf(objective, (side) => valueOf(objective, side)),
      unit: indicator.reads === 'age' ? 's' : 'short',
      noValue: 'not measured',
      thresholds: [{ value: indicator.limit, color: 'red' }],
      everySeconds: scrapeSeconds,
      colors: SIDE_COLORS,
      atLeast: indicator.limit,
    });
  }
  const what = kind === 'ratio' ? 'Events' : 'Requests';
  return timeSeries({
    title: `${what} per second`,
    description: `${what} of all pods, of the canary and of stable.`,
    lines: linesOf(objective, (side) => rateOf(objective, side)),
    unit: kind === 'ratio' ? 'cps' : 'reqps',
    noValue: 'no events',
    everySeconds: scrapeSeconds,
    colors: SIDE_COLORS,
  });
}

/** The numbers by which the analysis judges a canary, with the line that it must not reach. */
function comparison(objective: Objective): readonly PanelBody[] {
  const sides = sidesOf(objective);
  const { windowMinutes, minimumRequests, limits } = judgementOf(objective);
  if (sides.length === 0 || objective.spec.indicator.kind === 'gauge') {
    return [];
  }
  return [
    timeSeries({
      title: 'Canary beside stable: bad fraction',
      description: `Of the last ${span(windowMinutes)}, as the analysis measures it; it says nothing below ${minimumRequests} requests of the canary.`,
      lines: sides.flatMap((side) => {
        const events = eventsOf(objective, side);
        return events === undefined ? [] : [{ expr: errorRatio(events, windowMinutes), legend: side }];
      }),
      unit: 'percentunit',
      noValue: 'no requests',
      thresholds: [{ value: limits.level, color: 'red' }],
      everySeconds: objective.spec.scrapeSeconds,
      colors: SIDE_COLORS,
      atLeast: limits.level,
    }),
  ];
}

function latency(objective: Objective): readonly PanelBody[] {
  const histogram = histogramOf(objective);
  if (histogram === undefined) {
    return [];
  }
  const { target, scrapeSeconds } = objective.spec;
  return [
    timeSeries({
      title: `p${plain(target * 100)} of the duration`,
      description: `The objective is met where it is at most ${histogram.bound} ${histogram.unit}.`,
      lines: linesOf(objective, (side) => quantileOf(objective, target, side)),
      unit: histogram.unit,
      noValue: 'no requests',
      thresholds: [{ value: histogram.bound, color: 'red' }],
      everySeconds: scrapeSeconds,
      colors: SIDE_COLORS,
      atLeast: histogram.bound,
    }),
  ];
}
