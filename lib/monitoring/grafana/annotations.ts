import { labelSelector } from '../prometheus/promql';
import { DATASOURCE } from './panels';
import type { Annotation } from './model';

/** What Argo Rollouts counts in `rollout_events_total`, and how it looks. */
const EVENTS = [
  { reason: 'RolloutUpdated', name: 'Releases', says: 'A new version begins', iconColor: 'blue' },
  {
    reason: 'RolloutCompleted',
    name: 'Completed releases',
    says: 'The new version has all traffic',
    iconColor: 'green',
  },
  { reason: 'RolloutAborted', name: 'Aborted releases', says: 'Back to the old version', iconColor: 'red' },
] as const;

/** Marks the releases of a service in every panel. The Rollout is named after the service. */
export function releaseAnnotations(service: string, namespace: string): readonly Annotation[] {
  return EVENTS.map(({ reason, name, says, iconColor }) => ({
    name,
    datasource: DATASOURCE,
    enable: true,
    iconColor,
    expr: risen({ name: service, reason }, namespace),
    step: '60s',
    titleFormat: `${service}: {{reason}}`,
    textFormat: says,
  }));
}

/**
 * True in the one step in which the counter rose. `increase` would miss the first event of its kind, because the series only
 * begins with it; and Grafana widens the steps with the time shown, so that a window of fixed length would miss others.
 */
function risen(labels: Readonly<Record<string, string>>, namespace: string): string {
  const count = (offset: string) => {
    // scraped without `honorLabels`, the controller's own namespace stands in `namespace`
    const selected = ['namespace', 'exported_namespace'].map(
      (label) => `rollout_events_total${labelSelector({ [label]: namespace, ...labels })}${offset}`,
    );
    return `sum by (reason) (${selected.join(' or ')})`;
  };
  return `${count('')} - (${count(' offset $__interval')} or 0 * ${count('')}) > 0`;
}
