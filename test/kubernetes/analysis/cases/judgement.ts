import { Duration } from 'cdk8s';
import { metric, secret, template, text, type Case } from '../case';
import { graphite, Threshold } from '../../../../lib';
import type { TemplateSubject } from '../../../../lib/kubernetes/checks/template/subject';

const AT = 'spec.metrics[0]';
const FINE = template([metric()]);

export const judgementCases: readonly Case<TemplateSubject>[] = [
  {
    id: 'threshold',
    when: 'it is not finite',
    at: `${AT}.healthy`,
    broken: template([metric({ healthy: Threshold.atLeast(NaN) })]),
    fine: FINE,
  },
  {
    id: 'threshold',
    when: 'it is a number in text',
    at: `${AT}.unhealthy`,
    broken: template([metric({ unhealthy: Threshold.below('0.9') })]),
    fine: template([metric({ unhealthy: Threshold.below('{{args.low}}') })], { args: { low: secret('vault', 'low') } }),
  },
  {
    id: 'threshold',
    when: 'the default of its argument is no number',
    at: `${AT}.healthy`,
    broken: template([metric({ healthy: Threshold.atLeast('{{args.low}}') })], { args: { low: text('95%') } }),
    fine: template([metric({ healthy: Threshold.atLeast('{{args.low}}') })], { args: { low: text('0.95') } }),
  },
  {
    id: 'threshold-order',
    when: 'nothing is between',
    at: `${AT}.healthy`,
    broken: template([metric({ healthy: Threshold.between(2, '{{args.high}}') })], { args: { high: text('1') } }),
    fine: template([metric({ healthy: Threshold.between(1, '{{args.high}}') })], { args: { high: text('1') } }),
  },
  {
    id: 'no-data-error',
    when: 'no data shall pass where it is an Error',
    at: `${AT}.noData`,
    broken: template([
      metric({ provider: graphite({ address: 'http://graphite', query: 'target=a' }), noData: 'pass' }),
    ]),
    fine: template([
      metric({
        provider: graphite({ address: 'http://graphite', query: 'target=a', alwaysAnswers: true }),
        noData: 'pass',
      }),
    ]),
  },
  {
    id: 'patience',
    when: 'nothing waits',
    at: `${AT}.patience`,
    broken: template([metric({ patience: Duration.minutes(1) })]),
    fine: template([metric({ patience: Duration.minutes(1), noData: 'wait' })]),
  },
  {
    id: 'patience',
    when: 'it is shorter than the time to the next try',
    at: `${AT}.patience`,
    broken: template([metric({ patience: Duration.seconds(9), noData: 'wait' })]),
    fine: template([metric({ patience: Duration.seconds(10), noData: 'wait' })]),
  },
  {
    id: 'patience',
    when: 'the errors borne are said twice',
    at: `${AT}.patience`,
    broken: template([metric({ patience: Duration.minutes(1), noData: 'wait', consecutiveErrorLimit: 3 })]),
    fine: template([metric({ noData: 'wait', consecutiveErrorLimit: 3 })]),
  },
];
