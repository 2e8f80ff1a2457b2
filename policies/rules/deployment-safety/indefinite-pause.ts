import type { UnitRule } from '../../rule';
import { rollout } from '../example';
import { everyStep } from '../wiring/steps';
import { fromRemark } from '../from-remark';
import { safe } from './examples';

const remarked = fromRemark('indefinite-pause');

/** Where a blue-green is told to wait. */
const AUTO = ['spec', 'strategy', 'blueGreen', 'autoPromotionEnabled'];

/** What lies behind such a pause is judged as if somebody resumed it at once. */
export const indefinitePause: UnitRule = {
  id: 'indefinite-pause',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'No release waits for a person',
  why: 'a forgotten one serves two versions for days, and so does a way back that meets the same pause.',
  fix: 'give the pause a duration, or let an analysis decide.',
  level: 'error',
  source: 'stepgate: no manual step; Argo Rollouts issues 2200, 3534',
  since: '0.2.0',
  *check(unit, around) {
    for (const found of remarked(unit, around)) {
      yield unit.plan?.strategy.kind === 'blueGreen' ? { ...found, at: AUTO, value: false } : found;
    }
  },
  cel: {
    kinds: ['argoproj.io/Rollout'],
    expression: () =>
      `object.?spec.?strategy.?blueGreen.?autoPromotionEnabled.orValue(true) && (${everyStep('!has(s.pause) || has(s.pause.duration)')})`,
  },
  examples: {
    good: [{ title: 'each pause ends', manifests: safe() }],
    bad: [
      {
        title: 'a pause without a duration',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 75 }] }' }),
      },
      {
        title: 'a blue-green that never switches',
        manifests: rollout({ strategy: 'blueGreen: { activeService: web, autoPromotionEnabled: false }' }),
      },
    ],
  },
};
