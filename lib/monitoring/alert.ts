import { percent, plain, span, type Leg, type Objective } from '../slo';
import { alertName, identityLabels } from './conventions';
import type { Alert } from './vendor';

/**
 * The alerts of an objective, one for each leg: the same in every vendor. No text depends on the moment, so that a test can
 * know all of it.
 */
export function alertsOf(objective: Objective): readonly Alert[] {
  return objective.legs.map((leg) => alertOf(objective, leg));
}

function alertOf(objective: Objective, leg: Leg): Alert {
  const { owner, runbook, service, name, windowDays } = objective.spec;
  return {
    name: alertName(objective),
    severity: leg.severity,
    leg,
    // static, because an aggregation drops them, and Alertmanager routes by the namespace
    labels: { ...identityLabels(objective), owner, severity: leg.severity, window: leg.id },
    annotations: {
      summary: `${service}: the error budget of "${name}" burns ${leg.factor} times too fast`,
      description: `More than ${percent(leg.threshold)} of the events of the last ${span(leg.longMinutes)} and ${span(leg.shortMinutes)} were bad. At this speed the budget of ${windowDays} days is gone in ${lasting(leg.exhaustedInDays)}. ${objective.sentence}.`,
      runbook_url: runbook,
    },
    runbook,
  };
}

/** In days, or in hours where it is less than one. */
function lasting(days: number): string {
  const [value, unit] = days < 1 ? [days * 24, 'hours'] : [days, 'days'];
  return `${plain(Number(value.toPrecision(value < 10 ? 2 : 3)))} ${unit}`;
}
