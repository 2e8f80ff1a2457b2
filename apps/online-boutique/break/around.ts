import { add, changesOf, remove, replace } from './change';

const METRIC = '/spec/metrics/0';
const ALERT = '/spec/groups/0/rules/8';

/** What stands around a release: routes, budgets, analyses and alerts. */
export const around = [
  ...changesOf('PodDisruptionBudget', [
    'disruption-budget',
    'its budget is of other pods',
    replace('/spec/selector/matchLabels', { app: 'checkout' }),
  ]),
  ...changesOf(
    'AnalysisTemplate',
    [
      'no-condition',
      'its first metric is measured, and never judged',
      remove(`${METRIC}/failureCondition`),
      remove(`${METRIC}/successCondition`),
    ],
    [
      'failure-limit',
      'of five measurements five may fail',
      replace(`${METRIC}/failureLimit`, 5),
      add(`${METRIC}/count`, 5),
    ],
    [
      'condition-errs',
      'a condition has a word for an operator',
      replace(`${METRIC}/failureCondition`, 'result[0] above 0.01'),
    ],
    [
      'silence-passes',
      'no data is health',
      replace(`${METRIC}/successCondition`, 'len(result) == 0 || result[0] < 0.01'),
    ],
    ['fast-interval', 'it is measured every second', replace(`${METRIC}/interval`, '1s')],
  ),
  ...changesOf(
    'PrometheusRule',
    [
      'alert-parses',
      'a parenthesis of an alert is missing',
      replace(`${ALERT}/expr`, 'sum(rate(errors_total[5m]) > 1'),
    ],
    ['alert-fires', 'an alert waits for a rate below zero', replace(`${ALERT}/expr`, 'rate(errors_total[5m]) < 0')],
    ['alert-severity', 'an alert has no severity', remove(`${ALERT}/labels/severity`)],
    ['alert-runbook', 'an alert says nothing of what to do', remove(`${ALERT}/annotations/runbook_url`)],
    [
      'alert-tests',
      'nothing says where the tests of its alerts are',
      remove('/metadata/annotations/stepgate.dev~1alert-tests'),
    ],
  ),
];
