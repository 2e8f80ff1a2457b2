import { checkAnalysis } from './analysis';
import type { Check } from './check';
import { BLUE_GREEN, CANARY, stepsOf } from './subject';
import type { Problem } from '../../errors';
import type { Analysis } from '../analysis';
import type { RolloutProps } from '../rollout/rollout';
import type { ExperimentStepProps } from '../rollout/step';
import type { Strategy } from '../rollout/strategy';

/** One AnalysisRun that a Rollout will start. */
interface PlacedAnalysis {
  readonly analysis: Analysis;
  readonly at: string;
  /** Refused where something waits for its end. */
  readonly endless: 'allowed' | 'refused';
}

/** Every AnalysisRun that a strategy will start. */
export function analysesOf({ canary, blueGreen }: Strategy): readonly PlacedAnalysis[] {
  const named = [
    { analysis: canary?.analysis, at: `${CANARY}.analysis`, endless: 'allowed' as const },
    ...stepsOf(canary).flatMap(({ step, at }) => [
      { analysis: step.analysis, at: `${at}.analysis`, endless: 'refused' as const },
      ...(step.experiment ? experimentAnalyses(step.experiment, `${at}.experiment`) : []),
    ]),
    {
      analysis: blueGreen?.prePromotionAnalysis,
      at: `${BLUE_GREEN}.prePromotionAnalysis`,
      endless: 'refused' as const,
    },
    {
      analysis: blueGreen?.postPromotionAnalysis,
      at: `${BLUE_GREEN}.postPromotionAnalysis`,
      endless: 'refused' as const,
    },
  ];
  return named.flatMap(({ analysis, at, endless }) => (analysis ? [{ analysis, at, endless }] : []));
}

/** Each analysis of an experiment is a run of its own, and the experiment's dry run holds for each of them. */
function experimentAnalyses({ analyses = [], dryRun }: ExperimentStepProps, at: string): readonly PlacedAnalysis[] {
  return analyses.map(({ template, requiredForCompletion }, index) => ({
    analysis: { templates: [template], dryRun },
    at: `${at}.analyses[${index}]`,
    // the end of the experiment ends the others
    endless: requiredForCompletion ? 'refused' : 'allowed',
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
        for (const [name, value] of analysis.templates?.flatMap(({ args }) => Object.entries(args)) ?? []) {
          if (typeof value === 'object' && 'fieldPath' in value && !isField(value.fieldPath)) {
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

function isField(path: string): boolean {
  return METADATA.test(path) || REST.test(path);
}

/** What is wrong with the templates and arguments of each analysis. */
export function analysisProblems({ strategy }: RolloutProps): readonly Problem[] {
  return analysesOf(strategy).flatMap(({ analysis, at, endless }) => checkAnalysis(analysis, at, { endless }));
}
