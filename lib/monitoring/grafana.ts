import { alertsOf } from './alert';
import { alertRules } from './grafana/alerts';
import { dashboardOf } from './grafana/dashboard';
import { pageName } from './grafana/names';
import { settingsOf, type GrafanaOptions, type GrafanaSettings } from './grafana/options';
import { checkQueries } from './prometheus/check';
import { eventQueries } from './prometheus/promql';
import {
  tooLong,
  type AlertSet,
  type Answer,
  type Artefact,
  type MonitoringVendor,
  type ServiceObjectives,
} from './vendor';
import type { Objective } from '../slo';

export type { FolderChoice, GrafanaOptions } from './grafana/options';

/** Grafana with its operator, on the data of Prometheus. */
export function grafana(options: GrafanaOptions = {}): MonitoringVendor {
  const settings = settingsOf(options);
  const vendor = { id: 'grafana', title: 'Grafana', longestWindowMinutes: Infinity } as const;
  return {
    ...vendor,
    analysis: ({ id }) => ({
      unsupported: `Grafana is no metric provider of Argo Rollouts, it shows what a data source measured: ask that source about "${id}", such as prometheus.`,
    }),
    alerts: (objective) => tooLong(vendor, objective) ?? alertsIn(objective, settings),
    dashboard: (service) => pageOf(service, settings),
  };
}

/** The registry's line: Grafana as the operator's and the Prometheus stack's documentation set it up. */
export const grafanaVendor: MonitoringVendor = grafana();

function alertsIn(objective: Objective, settings: GrafanaSettings): Answer<AlertSet> {
  checkQueries(objective);
  const queries = eventQueries(objective.spec.indicator);
  if (queries === undefined) {
    return { unsupported: `"${objective.id}" has no query in PromQL: add \`raw.promql\` to its indicator.` };
  }
  const { namespace, service } = objective.spec;
  const spec = {
    ...reach(settings),
    ...folder(service, settings),
    interval: `${settings.intervalSeconds}s`,
    rules: alertRules(objective, queries, settings.datasourceUid),
  };
  const labels = { 'app.kubernetes.io/name': service };
  return {
    alerts: alertsOf(objective),
    artefacts: [object('GrafanaAlertRuleGroup', `slo-${objective.id}`, namespace, labels, spec)],
  };
}

function pageOf(page: ServiceObjectives, settings: GrafanaSettings): Answer<readonly Artefact[]> {
  const { service, namespace, objectives } = page;
  objectives.forEach(checkQueries);
  if (!objectives.some(({ spec }) => eventQueries(spec.indicator) !== undefined)) {
    return {
      unsupported: `Nothing of ${service} can be shown: none of its ${objectives.length} objectives has a query in PromQL. Add \`raw.promql\` to an indicator.`,
    };
  }
  const body = dashboardOf(page, settings.datasourceUid);
  const name = pageName(service);
  const labels = { 'app.kubernetes.io/name': service };
  const json = JSON.stringify(body);
  return [
    { kind: 'dashboard', name, body },
    ...(settings.folder === undefined
      ? [object('GrafanaFolder', name, namespace, labels, { ...reach(settings), title: body.title })]
      : []),
    object('GrafanaDashboard', name, namespace, labels, { ...reach(settings), ...folder(service, settings), json }),
  ];
}

/** Grafana lives in a namespace of its own, which the operator does not look at unless it is told to. */
function reach({ instanceSelector }: GrafanaSettings): object {
  return { instanceSelector: { matchLabels: instanceSelector }, allowCrossNamespaceImport: true };
}

function folder(service: string, settings: GrafanaSettings): object {
  const choice = settings.folder ?? { ref: pageName(service) };
  return 'ref' in choice ? { folderRef: choice.ref } : { folderUID: choice.uid };
}

function object(kind: string, name: string, namespace: string, labels: object, spec: object): Artefact {
  return {
    kind,
    name,
    body: { apiVersion: 'grafana.integreatly.org/v1beta1', kind, metadata: { name, namespace, labels }, spec },
  };
}
