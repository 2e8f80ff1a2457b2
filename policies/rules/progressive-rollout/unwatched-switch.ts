import type { Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, template } from '../example';

const ANALYSIS = '{ templates: [{ templateName: success-rate }], args: [{ name: service, value: web }] }';

const blueGreen = (...analyses: readonly string[]) =>
  all(
    rollout({
      strategy: `blueGreen: { ${['activeService: web', 'previewService: web-preview', ...analyses].join(', ')} }`,
    }),
    template(METRIC.replace('interval: 1m', 'interval: 1m\n  count: 5')),
  );

/** Of a blue-green without any analysis `no-analysis` speaks; of the weights of a canary, `weight-jump`. */
export const unwatchedSwitch: UnitRule = {
  id: 'unwatched-switch',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A blue-green is looked at before its switch and after it',
  why: 'the switch hands over all traffic at once: before it nobody is hurt, and only after it real requests are served.',
  fix: 'add the analysis: prePromotionAnalysis ends a bad version unseen, postPromotionAnalysis switches back.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, docs/features/bluegreen.md; rollout/bluegreen.go',
  since: '0.2.0',
  check: ({ plan }) => {
    const strategy = plan?.strategy;
    if (strategy?.kind !== 'blueGreen') return [];
    const { prePromotion, postPromotion } = strategy;
    if (!prePromotion === !postPromotion) return [];
    const [key, what] = prePromotion
      ? ['postPromotionAnalysis', 'nothing looks at the new version when it has all traffic.']
      : ['prePromotionAnalysis', 'nothing looks at the new version before it gets all traffic.'];
    return [{ at: ['spec', 'strategy', 'blueGreen'], key, what } satisfies Found];
  },
  examples: {
    good: [
      {
        title: 'before and after',
        manifests: blueGreen(`prePromotionAnalysis: ${ANALYSIS}`, `postPromotionAnalysis: ${ANALYSIS}`),
      },
    ],
    bad: [
      { title: 'before alone', manifests: blueGreen(`prePromotionAnalysis: ${ANALYSIS}`) },
      { title: 'after alone', manifests: blueGreen(`postPromotionAnalysis: ${ANALYSIS}`) },
    ],
  },
};
