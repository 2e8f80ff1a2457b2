import { faultIn } from '../../../lib/promql';
import type { ObjectRule } from '../../rule';
import { eachAlert, RULE_KINDS } from '../alerts';
import { alert } from '../example';
import { silentOnce } from '../silent-once';
import { whyNever } from './never';

const whyNot = silentOnce((query) => (faultIn(query) === undefined ? whyNever(query) : undefined));

/** Queries that can't be read are found by `alert-parses`. */
export const alertFires: ObjectRule = {
  id: 'alert-fires',
  gate: 'post-release-monitoring',
  judges: 'object',
  kinds: RULE_KINDS,
  title: 'Every alert can fire',
  why: 'it looks like an alert on every list, and nobody is ever told.',
  fix: 'compare with a value that can be reached; for what is missing ask `absent(...)`.',
  level: 'error',
  source: 'Prometheus, Query functions and operators: aggregations and comparisons have no answer where nothing is',
  since: '0.2.0',
  check: eachAlert(({ name, at, expr }) => {
    const why = expr === '' ? undefined : whyNot(expr);
    return why === undefined
      ? undefined
      : { at: [...at, 'expr'], value: expr, what: `the alert "${name}" can never fire: ${why}.` };
  }),
  examples: {
    good: [
      { title: 'nothing is up, or nothing is there', manifests: alert("expr: 'sum(up) < 1 or absent(up)'") },
      { title: 'fewer than two', manifests: alert("expr: 'count(up) < 2'") },
    ],
    bad: [
      { title: 'a count of nothing has no answer', manifests: alert('expr: \'count(up{job="web"}) == 0\'') },
      { title: 'a rate below zero', manifests: alert("expr: 'sum(rate(requests_total[5m])) < 0'") },
      { title: 'two values of one label', manifests: alert('expr: \'up{job="web",job="cart"} < 1\'') },
    ],
  },
};
