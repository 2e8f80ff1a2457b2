import type { Objective, Sides } from '../slo';
import type { AnalysisOptions, CanaryForm } from './vendor';

/** Arguments that an AnalysisTemplate replaces: the hashes and Services of both sides. */
const ARGUMENTS: Sides = {
  canary: { hash: '{{args.canary-hash}}', service: '{{args.canary-service}}' },
  stable: { hash: '{{args.stable-hash}}', service: '{{args.stable-service}}' },
};

/** How a canary is judged by one objective: the options with their defaults, the same for every vendor. */
export interface Judgement {
  /** Minutes that one measurement looks back. */
  readonly windowMinutes: number;
  /** Requests of the canary in that window below which a measurement is no data. */
  readonly minimumRequests: number;
  /** Each becomes one metric. */
  readonly forms: readonly CanaryForm[];
  /** From which value of a form on the canary is bad. */
  readonly limits: Readonly<Record<CanaryForm, number>>;
  /** Names for the slot. */
  readonly sides: Sides;
}

/** The options of an analysis with the defaults for this objective. */
export function judgementOf(objective: Objective, options: AnalysisOptions = {}): Judgement {
  const { windowMinutes = 5, minimumRequests = 100, rise = 0.01, standardErrors = 2.58, sides = ARGUMENTS } = options;
  const { level = objective.budget + rise, forms = ['rise', 'significance', 'level'] } = options;
  return { windowMinutes, minimumRequests, forms, limits: { rise, significance: standardErrors, level }, sides };
}

/** Names of the arguments of an AnalysisTemplate that a text uses, in the order of the alphabet. */
export function argumentsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{args\.([^}]+)\}\}/g)].map(([, name = '']) => name))].sort();
}
