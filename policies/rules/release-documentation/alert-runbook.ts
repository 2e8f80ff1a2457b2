import type { ObjectRule } from '../../rule';
import { eachAlert, RULE_KINDS } from '../alerts';
import { everyAlert, firstOf, isLink } from '../cel';
import { alert } from '../example';
import { linkFault } from './link';

/** Annotations in which the common sets of rules link a runbook. */
const KEYS = ['runbook_url', 'runbook', 'runbookURL'] as const;

const EXPR = `
  expr: 'up{job="web"} < 1'
  labels: { severity: page }`;

/** Each alert says what to do; the runbook of the whole service is asked for by `runbook-linked`. */
export const alertRunbook: ObjectRule = {
  id: 'alert-runbook',
  gate: 'release-documentation',
  judges: 'object',
  kinds: RULE_KINDS,
  title: 'Every alert links its section of a runbook',
  why: 'the alert wakes somebody up and does not say what to do.',
  fix: 'add the annotation runbook_url with an absolute https link.',
  level: 'warning',
  source: 'Prometheus, Alerting rules: annotations; kubernetes-mixin: runbook_url',
  since: '0.2.0',
  check: eachAlert(({ name, annotations, at }) => {
    const key = KEYS.find((one) => annotations[one] !== undefined);
    const link = key === undefined ? undefined : annotations[key];
    if (key === undefined || link === undefined) return { what: `the alert "${name}" links no runbook.` };
    const fault = linkFault(link);
    if (fault === undefined) return undefined;
    return { at: [...at, 'annotations', key], value: link, what: `the runbook "${link}" of "${name}" ${fault}.` };
  }),
  cel: everyAlert(`[${firstOf(['r.?annotations'], KEYS)}.orValue('')].all(t, ${isLink('t')})`),
  examples: {
    good: [
      {
        title: 'a link',
        manifests: alert(`${EXPR}\n  annotations: { runbook_url: 'https://runbooks.example.com/web#down' }`),
      },
    ],
    bad: [
      { title: 'no link', manifests: alert(EXPR) },
      { title: 'a link without a host', manifests: alert(`${EXPR}\n  annotations: { runbook_url: /web#down }`) },
    ],
  },
};
