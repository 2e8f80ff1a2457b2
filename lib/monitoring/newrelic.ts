import type { Objective } from '../slo';
import { alertsOf } from './alert';
import { answering } from './cannot';
import { canaryMetrics } from './newrelic/analysis';
import { dashboardOf } from './newrelic/dashboard';
import { mutationsOf } from './newrelic/nerdgraph';
import { serviceLevelCreate, serviceLevelOf } from './newrelic/service-level';
import { terraformOf } from './newrelic/terraform';
import { beyondWindow } from './newrelic/windows';
import { isUnsupported, type Answer, type Artefact, type MonitoringVendor } from './vendor';

/**
 * New Relic: variables of NerdGraph's mutations, and the same as one file of Terraform JSON. Counters are those of its
 * Prometheus integrations, with the labels as attributes. A service level comes with the alerts where its window is 1, 7 or
 * 28 days (`newRelicServiceLevel` tells why not); the alerts do not need it.
 */
export const newRelicVendor: MonitoringVendor = {
  id: 'newRelic',
  title: 'New Relic',
  longestWindowMinutes: 6 * 60,
  analysis: (objective, options = {}) => answering(() => canaryMetrics(objective, options)),
  alerts: (objective) =>
    beyondWindow(objective) ??
    answering(() => {
      const mutations = mutationsOf(objective);
      const answer = answering(() => serviceLevelOf(objective));
      const level = isUnsupported(answer) ? undefined : answer;
      return {
        alerts: alertsOf(objective),
        artefacts: [...mutations, ...(level ? [serviceLevelCreate(level)] : []), terraformOf(objective, level)],
      };
    }),
  dashboard: (service) => answering(() => [dashboardOf(service)]),
};

/** The service level of an objective as variables of the mutation `serviceLevelCreate`, or why New Relic can hold none. */
export function newRelicServiceLevel(objective: Objective): Answer<Artefact> {
  return answering(() => serviceLevelCreate(serviceLevelOf(objective)));
}
