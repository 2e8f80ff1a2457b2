import { eventQueries } from '../prometheus/promql';
import { releaseAnnotations } from './annotations';
import { layOut } from './layout';
import { uidOf } from './names';
import { sectionOf } from './sections';
import { variablesOf } from './variables';
import type { ServiceObjectives } from '../vendor';
import type { Dashboard, Link } from './model';
import type { Objective } from '../../slo';

/** The format of dashboards that Grafana 10 and later read. */
const SCHEMA_VERSION = 42;

/** One page for a service. */
export function dashboardOf({ service, namespace, objectives }: ServiceObjectives, datasourceUid: string): Dashboard {
  const shown = objectives.filter(({ spec }) => eventQueries(spec.indicator) !== undefined);
  return {
    uid: uidOf('slo', namespace, service),
    title: `${service} (${namespace})`,
    description: `What ${service} promises, and how its releases keep it.`,
    tags: ['slo', namespace, service],
    timezone: 'browser',
    editable: false,
    graphTooltip: 1,
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    schemaVersion: SCHEMA_VERSION,
    templating: { list: variablesOf(service, shown, datasourceUid) },
    annotations: { list: releaseAnnotations(service, namespace) },
    links: runbooks(objectives),
    panels: layOut(objectives.map(sectionOf)),
  };
}

/** One link for each section, however many objectives it serves. */
function runbooks(objectives: readonly Objective[]): readonly Link[] {
  const urls = [...new Set(objectives.map(({ spec }) => spec.runbook))];
  return urls.map((url) => {
    const names = objectives.filter(({ spec }) => spec.runbook === url).map(({ spec }) => spec.name);
    return {
      title: urls.length === 1 ? 'Runbook' : `Runbook: ${names.join(', ')}`,
      type: 'link',
      icon: 'doc',
      tooltip: 'What to do',
      url,
      tags: [],
      asDropdown: false,
      targetBlank: true,
      includeVars: false,
      keepTime: false,
    };
  });
}
