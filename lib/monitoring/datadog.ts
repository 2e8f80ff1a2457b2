import { alertsOf } from './alert';
import { answering } from './cannot';
import { canaryMetrics } from './datadog/analysis';
import { dashboardOf } from './datadog/dashboard';
import { monitorsOf } from './datadog/monitors';
import { genericResource } from './datadog/operator';
import { sloOf } from './datadog/slo';
import { tooLong, type MonitoringVendor } from './vendor';

/**
 * Datadog: monitors, SLOs and dashboards as bodies of its API, and each also as a `DatadogGenericResource` of its operator.
 * Counters are those that the Agent scrapes by its OpenMetrics check, with the labels as tags.
 */
export const datadogVendor: MonitoringVendor = {
  id: 'datadog',
  title: 'Datadog',
  longestWindowMinutes: 48 * 60,
  analysis: (objective, options = {}) => answering(() => canaryMetrics(objective, options)),
  alerts: (objective) =>
    tooLong(datadogVendor, objective) ??
    answering(() => {
      const artefacts = [sloOf(objective), ...monitorsOf(objective)];
      const objects = artefacts.map((artefact) => genericResource(artefact, objective.spec));
      return { alerts: alertsOf(objective), artefacts: [...artefacts, ...objects] };
    }),
  dashboard: (service) =>
    answering(() => {
      const dashboard = dashboardOf(service);
      const owner = service.objectives[0]?.spec.owner ?? service.service;
      return [dashboard, genericResource(dashboard, { ...service, owner })];
    }),
};
