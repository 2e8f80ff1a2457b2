import { alertsOf } from '../alert';
import { errorRatio, type EventQueries } from '../prometheus/promql';
import { uidOf } from './names';
import type { Objective } from '../../slo';
import type { Alert } from '../vendor';

/** Where Grafana computes on the answers of data sources. */
const EXPRESSIONS = '__expr__';
/** The step that decides. */
const CONDITION = 'fires';

/** One number that a leg compares. */
interface Measured {
  readonly refId: string;
  readonly expr: string;
  readonly condition: string;
}

/**
 * One rule for each leg. They ask for raw metrics, so they need no rule of Prometheus beside them; that costs what the
 * recording rules would cost, which look through the same windows as often.
 */
export function alertRules(objective: Objective, queries: EventQueries, datasourceUid: string): readonly object[] {
  return alertsOf(objective).map((alert) => {
    const measured = measuredBy(objective, queries, alert);
    return {
      uid: uidOf('slo', objective.spec.namespace, objective.id, alert.severity, alert.leg.id),
      title: titleOf(alert),
      condition: CONDITION,
      data: [
        ...measured.map((one) => asked(one, datasourceUid, alert.leg.longMinutes * 60)),
        decided(measured.map(({ condition }) => condition).join(' && ')),
      ],
      // a PrometheusRule does not wait either: the short window does it
      for: '0s',
      // a service without requests breaks no promise
      noDataState: 'OK',
      // says under a name of its own that nobody is watching: neither silent nor a claim that the budget burns
      execErrState: 'Error',
      labels: alert.labels,
      annotations: alert.annotations,
    };
  });
}

/** Until version 12 Grafana refuses two rules of one title in a folder. */
function titleOf({ name, severity, leg }: Alert): string {
  return `${name} ${severity} ${leg.id}`;
}

function measuredBy({ spec: { minimum } }: Objective, queries: EventQueries, { leg }: Alert): readonly Measured[] {
  const { longMinutes, shortMinutes, threshold } = leg;
  const compared = (refId: string, expr: string, comparison: string): Measured => ({
    refId,
    expr,
    condition: `$${refId} ${comparison}`,
  });
  return [
    compared('long', errorRatio(queries, longMinutes), `> ${threshold}`),
    compared('short', errorRatio(queries, shortMinutes), `> ${threshold}`),
    ...(minimum.bad > 0 ? [compared('bad', queries.bad(longMinutes), `>= ${minimum.bad}`)] : []),
    ...(minimum.events > 1 ? [compared('events', queries.total(longMinutes), `>= ${minimum.events}`)] : []),
  ];
}

function asked({ refId, expr }: Measured, datasourceUid: string, seconds: number): object {
  return {
    refId,
    datasourceUid,
    relativeTimeRange: { from: seconds, to: 0 },
    model: {
      refId,
      datasource: { type: 'prometheus', uid: datasourceUid },
      expr,
      instant: true,
      range: false,
    },
  };
}

function decided(expression: string): object {
  return {
    refId: CONDITION,
    datasourceUid: EXPRESSIONS,
    relativeTimeRange: { from: 0, to: 0 },
    model: {
      refId: CONDITION,
      datasource: { type: EXPRESSIONS, uid: EXPRESSIONS },
      type: 'math',
      expression,
    },
  };
}
