import { suggest, type Budget, type Plan } from '../../../lib/plan';
import { assumedOf } from '../../../lib/planner/assumptions/rollouts';
import type { PlannerOptions } from '../../../lib/planner/planner';
import { suggestedManifests } from '../../../lib/planner/suggested/manifests';
import { jsonReport } from '../../../lib/reports/json';
import { suggestionText } from '../../../lib/reports/suggestion-text';
import { Failure } from './failure';
import type { Io } from './io';
import type { PlanFlags } from './options';

/** One rollout that wants a plan. */
interface Wanting {
  readonly identity: Plan['identity'];
  readonly replicas?: number;
}

/** Prints the shortest plan that meets the budget for each rollout, or which wishes contradict each other. */
export function suggestPlan(flags: PlanFlags, options: PlannerOptions, io: Io, plans: readonly Plan[]): number {
  const wanting: readonly Wanting[] =
    plans.length > 0 ? plans.map(wantingOf) : [{ identity: { name: 'my-service', kind: 'Rollout' } }];
  const suggestions = wanting.map((one) => {
    const suggestion = suggestionFor(one, flags, options);
    const { name } = one.identity;
    return suggestion.kind === 'plan'
      ? { name, suggestion, ...suggestedManifests(name, suggestion.plan) }
      : { name, suggestion };
  });
  const text = suggestions.map(({ name, suggestion, ...shown }) =>
    suggestionText(name, suggestion, 'manifests' in shown ? shown : undefined),
  );
  io.out(flags.json ? jsonReport({ suggestions }) : text.join(''));
  return suggestions.some(({ suggestion }) => suggestion.kind === 'contradiction') ? 2 : 0;
}

function wantingOf({ identity, replicas: { desired } }: Plan): Wanting {
  return typeof desired === 'number' && desired > 0 ? { identity, replicas: desired } : { identity };
}

function suggestionFor({ identity, replicas }: Wanting, flags: PlanFlags, options: PlannerOptions) {
  const { target, rise } = flags;
  const assumptions = assumedOf(identity, options);
  const { requestRate } = assumptions;
  if (target === undefined || requestRate === undefined) {
    throw new Failure(
      '--suggest needs --target, such as 99.9%, and a request rate ' +
        `(--request-rate, or requestRate of "${identity.name}" in the file of assumptions): ` +
        'how sure an analysis is follows from them.',
    );
  }
  return suggest({
    objective: { target, ...(rise === undefined ? {} : { rise }) },
    requestRate,
    budget: budgetOf(flags),
    assumptions,
    ...(replicas === undefined ? {} : { replicas }),
  });
}

function budgetOf({ maxDetection, maxWeightMinutes, maxDuration }: PlanFlags): Budget {
  return {
    ...(maxDetection === undefined ? {} : { detectionSeconds: maxDetection }),
    ...(maxWeightMinutes === undefined ? {} : { weightMinutes: maxWeightMinutes }),
    ...(maxDuration === undefined ? {} : { totalSeconds: maxDuration }),
  };
}
