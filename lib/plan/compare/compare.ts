import type { PlanComparison, RolloutComparison } from '../model/comparison';
import type { PlanReport } from '../model/report';
import { pairsOf, type Pair } from './pairs';
import { planChanges } from './plan';
import { proofChanges } from './proofs';
import { remarkChanges } from './remarks';
import { scenarioChanges } from './scenarios';
import { introduction, verdictOn } from './verdict';

/**
 * What changed between two sets of rollouts: what the plans say, and what becomes of the numbers. Rollouts are the same
 * by kind, namespace and name; of several that share all three, the nth is the nth.
 */
export function comparePlans(before: readonly PlanReport[], after: readonly PlanReport[]): PlanComparison {
  return { rollouts: pairsOf(before, after, keyOf).flatMap(compared) };
}

function keyOf({ plan: { identity } }: PlanReport): string {
  return JSON.stringify([identity.kind, identity.namespace ?? 'default', identity.name]);
}

function compared({ before, after }: Pair<PlanReport>): RolloutComparison[] {
  if (before && after) return [comparison(before, after)];
  const nothing = { plan: [], figures: [], newRemarks: [], goneRemarks: [] };
  if (after) {
    const verdict = introduction(after);
    return [{ identity: after.plan.identity, change: 'added', verdict, ...nothing, newRemarks: after.remarks }];
  }
  if (!before) return [];
  return [{ identity: before.plan.identity, change: 'removed', verdict: 'gone', ...nothing }];
}

function comparison(before: PlanReport, after: PlanReport): RolloutComparison {
  const changes = {
    plan: planChanges(before, after),
    figures: [...scenarioChanges(before, after), ...proofChanges(before.proofs, after.proofs)],
    ...remarkChanges(before.remarks, after.remarks),
  };
  const verdict = verdictOn(changes);
  return {
    identity: after.plan.identity,
    change: verdict.judgement === undefined ? 'same' : 'changed',
    ...verdict,
    ...changes,
  };
}
