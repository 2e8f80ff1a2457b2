import { Duration } from 'cdk8s';
import { inner, js, metric, required, secret, smoke, template, text, type Case } from '../case';
import { Threshold, type Metric } from '../../../../lib';
import type { TemplateSubject } from '../../../../lib/kubernetes/checks/template/subject';

const AT = 'spec.metrics[0]';
const FINE = template([metric()]);

export const shapeCases: readonly Case<TemplateSubject>[] = [
  {
    id: 'metrics',
    when: 'there is none',
    at: 'spec.metrics',
    broken: template([]),
    fine: FINE,
    argo: 'no metrics specified',
  },
  { id: 'metrics', when: 'one is nothing', at: 'spec.metrics', broken: template([js(undefined)]), fine: FINE },
  {
    id: 'metrics',
    when: 'there is none of its own but one composed',
    at: 'spec.metrics',
    broken: template([]),
    fine: template([], { templates: [inner('a')] }),
  },
  {
    id: 'composed-template',
    when: 'a use is composed instead of a template',
    at: 'spec.templates[0]',
    broken: template([metric()], { templates: [js(inner('a').use())] }),
    fine: template([metric()], { templates: [inner('a')] }),
  },
  {
    id: 'metric-name',
    when: 'it is missing',
    at: `${AT}.name`,
    broken: template([metric({ name: js(undefined) })]),
    fine: FINE,
  },
  {
    id: 'metric-name',
    when: 'it holds a space',
    at: `${AT}.name`,
    broken: template([metric({ name: 'a b' })]),
    fine: FINE,
  },
  {
    id: 'metric-provider',
    when: 'it is missing',
    at: `${AT}.provider`,
    broken: template([metric({ provider: js(undefined) })]),
    fine: FINE,
  },
  {
    id: 'metric-judgement',
    when: 'there is no threshold',
    at: `${AT}.healthy`,
    broken: template([metric({ healthy: js(undefined) })]),
    fine: FINE,
  },
  {
    id: 'metric-judgement',
    when: 'the other threshold is a condition in text',
    at: `${AT}.unhealthy`,
    broken: template([metric({ unhealthy: js('result[0] < 0.9') })]),
    fine: template([metric({ unhealthy: Threshold.below(0.9) })]),
  },
  {
    id: 'metric-judgement',
    when: 'nothing is said about no data',
    at: `${AT}.noData`,
    broken: template([metric({ noData: js(undefined) })]),
    fine: FINE,
  },
  {
    id: 'metric-verdict',
    when: 'a threshold is given to a job',
    at: `${AT}.healthy`,
    broken: template([js<Metric>({ ...smoke, healthy: Threshold.atLeast(1) })]),
    fine: template([smoke]),
  },
  {
    id: 'metric-duration',
    when: 'a day is text',
    at: `${AT}.interval`,
    broken: template([metric({ interval: js('1d') })]),
    fine: template([metric({ interval: Duration.days(1) })]),
  },
  {
    id: 'metric-duration',
    when: 'it is shorter than a second',
    at: `${AT}.initialDelay`,
    broken: template([metric({ initialDelay: Duration.millis(500) })]),
    fine: template([metric({ initialDelay: Duration.seconds(1) })]),
  },
  {
    id: 'argument',
    when: 'its default is a number',
    at: 'spec.args.count',
    broken: template([metric()], { args: { count: text(js(5)) } }),
    fine: template([metric()], { args: { count: text('5') } }),
  },
  {
    id: 'argument',
    when: 'its name would end the reference',
    at: 'spec.args.a}}b',
    broken: template([metric()], { args: { 'a}}b': required() } }),
    fine: template([metric()], { args: { 'a.b-c_1': required() } }),
  },
  {
    id: 'argument',
    when: 'a secret has no key',
    at: 'spec.args.token',
    broken: template([metric()], { args: { token: secret('vault', '') } }),
    fine: template([metric()], { args: { token: secret('vault', 'key') } }),
  },
];
