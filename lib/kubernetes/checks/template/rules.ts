import type { Check, Fault } from '../check';
import { didYouMean } from '../suggest';
import type { TemplateSubject } from './subject';
import { isWhole } from '../whole';
import {
  dryRunRules,
  flatten,
  metricsOf,
  ownSelection,
  retentionRules,
  type MetricSelection,
  type TemplateDefinition,
} from '../../analysis/definition';

/** Names that are not those of any metric. */
export function* unknownNames(rule: MetricSelection, known: readonly string[], at: string): Iterable<Fault> {
  if (rule !== 'all' && typeof rule !== 'object') {
    yield {
      at,
      value: rule,
      what: "it is neither 'all' nor a list of names.",
      why: 'rules are found by the names of metrics.',
      fix: "pass 'all' or a list, such as ['success-rate'].",
    };
    return;
  }
  for (const name of rule === 'all' ? [] : rule) {
    if (!known.includes(name)) {
      yield {
        at,
        value: name,
        what: `there is no metric "${name}" here.${didYouMean(String(name), known)}`,
        why: 'Argo ends the analysis with an Error as it starts if a rule matches no metric; "*" is no pattern for it.',
        fix: `use ${known.map((known) => `"${known}"`).join(', ') || "a metric's name"}${name === '*' ? ", or 'all'" : ''}.`,
      };
    }
  }
}

/** Names that are there twice. */
export function* repeated(names: readonly string[], at: string, what: (name: string) => string): Iterable<Fault> {
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) < index))) {
    yield {
      at,
      value: name,
      what: what(name),
      why: 'Argo refuses the analysis, and with it the Rollout.',
      fix: 'leave one of them out, or rename it.',
    };
  }
}

/** The names that the rules of a template come to, and, unless said otherwise, those of the templates it composes. */
export function ruledNames(
  definition: TemplateDefinition,
  rulesOf: (definition: TemplateDefinition) => readonly MetricSelection[],
  composed = true,
): readonly string[] {
  return (composed ? flatten({ definition }) : [definition]).flatMap((each) =>
    rulesOf(each)
      .filter((rule) => rule === 'all' || typeof rule === 'object')
      .flatMap((rule) => ownSelection(each, rule, rulesOf)),
  );
}

const RULES = [
  { field: 'dryRun', rulesOf: dryRunRules },
  { field: 'measurementRetention', rulesOf: retentionRules },
] as const;

/** Names of metrics, and rules that use them. */
export const templateRuleChecks: readonly Check<TemplateSubject>[] = [
  {
    id: 'R3',
    find: ({ definition }) =>
      repeated(
        metricsOf({ definition }).map(({ name }) => name),
        'spec.metrics',
        (name) => `two metrics have the name "${name}", composed templates included.`,
      ),
  },
  {
    id: 'R5',
    *find({ definition }) {
      for (const { field, rulesOf } of RULES) {
        yield* repeated(ruledNames(definition, rulesOf), `spec.${field}`, (name) => `two rules name "${name}".`);
      }
    },
  },
  {
    id: 'rule-metric',
    *find({ definition }) {
      const known = metricsOf({ definition }).map(({ name }) => name);
      for (const { field, rulesOf } of RULES) {
        for (const rule of rulesOf(definition)) {
          yield* unknownNames(rule, known, `spec.${field}`);
        }
      }
    },
  },
  {
    id: 'retention-limit',
    *find({ definition: { measurementRetention = [] } }) {
      for (const [index, { limit }] of measurementRetention.entries()) {
        yield* limitFaults(limit, `spec.measurementRetention[${index}].limit`);
      }
    },
  },
  {
    id: 'cluster-scope',
    *find({ definition: { templates }, clusterScope }) {
      for (const [index, { name, clusterScope: inner }] of templates.entries()) {
        if (clusterScope && !inner) {
          yield {
            at: `spec.templates[${index}]`,
            value: name,
            what: 'a ClusterAnalysisTemplate can only compose others of its kind.',
            why: 'Argo would look for it in the namespace of each Rollout and refuse those where it is not.',
            fix: 'make the composed template a ClusterAnalysisTemplate.',
          };
        }
      }
    },
  },
];

/** Kept measurements: a number that has an effect. */
export function* limitFaults(limit: unknown, at: string): Iterable<Fault> {
  if (!isWhole(limit, 1)) {
    yield {
      at,
      value: limit,
      what: 'it must be a whole number, one or more.',
      why: 'Argo keeps its default of 10 for any other.',
      fix: 'pass the number of measurements to keep.',
    };
  }
}
