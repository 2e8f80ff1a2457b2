import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Only a router sends more than the share of the pods. */
export const overloaded: UnitRule = {
  id: 'overloaded',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A canary has the pods that its weight needs',
  why: 'it is overloaded, and what its analysis sees is the overload.',
  fix: 'add a setCanaryScale with matchTrafficWeight before the weight.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/replicaset/canary.go',
  since: '0.2.0',
  check: fromRemark('overloaded'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'one pod for half of all requests',
        manifests: rollout({
          strategy: STRATEGY.replace('steps:', 'steps:\n      - setCanaryScale: { replicas: 1 }'),
          spec: 'replicas: 10',
        }),
      },
    ],
  },
};
