import { DOCUMENT_KEYS } from '../facts/conventions';
import { alertsOf } from './alert';
import { canaryMetrics } from './prometheus/analysis';
import { checkQueries } from './prometheus/check';
import { ruleGroups } from './prometheus/rules';
import { alertTestFiles } from './prometheus/tests';
import type { MonitoringVendor } from './vendor';

/** Prometheus with its operator. */
export const prometheusVendor: MonitoringVendor = {
  id: 'prometheus',
  title: 'Prometheus',
  longestWindowMinutes: Infinity,
  analysis(objective, options = {}) {
    checkQueries(objective);
    return canaryMetrics(objective, options);
  },
  alerts(objective) {
    const groups = ruleGroups(objective);
    if (groups === undefined) {
      return { unsupported: `"${objective.id}" has no query in PromQL: add \`raw.promql\` to its indicator.` };
    }
    const { namespace, service, owner } = objective.spec;
    const name = `slo-${objective.id}`;
    // an owner such as "Team Shop" is no value of a label
    const metadata = {
      labels: { 'app.kubernetes.io/name': service },
      annotations: { [DOCUMENT_KEYS.owner[0]]: owner },
    };
    return {
      alerts: alertsOf(objective),
      artefacts: [
        {
          kind: 'PrometheusRule',
          name,
          tested: true,
          body: {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'PrometheusRule',
            metadata: { name, namespace, ...metadata },
            spec: { groups },
          },
        },
      ],
    };
  },
  alertTests: (objective) =>
    alertTestFiles(objective) ?? { unsupported: `"${objective.id}" has no query in PromQL to test.` },
  dashboard: () => ({ unsupported: 'Prometheus shows single queries, not dashboards: let Grafana do it.' }),
};
