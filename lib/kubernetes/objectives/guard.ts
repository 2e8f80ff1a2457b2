import { weightOf, type CanaryPhases } from './phases';
import type { AnalysisUse, BackgroundAnalysis } from '../analysis';
import type { CanaryProps, Step } from '../rollout';

/** What is put into a canary. */
export interface Guards {
  /** Runs beside the steps. */
  readonly watch: AnalysisUse;
  /** Asked before the canary gets all traffic. */
  readonly evidence: AnalysisUse;
  /** Asked at the end of the soak; undefined if nothing can judge the canary alone. */
  readonly soak: AnalysisUse | undefined;
}

/** The canary with its watch and its gates; what it had of its own stays. */
export function guarded(canary: CanaryProps, phases: CanaryPhases, { watch, evidence, soak }: Guards): CanaryProps {
  const { analysis } = canary;
  const { compared: before, alone: after } = phases;
  const gate = before.some((step) => weightOf(step) > 0) ? [gateOf(evidence)] : [];
  return {
    ...canary,
    steps: [...before, ...gate, ...after, ...(after.length > 0 && soak ? [gateOf(soak)] : [])],
    analysis: besides(analysis, watch, (index) => (index < before.length ? index : index + gate.length)),
  };
}

function gateOf(use: AnalysisUse): Step {
  return { analysis: { templates: [use] } };
}

/** Both in one AnalysisRun: Argo has one background analysis. */
function besides(
  own: BackgroundAnalysis | undefined,
  watch: AnalysisUse,
  moved: (index: number) => number,
): BackgroundAnalysis {
  const { templates = [], startingStep, ...rest } = own ?? {};
  return {
    ...rest,
    templates: [watch, ...templates],
    startingStep: startingStep === undefined ? undefined : moved(startingStep),
  };
}
