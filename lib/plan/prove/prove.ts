import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions';
import { isUnknown, type Known } from '../model/known';
import type { Plan } from '../model/plan';
import type { AnalysisProof, MetricProof } from '../model/proof';
import type { AnalysisSpan, Simulation } from '../model/simulation';
import { simulate } from '../simulate';
import { metricProof } from './metric-proof';
import { analysesOf, type Placed } from './placed';
import type { PowerGoal } from './power';

/**
 * What every analysis of a plan can do: whether it can fail at all, from which error rate on it sees a bad version at
 * each step, and how likely it is to stop a slightly worse version and a good one.
 *
 * Built on the healthy simulation in which people resume at once: a measurement that comes too late there, or before
 * there is traffic, proves nothing. What is measured while a rollout waits for a person counts only for `canFail`.
 */
export function prove(plan: Plan, assumptions: Partial<Assumptions> = {}, goal: PowerGoal = {}): AnalysisProof[] {
  const given = { ...DEFAULT_ASSUMPTIONS, ...assumptions };
  const resumed = simulate(
    plan,
    { kind: 'healthy' },
    { ...given, manualResumeSeconds: given.manualResumeSeconds ?? 0 },
  );
  const waiting = given.manualResumeSeconds === undefined ? simulate(plan, { kind: 'healthy' }, given) : resumed;
  const left = [...resumed.analyses];
  return analysesOf(plan).map((placed) => {
    const index = left.findIndex((span) => isRunOf(placed, span));
    const span = index < 0 ? undefined : left.splice(index, 1)[0];
    return proofOf(placed, span, resumed, waiting, given, goal);
  });
}

/** A background run notes the step with which it began, which the plan need not name. */
function isRunOf({ analysis, role, stepIndex }: Placed, span: AnalysisSpan): boolean {
  if (span.role !== role || span.analysis !== analysis.name) return false;
  return role === 'step' || role === 'experiment' ? span.stepIndex === stepIndex : true;
}

function proofOf(
  placed: Placed,
  span: AnalysisSpan | undefined,
  resumed: Simulation,
  waiting: Simulation,
  given: Assumptions,
  goal: PowerGoal,
): AnalysisProof {
  const { analysis, settled, role, stepIndex } = placed;
  const waited = waiting.analyses.filter((run) => isRunOf(placed, run)).flatMap(({ measurements }) => measurements);
  // of several the first counts
  const endless = new Map(
    waited
      .filter((one) => one.endless)
      .toReversed()
      .map((one) => [one.metric, one]),
  );
  const metrics = settled.metrics.map((one, index): MetricProof => {
    const metric = analysis.metrics[index] ?? one;
    const taken = span?.measurements.filter((measurement) => measurement.metric === one.name) ?? [];
    const proof = metricProof(
      { metric, settled: one, taken, endless: endless.get(one.name), steps: resumed.steps },
      given,
      goal,
    );
    return span || proof.canFail !== false ? proof : { ...proof, reason: 'neverRuns', why: `${one.name}: ${NEVER}` };
  });
  const can: Known<boolean> = metrics.some((metric) => metric.canFail === true)
    ? true
    : (metrics.map((metric) => metric.canFail).find(isUnknown) ?? false);
  return { analysis: analysis.name, role, stepIndex, canFail: can, why: whyOf(placed, span, metrics), metrics };
}

const NEVER = 'it does not run in a healthy rollout';

function whyOf({ analysis }: Placed, span: AnalysisSpan | undefined, metrics: readonly MetricProof[]): string {
  if (analysis.templates.length === 0) return 'it has no template: no run is ever made';
  if (analysis.errsAtStart !== undefined) return `it errs as soon as it starts: ${analysis.errsAtStart}`;
  if (metrics.length === 0) return 'it has no metric, and errs as soon as it starts';
  if (!span) return NEVER;
  return (metrics.find((metric) => metric.canFail === true) ?? metrics[0])?.why ?? '';
}
