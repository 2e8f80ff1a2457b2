import type { BackgroundAnalysis, CanaryStrategy } from '../../plan/model/strategy';
import { readAnalysis, type Subject } from './analysis/analysis';
import type { Field } from './field';
import { analysisUseIn, readSteps } from './steps';
import { readProgressThreshold, readSurge } from './surge';
import { readTraffic, type Surroundings } from './traffic';

/** Reads `spec.strategy.canary`. */
export function readCanary(canary: Field, subject: Subject, surroundings: Surroundings): CanaryStrategy {
  const traffic = readTraffic(canary, surroundings);
  const maxWeight = traffic.mode === 'routed' && typeof traffic.maxWeight === 'number' ? traffic.maxWeight : 100;
  const { steps, indices } = readSteps(canary.at('steps'), subject, maxWeight);
  const background = readBackground(canary.at('analysis'), indices, steps.length, subject);
  const threshold = readProgressThreshold(canary.at('replicaProgressThreshold'));
  return {
    kind: 'canary',
    ...readSurge(canary),
    steps,
    traffic,
    ...(background ? { background } : {}),
    ...(threshold === undefined ? {} : { progressThreshold: threshold }),
  };
}

/** A background analysis without templates is never started (rollout/analysis.go:350-387). */
function readBackground(
  field: Field,
  indices: readonly number[],
  steps: number,
  subject: Subject,
): BackgroundAnalysis | undefined {
  if (!field.exists || field.at('templates').list().length === 0) {
    return undefined;
  }
  const start = field.at('startingStep').integer() ?? 0;
  // beyond the last step it stays as far beyond as it was
  const startingStep = indices[start] ?? (start < 0 ? start : steps + Math.max(0, start - indices.length));
  return { analysis: readAnalysis(analysisUseIn(field, subject), subject), startingStep };
}
