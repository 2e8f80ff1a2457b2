import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, template } from '../example';
import { fromRemark } from '../from-remark';
import { safeRelease } from './examples';

/** From the verdict on; how long it takes to come to one is what `slow-recovery` adds. */
export const slowRollback: UnitRule = {
  id: 'slow-rollback',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'After a verdict the old version is back within five minutes',
  why: 'until then users meet a version that is known to be bad.',
  fix: 'keep the old pods while the new version grows, or let more pods start at once.',
  level: 'error',
  source: 'stepgate: rollback under 5 minutes; Argo Rollouts v1.9.1, rollout/replicaset.go',
  since: '0.2.0',
  check: fromRemark('slow-rollback'),
  examples: {
    good: [{ title: 'a router: the old pods are all still there', manifests: safeRelease() }],
    bad: [
      {
        title: 'pods that take a minute to be available, replaced one by one',
        manifests: all(
          rollout({
            strategy: `
              canary:
                maxSurge: 1
                maxUnavailable: 0
                analysis:
                  startingStep: 1
                  templates: [{ templateName: success-rate }]
                  args: [{ name: service, value: web }]
                steps: [{ setWeight: 90 }, { pause: { duration: 10m } }]`,
            spec: 'replicas: 20\nminReadySeconds: 60',
          }),
          template(METRIC),
        ),
      },
    ],
  },
};
