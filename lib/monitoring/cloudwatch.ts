import { alertsOf } from './alert';
import { alarmsOf, legFaults } from './cloudwatch/alarms';
import { canaryMetrics } from './cloudwatch/analysis';
import { dashboardOf } from './cloudwatch/dashboard';
import { sloName } from './cloudwatch/data';
import { LONGEST_LOOK_BACK_MINUTES, sloFaults } from './cloudwatch/limits';
import { sourcesOf, type Sources } from './cloudwatch/metrics';
import { lookBacksOf, serviceLevelObjective } from './cloudwatch/slo';
import { isUnsupported, tooLong, type MonitoringVendor, type Unsupported } from './vendor';
import type { Objective } from '../slo';

/**
 * Amazon CloudWatch. Artefacts are resources of CloudFormation: `kind` is the type and `body` the properties, in the order
 * in which they must be made, for a composite alarm names others that must be there.
 *
 * A leg of up to a day is two alarms on the metrics and a composite that needs both. A longer one, up to seven days, is the
 * same on burn rates that Application Signals computes of the SLO; those know no minimum traffic, and their descriptions
 * say so.
 */
export const cloudWatchVendor: MonitoringVendor = {
  id: 'cloudWatch',
  title: 'Amazon CloudWatch',
  longestWindowMinutes: LONGEST_LOOK_BACK_MINUTES,
  analysis: (objective, options = {}) => canaryMetrics(objective, options),
  alerts(objective) {
    const long = tooLong(cloudWatchVendor, objective);
    if (long !== undefined) {
      return long;
    }
    const sources = sourcesOf(objective, 'all');
    if (isUnsupported(sources)) {
      return sources;
    }
    const refused = refusal(objective, sources);
    if (refused !== undefined) {
      return refused;
    }
    const alerts = alertsOf(objective);
    return {
      alerts,
      artefacts: [
        serviceLevelObjective(objective, sources),
        ...alerts.flatMap((alert) => alarmsOf(objective, alert, sources)),
      ],
    };
  },
  dashboard: dashboardOf,
};

function refusal(objective: Objective, { total, part }: Sources): Unsupported | undefined {
  if (total.metric === undefined || part.metric === undefined) {
    return {
      unsupported: `"${objective.id}" has a query of its own for CloudWatch, and no alarm can be set on a search: count with metrics (\`cloudWatch\` of its counters), or let Prometheus watch it.`,
    };
  }
  const faults = [
    ...sloFaults(objective, sloName(objective), lookBacksOf(objective)),
    ...alertsOf(objective).flatMap(legFaults),
  ];
  return faults.length === 0
    ? undefined
    : {
        unsupported: `CloudWatch would refuse "${objective.id}": ${faults.join('; ')}. Change its burnWindows or its name.`,
      };
}
