import { ALERT_TESTS } from '../../../lib/facts/conventions';
import type { ObjectRule } from '../../rule';
import { alertsIn, RULE_KINDS } from '../alerts';
import { everyAlert, quoted } from '../cel';
import { alert, ALERT } from '../example';

/** Whether they passed is evidence, not a manifest. */
export const alertTests: ObjectRule = {
  id: 'alert-tests',
  gate: 'post-release-monitoring',
  judges: 'object',
  kinds: RULE_KINDS,
  title: 'Alerts have tests',
  why: 'an alert that was never seen to fire may never do.',
  fix: `write tests for \`promtool test rules\`, and say where they are in the annotation ${ALERT_TESTS}.`,
  level: 'info',
  source: 'Prometheus, Unit testing for rules',
  since: '0.2.0',
  check(object) {
    const alerts = alertsIn(object);
    const { annotations } = object.metadata;
    const said = (Object(annotations) as Readonly<Record<string, unknown>>)[ALERT_TESTS];
    if (alerts.length === 0 || (typeof said === 'string' && said.trim() !== '')) return [];
    const what = `nothing says where the tests of ${alerts.length === 1 ? 'its alert' : `its ${alerts.length} alerts`} are.`;
    return [{ at: ['metadata'], what }];
  },
  cel: `object.?metadata.?annotations[?${quoted(ALERT_TESTS)}].orValue('').trim() != '' || ${everyAlert('false')}`,
  examples: {
    good: [{ title: 'an annotation says where', manifests: alert(ALERT) }],
    bad: [{ title: 'no tests', manifests: alert(ALERT, '') }],
  },
};
