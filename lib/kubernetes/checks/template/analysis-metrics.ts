import { definitionsOf, metricsIn, resolvedArguments, type PlacedRun } from './analysis-subject';
import type { Check } from '../check';
import { metricJudgementChecks } from './metric-judgement';
import { metricLimitChecks } from './metric-limits';
import { limitFaults, repeated, ruledNames, unknownNames } from './rules';
import { argumentIn, numberOf } from './subject';
import { dryRunRules, retentionRules, type MetricSelection, type TemplateDefinition } from '../../analysis/definition';

/** The names a rule of the run comes to; `all` stands for a pattern that no other rule can repeat. */
function namesIn(rule: MetricSelection | undefined): readonly string[] {
  // text other than `all` comes from JavaScript; `rule-metric` reports it
  return typeof rule === 'object' ? rule : [];
}

/** The metrics of one run. */
export const runMetricChecks: readonly Check<PlacedRun>[] = [
  {
    id: 'R3',
    find: ({ run }) =>
      repeated(
        metricsIn(run).map(({ name }) => name),
        'templates',
        (name) => `two metrics of this analysis have the name "${name}".`,
      ),
  },
  {
    id: 'R7',
    *find({ run, place }) {
      for (const { args, metrics } of place.endless === 'allowed' ? [] : definitionsOf(run)) {
        const resolved = resolvedArguments(run, args);
        for (const { name, interval, count } of metrics) {
          const declaration = typeof count === 'string' ? args[argumentIn(count) ?? ''] : undefined;
          const inExperiment = typeof place.experiment === 'object';
          const number = numberOf(count, declaration?.kind === 'required' && !inExperiment ? args : resolved);
          if (interval !== undefined && !number) {
            yield {
              at: 'templates',
              value: name,
              what:
                count === undefined
                  ? `metric "${name}" has an interval but no count, so it never ends.`
                  : `the count of metric "${name}" is not known before the analysis starts.`,
              why:
                count === undefined
                  ? 'here something waits for the end of the analysis: Argo refuses the Rollout.'
                  : 'Argo checks the template with a dummy in place of required arguments, takes the metric for endless and refuses the Rollout.',
              fix:
                count === undefined
                  ? 'give the metric a `count`, or use the template beside the steps (`analysis` of the canary).'
                  : "give the argument a default: Argument.default('5').",
            };
          }
        }
      }
    },
  },
  {
    id: 'run-values',
    *find({ run }) {
      for (const { args, metrics } of definitionsOf(run)) {
        const resolved = resolvedArguments(run, args);
        for (const metric of metrics) {
          for (const { find } of [...metricLimitChecks, ...metricJudgementChecks]) {
            for (const fault of find({ metric, args: resolved })) {
              yield {
                ...fault,
                at: 'templates',
                what: `with these arguments ${fault.at} of metric "${metric.name}" is wrong: ${fault.what}`,
              };
            }
          }
        }
      }
    },
  },
  {
    id: 'R5',
    *find({ run }) {
      const rules = [
        { field: 'dryRun', own: namesIn(run.dryRun), rulesOf: dryRunRules },
        {
          field: 'measurementRetention',
          own: (run.measurementRetention ?? []).flatMap(({ metrics }) => namesIn(metrics)),
          rulesOf: retentionRules,
        },
      ];
      for (const { field, own, rulesOf } of rules) {
        yield* repeated(
          [...own, ...namesOfAll(definitionsOf(run), rulesOf)],
          field,
          (name) => `two rules name "${name}".`,
        );
      }
    },
  },
  {
    id: 'rule-metric',
    *find({ run }) {
      const known = metricsIn(run).map(({ name }) => name);
      const retained = (run.measurementRetention ?? []).map(({ metrics }, index) => ({
        rule: metrics,
        at: `measurementRetention[${index}].metrics`,
      }));
      for (const { rule, at } of [{ rule: run.dryRun ?? [], at: 'dryRun' }, ...retained]) {
        yield* unknownNames(rule, known, at);
      }
    },
  },
  {
    id: 'retention-limit',
    *find({ run }) {
      for (const [index, { limit }] of (run.measurementRetention ?? []).entries()) {
        yield* limitFaults(limit, `measurementRetention[${index}].limit`);
      }
    },
  },
  {
    id: 'run-never-fails',
    *find({ run }) {
      const silenced = new Set([...namesIn(run.dryRun), ...namesOfAll(definitionsOf(run), dryRunRules)]);
      if (run.dryRun === 'all' || metricsIn(run).every(({ name }) => silenced.has(name))) {
        yield {
          at: 'dryRun',
          value: run.dryRun,
          what: 'the analysis can never fail: all its metrics are dry runs.',
          why: 'a dry run is measured and shown but never stops a rollout, so this gate would let everything through.',
          fix: 'leave at least one metric out of `dryRun`, or add a template that judges.',
        };
      }
    },
  },
];

/** The names that the rules of several definitions come to, each definition once. */
function namesOfAll(
  definitions: readonly TemplateDefinition[],
  rulesOf: (definition: TemplateDefinition) => readonly MetricSelection[],
): readonly string[] {
  return definitions.flatMap((definition) => ruledNames(definition, rulesOf, false));
}
