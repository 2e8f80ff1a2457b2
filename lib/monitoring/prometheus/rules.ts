import { alertsOf } from '../alert';
import { BAD_EVENTS, BUDGET_LEFT, ERROR_RATIO, EVENTS, identityLabels } from '../conventions';
import { span, type Objective } from '../../slo';
import { checkQueries } from './check';
import { errorRatio, eventQueries, labelSelector, type EventQueries } from './promql';
import type { Alert } from '../vendor';

/** A rule of Prometheus. */
export type Rule = RecordingRule | AlertingRule;

/** Computes a series. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Fires for each sample of its expression. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated in their order. */
export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

/**
 * Minutes in one piece of the budget. Its rules are evaluated as often, so that the pieces cover all time once. As short
 * as the short windows may be, or slow scrapes would leave pieces without samples.
 */
export function budgetPieceMinutes({ spec: { scrapeSeconds } }: Objective): number {
  return Math.max(5, Math.ceil((4 * scrapeSeconds) / 60));
}

/**
 * The rules of one objective; undefined where its indicator has no PromQL.
 * @throws ObjectiveError where a query in it is none
 */
export function ruleGroups(objective: Objective): readonly RuleGroup[] | undefined {
  checkQueries(objective);
  const queries = eventQueries(objective.spec.indicator);
  const { namespace, service, name: own } = objective.spec;
  // with hyphens, "a-b" in "c" would be called as "b" in "c-a"
  const name = `slo/${namespace}/${service}/${own}`;
  return (
    queries && [
      {
        name,
        rules: [...recordings(objective, queries), ...alertsOf(objective).map((alert) => alertRule(objective, alert))],
      },
      { name: `${name}/budget`, interval: span(budgetPieceMinutes(objective)), rules: budgetRules(objective, queries) },
    ]
  );
}

function recordings(objective: Objective, queries: EventQueries): readonly RecordingRule[] {
  const { total, bad } = queries;
  const { legs, spec } = objective;
  const all = unique(legs.flatMap(({ longMinutes, shortMinutes }) => [shortMinutes, longMinutes]));
  const long = unique(legs.map(({ longMinutes }) => longMinutes));
  const record = (name: string, minutes: number, expr: string): RecordingRule => ({
    record: name,
    expr,
    labels: { ...identityLabels(objective), window: span(minutes) },
  });
  return [
    ...all.map((minutes) => record(ERROR_RATIO, minutes, errorRatio(queries, minutes))),
    ...long.map((minutes) => record(BAD_EVENTS, minutes, bad(minutes))),
    ...(spec.minimum.events > 1 ? long.map((minutes) => record(EVENTS, minutes, total(minutes))) : []),
  ];
}

function alertRule(objective: Objective, { name, leg, labels, annotations }: Alert): AlertingRule {
  const { minimum } = objective.spec;
  const of = (metric: string, minutes: number) =>
    `${metric}${labelSelector({ ...identityLabels(objective), window: span(minutes) })}`;
  const conditions = [
    `${of(ERROR_RATIO, leg.longMinutes)} > ${leg.threshold}`,
    `${of(ERROR_RATIO, leg.shortMinutes)} > ${leg.threshold}`,
    ...(minimum.bad > 0 ? [`${of(BAD_EVENTS, leg.longMinutes)} >= ${minimum.bad}`] : []),
    ...(minimum.events > 1 ? [`${of(EVENTS, leg.longMinutes)} >= ${minimum.events}`] : []),
  ];
  return { alert: name, expr: conditions.join(' and ignoring(window) '), labels, annotations };
}

/**
 * Sums events and bad events and only then divides: an average of ratios would count an idle hour as much as a busy one.
 * Counting in pieces spares Prometheus a look at all raw samples of the period.
 */
function budgetRules(objective: Objective, { total, bad }: EventQueries): readonly RecordingRule[] {
  const labels = identityLabels(objective);
  const minutes = budgetPieceMinutes(objective);
  const piece = { ...labels, window: span(minutes) };
  const sum = (metric: string) =>
    `sum_over_time(${metric}:piece${labelSelector(piece)}[${span(objective.spec.windowDays * 1440)}])`;
  return [
    { record: `${EVENTS}:piece`, expr: total(minutes), labels: piece },
    { record: `${BAD_EVENTS}:piece`, expr: bad(minutes), labels: piece },
    {
      record: BUDGET_LEFT,
      expr: `1 - ${sum(BAD_EVENTS)} / (${sum(EVENTS)} > 0) / ${objective.budget}`,
      labels: { ...labels, window: span(objective.spec.windowDays * 1440) },
    },
  ];
}

function unique(minutes: readonly number[]): readonly number[] {
  return [...new Set(minutes)].sort((a, b) => a - b);
}
