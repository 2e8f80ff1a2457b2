import { Field } from '../../../lib/facts/kubernetes/field';
import { simplePattern } from '../../../lib/facts/kubernetes/pattern';
import { patternFault } from '../../../lib/promql';
import type { CannotKnow, Found, RelationRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { metricsOf, TEMPLATE_KINDS } from './metrics';
import { usesIn } from './uses';

/** Names under `dryRun` are regular expressions, and match any part of a name. */
export const dryRunPattern: RelationRule = {
  id: 'dry-run-pattern',
  gate: 'progressive-rollout',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout', 'argoproj.io/Experiment', ...TEMPLATE_KINDS],
  title: 'A dry run silences only what it names',
  why: 'a metric that is silenced by accident looks like a gate and stops nothing.',
  fix: 'anchor it: ^name$.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/analysis/factory.go GetDryRunMetrics',
  since: '0.2.0',
  check: (item, { inventory }) => {
    const isTemplate = item.object.kind.endsWith('Template');
    const own = Field.of(item, () => undefined).at('spec', 'dryRun');
    const judged = isTemplate
      ? judge(
          own,
          metricsOf(item.object).map(({ metric }) => metric.name),
        )
      : usesIn(item, inventory).flatMap(({ dryRun, templates }) =>
          judge(
            dryRun,
            templates.flatMap(({ object }) => metricsOf(object).map(({ metric }) => metric.name)),
          ),
        );
    return judged;
  },
  examples: {
    good: [
      {
        title: 'anchored',
        manifests: `${template(METRIC)}
    - name: success-rate-p99
      successCondition: len(result) > 0 && result[0] >= 0.9
      provider: { prometheus: { query: 'sum(up) / count(up)' } }
  dryRun: [{ metricName: ^success-rate$ }]`,
      },
    ],
    bad: [
      {
        title: 'a name that is a part of another',
        manifests: `${template(METRIC)}
    - name: success-rate-p99
      successCondition: len(result) > 0 && result[0] >= 0.9
      provider: { prometheus: { query: 'sum(up) / count(up)' } }
  dryRun: [{ metricName: success-rate }]`,
      },
      {
        title: 'no regular expression: the analysis is an Error',
        manifests: all(
          rollout({
            strategy: STRATEGY.replace('startingStep: 1', "startingStep: 1\n      dryRun: [{ metricName: '*' }]"),
          }),
          template(METRIC),
        ),
      },
    ],
  },
};

function judge(dryRun: Field, names: readonly string[]): (Found | CannotKnow)[] {
  return dryRun.list().flatMap((rule): (Found | CannotKnow)[] => {
    const at = rule.at('metricName');
    const pattern = at.text();
    if (!pattern || pattern.includes('{{')) return [];
    const base = { at: at.path, value: pattern, key: pattern };
    const fault = patternFault(pattern);
    if (fault !== undefined) {
      const what = `"${pattern}" is no regular expression: ${fault}.`;
      return [
        {
          ...base,
          what,
          why: 'the analysis is an Error as soon as it starts, and aborts every release.',
          fix: 'write ^name$, or .* for all.',
        },
      ];
    }
    const expression = simplePattern(pattern);
    if (!expression || names.some((name) => expression.test(name) === undefined)) {
      return [{ unknown: `which metrics the dryRun pattern ${JSON.stringify(pattern)} matches` }];
    }
    const matched = names.filter((name) => expression.test(name));
    const others = matched.filter((name) => name !== pattern);
    if (names.includes(pattern) && others.length > 0) {
      return [{ ...base, what: `"${pattern}" also silences "${others.join('", "')}".` }];
    }
    // a list of exact names is what somebody means to silence
    const exact = /^\^.*\$$/.test(pattern) || names.includes(pattern);
    return names.length > 0 && matched.length === names.length && !exact
      ? [
          {
            ...base,
            what: `"${pattern}" silences all of its metrics, so the analysis decides nothing.`,
            fix: 'name those that shall only be shown: ^name$.',
          },
        ]
      : [];
  });
}
