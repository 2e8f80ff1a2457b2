import { renderValue, type ArgumentValue } from './argument';
import {
  renderDryRun,
  renderRetention,
  type AnalysisUse,
  type MeasurementRetention,
  type MetricSelection,
} from './definition';
import { renderReference } from './template';
import { compact, type EphemeralMetadata } from '../values';

/** One AnalysisRun of a rollout: which templates, and how their results count. */
export interface Analysis {
  /** Measured together; their metrics must have different names. */
  readonly templates: readonly [AnalysisUse, ...AnalysisUse[]];
  /** Metrics that are measured and shown but never fail the run. @default - none */
  readonly dryRun?: MetricSelection;
  /** @default - Argo keeps 10 measurements of each metric */
  readonly measurementRetention?: readonly MeasurementRetention[];
  /** Labels and annotations of the AnalysisRun (Argo Rollouts 1.6). @default - none */
  readonly analysisRunMetadata?: EphemeralMetadata;
}

/** An analysis that runs beside the steps until the last one has ended. */
export interface BackgroundAnalysis extends Analysis {
  /**
   * 0-based index of the step with which it starts.
   * @default - the step after the first `setWeight` above zero: before that the canary has no traffic to judge
   */
  readonly startingStep?: number;
}

/** The arguments of all templates in one list, first use first: Argo passes one list to all of them. */
export function mergedArguments(uses: readonly AnalysisUse[]): ReadonlyMap<string, ArgumentValue> {
  const merged = new Map<string, ArgumentValue>();
  for (const { args } of uses) {
    for (const [name, value] of Object.entries(args)) {
      if (!merged.has(name) && value !== undefined) {
        merged.set(name, value);
      }
    }
  }
  return merged;
}

/** The `args` list. */
export function renderArguments(uses: readonly AnalysisUse[]): object[] | undefined {
  const args = [...mergedArguments(uses)].map(([name, value]) => renderValue(name, value));
  return args.length > 0 ? args : undefined;
}

/** A `RolloutAnalysis`: the value of an analysis step, of `prePromotionAnalysis` and of `postPromotionAnalysis`. */
export function renderAnalysis(analysis: Analysis): object {
  return {
    templates: analysis.templates.map(({ template }) => renderReference(template)),
    args: renderArguments(analysis.templates),
    dryRun: renderDryRun(analysis.dryRun),
    measurementRetention: renderRetention(analysis.measurementRetention),
    analysisRunMetadata: analysis.analysisRunMetadata && compact(analysis.analysisRunMetadata),
  };
}
