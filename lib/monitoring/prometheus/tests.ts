import { stringify } from 'yaml';
import { plain, span, type Leg, type Objective } from '../../slo';
import { alertsOf } from '../alert';
import { BUDGET_LEFT, ERROR_RATIO, BAD_EVENTS, EVENTS, alertName, identityLabels } from '../conventions';
import type { Alert } from '../vendor';
import { labelSelector } from './promql';
import { budgetPieceMinutes, ruleGroups } from './rules';
import { eventCases, type Case } from './tests-cases';
import { gaugeCases } from './tests-gauge';
import { firing, stepsOf, sumsIn, type Sums } from './tests-history';
import { inputSeries, type InputSeries } from './tests-series';

/** A file for promtool: its name, what it says, and the text of that. */
export interface PromtoolFile {
  readonly path: string;
  readonly body: object;
  readonly text: string;
}

interface ExpectedAlert {
  readonly exp_labels: Readonly<Record<string, string>>;
  readonly exp_annotations: Readonly<Record<string, string>>;
}

interface ExpressionTest {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/** One test in promtool's words, syntax of Prometheus 2.42. */
export interface PromtoolTest {
  readonly name: string;
  readonly interval: string;
  readonly input_series: readonly InputSeries[];
  readonly alert_rule_test: readonly {
    readonly eval_time: string;
    readonly alertname: string;
    readonly exp_alerts: readonly ExpectedAlert[];
  }[];
  readonly promql_expr_test?: readonly ExpressionTest[];
}

/** Keeps the noise of binary fractions out of what is compared: promtool compares each bit. */
const GRAIN = 6;

/**
 * The rules of one objective and their tests, as two files beside each other: `promtool test rules <name>.test.yml`.
 * One pair for each objective, because promtool evaluates every rule of a file in each of its tests. Undefined where the
 * indicator has no PromQL.
 */
export function alertTestFiles(objective: Objective): readonly PromtoolFile[] | undefined {
  const groups = ruleGroups(objective);
  if (groups === undefined) {
    return undefined;
  }
  // a dot is in neither, so that no two objectives meet
  const name = `slo-${objective.spec.namespace}.${objective.id}`;
  const every = evaluationMinutes(objective);
  const test = {
    rule_files: [`${name}.rules.yml`],
    evaluation_interval: span(every),
    // without it promtool may evaluate alerts before the series that they read
    group_eval_order: groups.map((group) => group.name),
    tests: casesOf(objective, every).map((one) => testOf(objective, one, every)),
  };
  // `.yml`: the CLI of cdk8s takes every `*.yaml` below its output folder for a manifest
  return [file(`${name}.rules.yml`, { groups }), file(`${name}.test.yml`, test)];
}

/** YAML 1.1 is what promtool reads: it takes an unquoted `on` for true. */
function file(path: string, body: object): PromtoolFile {
  return { path, body, text: stringify(body, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }) };
}

/** Every test of an objective. What a history can't show for these windows and minimums is left out. */
function casesOf(objective: Objective, every: number): readonly Case[] {
  const cases = objective.spec.indicator.kind === 'gauge' ? gaugeCases(objective, every) : eventCases(objective, every);
  return cases.filter(({ history, shows }) => shows(firing(objective, history)));
}

/** More minutes between two evaluations would make histories longer than the longest window needs them. */
const MOST_MINUTES = 720;

/**
 * Nothing is judged but the moment at which a history ends, so rules are evaluated as seldom as possible: the time that
 * promtool takes grows with the evaluations. At a multiple of all short windows, or of the largest where they have none
 * that is near.
 */
function evaluationMinutes({ legs }: Objective): number {
  const seconds = legs.map(({ shortMinutes }) => Math.round(shortMinutes * 60));
  const common = seconds.reduce((a, b) => (a / divisor(a, b)) * b) / 60;
  return common <= MOST_MINUTES ? common : Math.ceil(Math.max(...seconds) / 60);
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function testOf(objective: Objective, one: Case, every: number): PromtoolTest {
  const { name, history, recorded } = one;
  const legs = firing(objective, history);
  const expected = alertsOf(objective).filter(({ leg }) => legs.some((other) => sameLeg(leg, other)));
  return {
    name,
    interval: span(history.step),
    input_series: [
      ...inputSeries(objective, history),
      ...(history.neighbour === 'bad' ? otherObjectives(objective, stepsOf(history)) : []),
    ],
    alert_rule_test: [
      { eval_time: span(history.at), alertname: alertName(objective), exp_alerts: expected.map(expectedAlert) },
    ],
    ...(recorded && {
      promql_expr_test: [ratios(objective, one), ...counts(objective, one), budget(objective, one, every)],
    }),
  };
}

function sameLeg(a: Leg, b: Leg): boolean {
  return a.id === b.id && a.severity === b.severity;
}

function expectedAlert({ labels, annotations }: Alert): ExpectedAlert {
  return { exp_labels: labels, exp_annotations: annotations };
}

/** Recorded series of objectives that differ in one label and burn as fast as they can. */
function otherObjectives(objective: Objective, steps: number): readonly InputSeries[] {
  const own = identityLabels(objective);
  const recorded = [
    ...windowsOf(objective).flatMap((window) =>
      [ERROR_RATIO, BAD_EVENTS, EVENTS].map((metric) => [metric, window] as const),
    ),
    ...[BAD_EVENTS, EVENTS].map((metric) => [`${metric}:piece`, budgetPieceMinutes(objective)] as const),
  ];
  const others = Object.keys(own).flatMap((label) =>
    recorded.map(([metric, window]) => ({
      series: `${metric}${labelSelector({ ...own, [label]: `${own[label]}-of-somebody-else`, window: span(window) })}`,
      values: `${metric === ERROR_RATIO ? 1 : 1e6}x${steps}`,
    })),
  );
  // pieces had another length before the scrapes became slower or faster
  const old = span(budgetPieceMinutes(objective) + 1);
  return [
    ...others,
    ...[BAD_EVENTS, EVENTS].map((metric) => ({
      series: `${metric}:piece${labelSelector({ ...own, window: old })}`,
      values: `1e6x${steps}`,
    })),
  ];
}

function windowsOf({ legs }: Objective): readonly number[] {
  return unique(legs.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]));
}

function unique(minutes: readonly number[]): readonly number[] {
  return [...new Set(minutes)];
}

/** The recorded ratio of each window. */
function ratios(objective: Objective, { history }: Case): ExpressionTest {
  const own = identityLabels(objective);
  const samples = windowsOf(objective).flatMap((window) => {
    const sums = sumsIn(objective, history, history.at, window);
    return sums !== undefined && sums.total > 0
      ? [{ labels: labelSelector({ ...own, window: span(window) }), value: rounded(sums.bad / sums.total) }]
      : [];
  });
  return query(`${ERROR_RATIO}${labelSelector(own)}`, history.at, samples);
}

/** The recorded events of each long window. */
function counts(objective: Objective, { history }: Case): readonly ExpressionTest[] {
  const own = identityLabels(objective);
  const recorded = (metric: string, count: (sums: Sums) => number): ExpressionTest => {
    const samples = unique(objective.legs.map(({ longMinutes }) => longMinutes)).flatMap((window) => {
      const sums = sumsIn(objective, history, history.at, window);
      return sums === undefined
        ? []
        : [{ labels: labelSelector({ ...own, window: span(window) }), value: rounded(count(sums)) }];
    });
    return query(`${metric}${labelSelector(own)}`, history.at, samples);
  };
  const last = sumsIn(objective, history, history.at, budgetPieceMinutes(objective));
  const window = span(budgetPieceMinutes(objective));
  const piece = (metric: string, count: (sums: Sums) => number): ExpressionTest =>
    query(
      `${metric}:piece${labelSelector({ ...own, window })}`,
      history.at,
      last === undefined ? [] : [{ labels: labelSelector({ ...own, window }), value: rounded(count(last)) }],
    );
  return [
    piece(BAD_EVENTS, ({ bad }) => bad),
    piece(EVENTS, ({ total }) => total),
    recorded(BAD_EVENTS, ({ bad }) => bad),
    ...(objective.spec.minimum.events > 1 ? [recorded(EVENTS, ({ total }) => total)] : []),
  ];
}

/** What is left of the budget, from the pieces at each evaluation. */
function budget(objective: Objective, { history }: Case, every: number): ExpressionTest {
  const own = identityLabels(objective);
  const moments = Array.from({ length: Math.floor(history.at / every) + 1 }, (_, index) => index * every);
  const pieces = moments.flatMap((at) => sumsIn(objective, history, at, budgetPieceMinutes(objective)) ?? []);
  const total = pieces.reduce((sum, piece) => sum + piece.total, 0);
  const bad = pieces.reduce((sum, piece) => sum + piece.bad, 0);
  const labels = labelSelector({ ...own, window: span(objective.spec.windowDays * 1440) });
  const left = total > 0 ? [{ labels, value: rounded(1 - bad / total / objective.budget) }] : [];
  return query(`${BUDGET_LEFT}${labelSelector(own)}`, history.at, left);
}

function query(selected: string, at: number, samples: ExpressionTest['exp_samples']): ExpressionTest {
  return { expr: `round(${selected}, 1e-${GRAIN})`, eval_time: span(at), exp_samples: samples };
}

function rounded(value: number): number {
  return plain(Number(value.toFixed(GRAIN)));
}
