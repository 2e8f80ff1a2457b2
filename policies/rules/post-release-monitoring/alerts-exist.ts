import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { alert, ALERT, all, rollout, STRATEGY } from '../example';

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }`;

/** What serves traffic is watched after its release, when no analysis looks any more. */
export const alertsExist: UnitRule = {
  id: 'alerts-exist',
  gate: 'post-release-monitoring',
  judges: 'unit',
  title: 'What serves traffic has alerts',
  why: 'analyses end with the release: what fails an hour later is told by whoever it fails for.',
  fix: 'write an objective for it, whose alerts are made, or an alert whose labels or query name it.',
  level: 'warning',
  source: 'Google, The Site Reliability Workbook, chapter 5: alerting on SLOs',
  since: '0.2.0',
  check({ servesTraffic, alerts, identity: { name } }, { world }) {
    if (servesTraffic === false || alerts.length > 0) return [];
    if (isUnknown(servesTraffic)) return [{ unknown: servesTraffic.unknown }];
    if (world === 'open') return [{ unknown: `whether alerts about "${name}" are among other manifests` }];
    return [{ what: `"${name}" serves traffic, and no alert is about it.` }];
  },
  examples: {
    good: [
      { title: 'an alert whose query names it', manifests: all(rollout({ strategy: STRATEGY }), alert(ALERT)) },
      {
        title: 'nobody sends it requests',
        manifests: rollout({ strategy: 'canary: {}', pod: 'containers: [{ name: web, image: acme/mailer:1.4.2 }]' }),
      },
    ],
    bad: [
      { title: 'no alert at all', manifests: rollout({ strategy: STRATEGY }) },
      { title: 'a Service sends it requests', manifests: all(rollout({ strategy: 'canary: {}' }), SERVICE) },
    ],
  },
};
