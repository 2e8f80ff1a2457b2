import { inner, metric, required, secret, template, text, type Case } from '../case';
import { prometheus, Threshold } from '../../../../lib';
import type { TemplateSubject } from '../../../../lib/kubernetes/checks/template/subject';

const AT = 'spec.metrics[0]';
const asks = (query: string) => metric({ provider: prometheus({ query }) });

export const argumentsCases: readonly Case<TemplateSubject>[] = [
  {
    id: 'R6',
    when: 'a query uses what is not declared',
    at: `${AT}.provider.prometheus.query`,
    broken: template([asks('up{s="{{args.servce}}"}')], { args: { service: required() } }),
    fine: template([asks('up{s="{{ args.service }}"}')], { args: { service: required() } }),
    argo: 'failed to resolve {{args.servce}}',
  },
  {
    id: 'R6',
    when: 'a condition does',
    at: `${AT}.successCondition`,
    broken: template([metric({ healthy: Threshold.expression((x) => `${x} > {{args.low}}`) })]),
    fine: template([metric({ healthy: Threshold.expression((x) => `${x} > {{args.low}}`) })], {
      args: { low: text('1') },
    }),
    argo: 'failed to resolve {{args.low}}',
  },
  {
    id: 'template-tag',
    when: 'a query holds other double braces',
    at: `${AT}.provider.prometheus.query`,
    broken: template([asks('label_replace(up, "a", "{{x}}", "b", "")')]),
    fine: template([asks('label_replace(up{}, "a", "{x}", "b", "")')]),
    argo: 'failed to resolve {{x}}',
  },
  {
    id: 'template-tag',
    when: 'double braces are never closed',
    at: `${AT}.provider.prometheus.query`,
    broken: template([asks('up{{s="a"}')]),
    fine: template([asks('up{s="a"}')]),
    argo: 'failed to resolve {{',
  },
  {
    id: 'R4',
    when: 'a composed template has another default',
    at: 'spec.args.floor',
    broken: template([metric()], { args: { floor: text('1') }, templates: [inner('a', { floor: text('2') })] }),
    fine: template([metric()], { args: { floor: text('2') }, templates: [inner('a', { floor: text('2') })] }),
  },
  {
    id: 'R4',
    when: 'a composed template reads it from a secret',
    at: 'spec.args.floor',
    broken: template([metric()], { args: { floor: text('1') }, templates: [inner('a', { floor: secret('s', 'k') })] }),
    fine: template([metric()], {
      args: { floor: secret('s', 'k') },
      templates: [inner('a', { floor: secret('s', 'k') })],
    }),
  },
  {
    id: 'R9',
    when: 'a composed template requires what users are not asked for',
    at: 'spec.args.service',
    broken: template([metric()], { templates: [inner('a', { service: required() })] }),
    fine: template([metric()], { args: { service: required() }, templates: [inner('a', { service: required() })] }),
  },
  {
    id: 'R9',
    when: 'a default here would not reach a background analysis',
    at: 'spec.args.service',
    broken: template([metric()], { args: { service: text('web') }, templates: [inner('a', { service: required() })] }),
    fine: template([metric()], { args: { service: text('web') }, templates: [inner('a', { service: text('web') })] }),
  },
];
