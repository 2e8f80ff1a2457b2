import type { UnitRule } from '../../rule';
import { whereServed } from '../deployment-safety/served';
import { deployment, SERVICE } from '../deployment-safety/examples';
import { all, METRIC, rollout, STRATEGY, template } from '../example';

/** Argo takes over a Deployment, a ReplicaSet or a PodTemplate (rollout/templateref.go), and Flagger no StatefulSet either. */
const OF_STATE = 'serve requests from a Rollout before it, or exempt it: nothing hands over a StatefulSet in steps.';

/** What has no steps by nature. A warning, as moving a service to another kind takes its time; `strict` stops it. */
export const notProgressive: UnitRule = {
  id: 'not-progressive',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'What serves requests is handed over in steps',
  why: 'every ready pod of a bad version takes its share of the requests, and nothing looks before the last one does.',
  fix: 'make it a Rollout with steps and an analysis.',
  level: 'warning',
  source: 'Kubernetes: a rolling update asks for readiness and nothing else',
  since: '0.2.0',
  check: (unit) =>
    unit.progressive === false
      ? whereServed(unit, [
          {
            what: `a ${unit.identity.kind} has no steps: a release of it takes all traffic.`,
            ...(unit.identity.kind === 'StatefulSet' ? { fix: OF_STATE } : {}),
          },
        ])
      : [],
  examples: {
    good: [
      { title: 'a Rollout with steps', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
      { title: 'nobody sends it requests', manifests: deployment('replicas: 2', '{ containers: [{ name: worker }] }') },
    ],
    bad: [{ title: 'a Deployment behind a Service', manifests: all(deployment('replicas: 2'), SERVICE) }],
  },
};
