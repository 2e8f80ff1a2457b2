import { checkAnalysis, type RunPlace } from '../template/analysis';
import type { Check } from '../check';
import { BLUE_GREEN, CANARY, isObject, stepsOf } from './subject';
import type { Problem } from '../../../errors';
import type { Analysis, AnalysisUse, ArgumentValue } from '../../analysis';
import type { RolloutProps } from '../../rollout/props';
import type { ExperimentStepProps } from '../../rollout/step';
import type { Strategy } from '../../rollout/strategy';

/** One AnalysisRun that a Rollout will start. */
interface PlacedAnalysis {
  readonly analysis: Analysis;
  readonly at: string;
  readonly place: RunPlace;
}

/** Beside the steps a run is ended by the last of them; everywhere else something waits for its end. */
const BACKGROUND: RunPlace = { endless: 'allowed', experiment: 'none' };
const AWAITED: RunPlace = { endless: 'refused', experiment: 'none' };

/** Every AnalysisRun that a strategy will start. */
export function analysesOf({ canary, blueGreen }: Strategy): readonly PlacedAnalysis[] {
  const named = [
    { analysis: canary?.analysis, at: `${CANARY}.analysis`, place: BACKGROUND },
    ...stepsOf(canary).flatMap(({ step, at }) => [
      { analysis: step.analysis, at: `${at}.analysis`, place: AWAITED },
      ...(step.experiment ? experimentAnalyses(step.experiment, `${at}.experiment`) : []),
    ]),
    { analysis: blueGreen?.prePromotionAnalysis, at: `${BLUE_GREEN}.prePromotionAnalysis`, place: AWAITED },
    { analysis: blueGreen?.postPromotionAnalysis, at: `${BLUE_GREEN}.postPromotionAnalysis`, place: AWAITED },
  ];
  return named.flatMap(({ analysis, at, place }) => (analysis ? [{ analysis, at, place }] : []));
}

/** Each analysis of an experiment is a run of its own, and the experiment's dry run holds for each of them. */
function experimentAnalyses(props: ExperimentStepProps, at: string): readonly PlacedAnalysis[] {
  const { analyses = [], templates = [], duration, dryRun } = props;
  const experiment = { templates: templates.map(({ name }) => name), duration: duration !== undefined };
  return analyses.map(({ template, requiredForCompletion }, index) => ({
    analysis: { templates: [template], dryRun },
    at: `${at}.analyses[${index}]`,
    // the end of the experiment ends those it does not wait for
    place: { endless: requiredForCompletion ? 'refused' : 'allowed', experiment },
  }));
}

/** Fields of an object's metadata that the downward API knows. */
const METADATA = /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['[^']+'\])$/;
const REST = /^(spec|status)[.[]/;

export const argumentChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'C25',
    *find({ strategy }) {
      for (const { analysis, at } of analysesOf(strategy)) {
        for (const [name, value] of argumentsOf(analysis)) {
          if (isObject(value) && 'fieldPath' in value && !isField(value.fieldPath)) {
            yield {
              at: `${at}.args[${name}].valueFrom.fieldRef.fieldPath`,
              value: value.fieldPath,
              what: 'a Rollout has no such field to pass on.',
              why: 'the argument would stay without a value: Argo refuses the Rollout, or aborts every update when the run starts.',
              fix: "use metadata.name, metadata.namespace, metadata.uid, metadata.labels['<key>'], metadata.annotations['<key>'] or a field under spec.",
            };
          }
        }
      }
    },
  },
];

/** All that is passed; nothing where the templates are none, which `checkAnalysis` reports. */
function argumentsOf({ templates }: Analysis): readonly (readonly [string, ArgumentValue | undefined])[] {
  return Array.isArray(templates)
    ? templates.flatMap((use: AnalysisUse | undefined) => Object.entries(use?.args ?? {}))
    : [];
}

function isField(path: string): boolean {
  return METADATA.test(path) || REST.test(path);
}

/** What is wrong with the templates and arguments of each analysis. */
export function analysisProblems({ strategy }: RolloutProps): readonly Problem[] {
  return analysesOf(strategy).flatMap(({ analysis, at, place }) => checkAnalysis(analysis, at, place));
}
