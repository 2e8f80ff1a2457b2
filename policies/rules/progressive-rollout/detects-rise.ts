import { analysesOf, type Metric, type Plan } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated } from './simulated';

/** Seen without noise; whether there are enough requests for it is the matter of the plan's chances. */
export const detectsRise: UnitRule = {
  id: 'detects-rise',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'An analysis stops a version whose error rate is one percentage point higher',
  why: 'most bad versions fail some requests and not all, and such a one is promoted.',
  fix: 'compare with the old version, or set the threshold nearer to what it reaches.',
  level: 'warning',
  source: 'stepgate: the simulation of a rise of one percentage point',
  since: '0.2.0',
  check: ({ report }) => {
    const rise = simulated(report, 'errorRise');
    if (simulated(report, 'badFromStart')?.outcome !== 'aborted' || rise?.outcome !== 'promoted') return [];
    const open = rise.settlements.find(({ path }) => path.endsWith('hreshold') || path.endsWith('.scope'));
    if (open) return [{ unknown: `whether a small rise is stopped: ${open.unknown.replace(/^scope: /, '')}` }];
    if (report?.riseNeedsRequestRate) return [{ unknown: 'whether a small rise is stopped: the request rate' }];
    const unread = report && unreadIn(report.plan);
    if (unread) return [{ unknown: `whether a small rise is stopped: what "${unread.name}" measures is not read` }];
    const what = 'a version that fails one request in a hundred more than the old one is promoted.';
    return [{ at: ['spec', 'strategy'], what }];
  },
  examples: {
    good: [{ title: 'a threshold of 99 %', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'a threshold of 95 %',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC.replaceAll('0.99', '0.95'))),
      },
    ],
  },
};

/** A metric that may end a release, and of which nobody knows whether it looks at error rates. */
function unreadIn(plan: Plan): Metric | undefined {
  return analysesOf(plan)
    .flatMap(({ analysis }) => analysis.metrics)
    .find(({ judged, dryRun }) => judged.quantity === 'other' && judged.unread === true && dryRun !== true);
}
