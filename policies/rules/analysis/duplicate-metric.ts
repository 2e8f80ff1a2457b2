import type { ObjectRule } from '../../rule';
import { metricsOf, TEMPLATE_KINDS } from './metrics';

const TWO = (first: string, second: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rates, namespace: shop }
spec:
  metrics:
    - name: ${first}
      successCondition: len(result) > 0 && result[0] >= 0.99
      provider: { prometheus: { query: 'sum(up) / count(up)' } }
    - name: ${second}
      successCondition: len(result) > 0 && result[0] < 0.8
      provider: { prometheus: { query: 'max(process_cpu_share)' } }`;

/** Within one template; across those that are measured together it is `analysis-errs`. */
export const duplicateMetric: ObjectRule = {
  id: 'duplicate-metric',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'Metrics of a template have different names',
  why: 'every analysis that uses the template is an Error before its first measurement, which aborts the release.',
  fix: 'give each metric a name of its own.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/analysis/factory.go ValidateMetrics',
  since: '0.2.0',
  check: (object) => {
    const names = metricsOf(object).map(({ metric }) => metric.name);
    return metricsOf(object)
      .filter(({ metric }, index) => names.indexOf(metric.name) < index)
      .map(({ field, metric: { name } }) => ({
        at: field.at('name').path,
        value: name,
        what: `there is another metric "${name}" above it.`,
      }));
  },
  cel: '!has(object.spec.metrics) || object.spec.metrics.all(m, object.spec.metrics.filter(n, n.name == m.name).size() == 1)',
  examples: {
    good: [{ title: 'two names', manifests: TWO('success-rate', 'cpu') }],
    bad: [{ title: 'one name twice', manifests: TWO('success-rate', 'success-rate') }],
  },
};
