import { faultIn } from '../../../lib/promql';
import type { ObjectRule } from '../../rule';
import { eachAlert, RULE_KINDS } from '../alerts';
import { alert } from '../example';
import { silentOnce } from '../silent-once';

const faultOf = silentOnce(faultIn);

/** Types of values are not checked: `promtool check rules` does that. */
export const alertParses: ObjectRule = {
  id: 'alert-parses',
  gate: 'post-release-monitoring',
  judges: 'object',
  // VictoriaMetrics reads a larger language
  kinds: RULE_KINDS.slice(0, 1),
  title: 'The query of every alert is PromQL',
  why: 'Prometheus refuses the whole file of rules, and none of its alerts fires.',
  fix: 'mend the query, and hold it against `promtool check rules`.',
  level: 'error',
  source: 'Prometheus 3.4, Querying basics',
  since: '0.2.0',
  check: eachAlert(({ name, at, expr }) => {
    const fault = expr.trim() === '' ? { at: 0, what: 'it is empty' } : faultOf(expr);
    if (fault === undefined) return undefined;
    const near = expr.slice(fault.at, fault.at + 20).trim();
    const where = near === '' ? '' : ` at "${near}"`;
    return { at: [...at, 'expr'], value: expr, what: `the query of "${name}" can't be read${where}: ${fault.what}.` };
  }),
  examples: {
    good: [{ title: 'a ratio', manifests: alert("expr: 'sum(rate(a[5m])) / sum(rate(b[5m])) > 0.01'") }],
    bad: [
      { title: 'a parenthesis is missing', manifests: alert("expr: 'sum(rate(a[5m]) / sum(rate(b[5m])) > 0.01'") },
      { title: 'a pattern that is none', manifests: alert('expr: \'up{job=~"web("} < 1\'') },
    ],
  },
};
