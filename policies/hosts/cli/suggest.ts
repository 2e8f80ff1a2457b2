import { suggest, type Plan, type Suggestion } from '../../../lib/plan';
import type { PlannerOptions } from '../../../lib/planner/planner';
import { jsonReport } from '../../../lib/reports/json';
import { suggestionText } from '../../../lib/reports/suggestion-text';
import { Failure } from './failure';
import type { Io } from './io';
import type { PlanFlags } from './options';

/** Prints the shortest plan that meets the budget, or which wishes contradict each other. */
export function suggestPlan(
  flags: PlanFlags,
  { assumptions = {} }: PlannerOptions,
  io: Io,
  plans: readonly Plan[],
): number {
  const { target, rise, maxDetection, maxWeightMinutes, maxDuration } = flags;
  const { requestRate } = assumptions;
  if (target === undefined || requestRate === undefined) {
    throw new Failure(
      '--suggest needs --target, such as 99.9%, and --request-rate: how sure an analysis is follows from them.',
    );
  }
  const budget = {
    ...(maxDetection === undefined ? {} : { detectionSeconds: maxDetection }),
    ...(maxWeightMinutes === undefined ? {} : { weightMinutes: maxWeightMinutes }),
    ...(maxDuration === undefined ? {} : { totalSeconds: maxDuration }),
  };
  const ask = (replicas?: number): Suggestion =>
    suggest({
      objective: { target, ...(rise === undefined ? {} : { rise }) },
      requestRate,
      budget,
      assumptions,
      ...(replicas === undefined ? {} : { replicas }),
    });
  const wanted = plans.map(({ identity, replicas: { desired } }) => ({
    name: identity.name,
    suggestion: ask(typeof desired === 'number' && desired > 0 ? desired : undefined),
  }));
  const suggestions = wanted.length > 0 ? wanted : [{ name: 'my-service', suggestion: ask() }];
  const text = suggestions.map(({ name, suggestion }) => suggestionText(name, suggestion)).join('');
  io.out(flags.json ? jsonReport({ suggestions }) : text);
  return suggestions.some(({ suggestion }) => suggestion.kind === 'contradiction') ? 2 : 0;
}
