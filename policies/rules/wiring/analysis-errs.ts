import { analysesIn } from '../../../lib/plan';
import type { Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';

/** What a template has by itself: `template-refused`, `condition-errs`. */
const OF_A_TEMPLATE = /^metrics\[\d+\]: (?!duplicate name)|^metric /;

/** What is put together and does not go together: arguments, metrics and rules of several templates. */
export const analysisErrs: UnitRule = {
  id: 'analysis-errs',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'An analysis can start',
  why: 'it is an Error before its first measurement, and every release is aborted, after the new version has started.',
  fix: 'give each argument that a metric uses one value, and each metric a name of its own.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go, utils/analysis/helpers.go; issue 1851',
  since: '0.2.0',
  check: ({ plan }) =>
    (plan ? analysesIn(plan.strategy) : []).flatMap(({ name, templates, errsAtStart = '' }): Found[] => {
      // of a single template `duplicate-metric` says it
      const isOwn =
        OF_A_TEMPLATE.test(errsAtStart) || (templates.length === 1 && errsAtStart.includes('duplicate name'));
      if (errsAtStart === '' || isOwn) return [];
      const what = `the analysis "${name}" is an Error as soon as it starts: ${errsAtStart}.`;
      return [{ at: ['spec', 'strategy'], key: name, what }];
    }),
  examples: {
    good: [{ title: 'its argument has a value', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'nobody says the argument',
        manifests: all(
          rollout({ strategy: STRATEGY.replace('args: [{ name: service, value: web-canary }]', 'args: []') }),
          template(METRIC),
        ),
      },
      {
        title: 'a metric uses what no template declares',
        manifests: all(
          rollout({ strategy: STRATEGY }),
          template(METRIC.replace('{{args.service}}', '{{args.sevice}}')),
        ),
      },
    ],
  },
};
