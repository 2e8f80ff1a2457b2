import { checkAnalysis } from '../template/analysis';
import { runChecks, type Check } from '../check';
import { experimentPodChecks, experimentShapeChecks } from './pods';
import { experimentDurationCheck, experimentTimeChecks } from './time';
import { DNS_LABEL } from '../names';
import { formatProblem, type Problem } from '../../../errors';
import type { AnalysisTemplateReference } from '../../analysis/definition';
import type { ExperimentProps } from '../../experiment/props';

/** What ends an experiment, and what its analyses are given. */
const experimentAnalysisChecks: readonly Check<ExperimentProps>[] = [
  {
    id: 'experiment-end',
    *find({ duration, analyses = [] }) {
      if (duration === undefined && !analyses.some(({ requiredForCompletion }) => requiredForCompletion)) {
        yield {
          at: 'spec.duration',
          what: 'nothing ends this experiment.',
          why: 'without a duration only an analysis that is required for completion ends it: its pods would run for ever.',
          fix: 'give it a `duration`, or say `requiredForCompletion: true` of an analysis.',
        };
      }
    },
  },
  {
    id: 'experiment-analysis-name',
    *find({ analyses = [] }) {
      const names = analyses.map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (typeof name !== 'string' || !DNS_LABEL.test(name) || names.indexOf(name) < index) {
          yield {
            at: `spec.analyses[${index}].name`,
            value: name,
            what: 'it must be unique, of a-z, 0-9 and "-".',
            why: 'the AnalysisRun is named after it, and of two with one name only one result would be kept.',
            fix: 'name it after the question it answers, such as "latency".',
          };
        }
      }
    },
  },
  {
    id: 'experiment-argument',
    *find({ analyses = [] }) {
      for (const [index, { template }] of analyses.entries()) {
        for (const [name, value] of Object.entries(template?.args ?? {})) {
          if (typeof value === 'object') {
            yield {
              at: `spec.analyses[${index}].args.${name}`,
              value,
              what: 'an experiment of its own can only pass text.',
              why: 'there is no Rollout to take the value from, so Argo drops it and the analysis ends with an Error.',
              fix: 'pass Argument.experimentHash(name) or the text itself.',
            };
          }
        }
      }
    },
  },
];

/** What the checks of times rely on. */
const shape: readonly Check<ExperimentProps>[] = [experimentDurationCheck, ...experimentShapeChecks];

const content: readonly Check<ExperimentProps>[] = [...experimentPodChecks, ...experimentAnalysisChecks];

/** All checks of an Experiment, those of its analyses aside. */
export const experimentChecks: readonly Check<ExperimentProps>[] = [...shape, ...content, ...experimentTimeChecks];

/** Everything that Argo would refuse in an Experiment, and everything that could never do what it says. */
export function checkExperiment(props: ExperimentProps): readonly Problem[] {
  const shapeProblems = runChecks(shape, props);
  if (shapeProblems.length > 0) {
    return shapeProblems;
  }
  const { templates, duration, analyses = [], dryRun, measurementRetention } = props;
  const experiment = { templates: Object.keys(templates), duration: duration !== undefined };
  const ofAnalyses = analyses.flatMap(({ template, requiredForCompletion }, index) =>
    checkAnalysis({ templates: [template], dryRun, measurementRetention }, `spec.analyses[${index}]`, {
      endless: requiredForCompletion ? 'refused' : 'allowed',
      experiment,
    }),
  );
  const problems = [...runChecks(content, props), ...ofAnalyses];
  // how long an analysis takes is only known of one that is right
  return problems.length > 0 ? problems : runChecks(experimentTimeChecks, props);
}

/** Templates in another namespace, as text: known only when the chart is. */
export function foreignTemplates({ analyses = [] }: ExperimentProps, namespace: string | undefined): string[] {
  const composed = (template: AnalysisTemplateReference): readonly AnalysisTemplateReference[] => [
    template,
    ...template.definition.templates.flatMap(composed),
  ];
  return analyses.flatMap(({ template: use }, index) =>
    composed(use.template)
      .filter((template) => !template.clusterScope && template.namespace !== undefined && namespace !== undefined)
      .filter((template) => template.namespace !== namespace)
      .map((template) =>
        formatProblem({
          rule: 'template-namespace',
          at: `spec.analyses[${index}].templateName`,
          value: `${template.namespace}/${template.name}`,
          what: `it is in another namespace than the experiment (${namespace}).`,
          why: 'Argo looks for it next to the experiment and does not find it, which fails the experiment.',
          fix: 'put both into one namespace, or use a ClusterAnalysisTemplate.',
        }),
      ),
  );
}
