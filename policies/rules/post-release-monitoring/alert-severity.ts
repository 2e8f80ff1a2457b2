import type { ObjectRule } from '../../rule';
import { eachAlert, RULE_KINDS } from '../alerts';
import { everyAlert, listOf } from '../cel';
import { alert, ALERT } from '../example';

/** Whether somebody is woken up. */
export const alertSeverity: ObjectRule<{ readonly severities: string }> = {
  id: 'alert-severity',
  gate: 'post-release-monitoring',
  judges: 'object',
  kinds: RULE_KINDS,
  title: 'Every alert has a severity that is known',
  why: 'routes go by it: an alert without one wakes everybody, or nobody.',
  fix: 'add the label severity with one of the known values.',
  level: 'warning',
  source: 'Prometheus, Alerting rules: labels; Google, The Site Reliability Workbook, chapter 5: pages and tickets',
  since: '0.2.0',
  options: { severities: 'page, ticket, critical, warning, info, none' },
  check: eachAlert<{ readonly severities: string }>(({ name, at, labels: { severity } }, { severities }) => {
    if (severity === undefined) return { what: `the alert "${name}" has no severity.` };
    const known = severities.split(',').map((one) => one.trim());
    // a template is filled in when the alert fires
    if (known.includes(severity) || severity.includes('{{')) return undefined;
    const place = [...at, 'labels', 'severity'];
    return { at: place, value: severity, what: `"${severity}" of "${name}" is none of ${known.join(', ')}.` };
  }),
  cel: {
    expression: ({ severities }) =>
      everyAlert(
        `r.?labels[?'severity'].hasValue() && [r.labels['severity']].all(t, t in ${listOf(severities)} || t.contains('{{'))`,
      ),
  },
  examples: {
    good: [{ title: 'somebody is woken up', manifests: alert(`${ALERT}\n  labels: { severity: page }`) }],
    bad: [
      { title: 'no severity', manifests: alert(ALERT) },
      { title: 'one that no route knows', manifests: alert(`${ALERT}\n  labels: { severity: crit }`) },
    ],
  },
};
