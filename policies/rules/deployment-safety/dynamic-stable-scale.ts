import type { ObjectRule } from '../../rule';
import { rollout } from '../example';
import { mapIn } from './values';

const FAULTS = [
  ['abortScaleDownDelaySeconds', 'an abort can wait for ever', 'Argo Rollouts issue 4898'],
  ['minPodsPerReplicaSet', 'an abort can hang with pods missing', 'Argo Rollouts issue 4841'],
] as const;

const CANARY = 'object.spec.strategy.canary';

/** That the stable version is small in the middle of a release makes the way back slow, which `slow-rollback` measures. */
export const dynamicStableScale: ObjectRule = {
  id: 'dynamic-stable-scale',
  gate: 'deployment-safety',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'dynamicStableScale is used with nothing that blocks an abort',
  why: 'the bad version keeps its share of the traffic while the rollout waits for itself.',
  fix: 'take the other field away, or keep the stable version at its full size.',
  level: 'warning',
  source: FAULTS.map(([, , source]) => source).join(', '),
  since: '0.2.0',
  *check({ spec }) {
    const canary = mapIn(spec, 'strategy', 'canary');
    if (canary.dynamicStableScale !== true) return;
    for (const [field, what, source] of FAULTS) {
      const value = canary[field];
      if (value === undefined || value === null) continue;
      yield {
        at: ['spec', 'strategy', 'canary', field],
        value,
        what: `with dynamicStableScale and ${field} ${what} (${source}).`,
      };
    }
  },
  cel: `!has(object.spec.strategy) || !has(${CANARY}) || !has(${CANARY}.dynamicStableScale) || ${CANARY}.dynamicStableScale != true || (${FAULTS.map(([field]) => `!has(${CANARY}.${field})`).join(' && ')})`,
  examples: {
    good: [{ title: 'alone', manifests: routed('dynamicStableScale: true') }],
    bad: [
      {
        title: 'with a delay of the abort',
        manifests: routed('dynamicStableScale: true, abortScaleDownDelaySeconds: 60'),
      },
      { title: 'with a least number of pods', manifests: routed('dynamicStableScale: true, minPodsPerReplicaSet: 2') },
    ],
  },
};

function routed(fields: string): string {
  return rollout({
    strategy: `canary: { canaryService: web-canary, stableService: web, trafficRouting: { nginx: { stableIngress: web } }, ${fields} }`,
  });
}
