import { isUnknown } from '../../../lib/plan';
import type { Findings, UnitRule } from '../../rule';
import { all } from '../example';
import { budget, safe } from './examples';
import { whereServed } from './served';

/** What a budget says is for `budget-blocks`; a single pod is for `replicas`. */
export const disruptionBudget: UnitRule = {
  id: 'disruption-budget',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A disruption budget keeps pods while nodes are drained',
  why: 'an upgrade of the cluster takes all pods away at once, also in the middle of a release.',
  fix: 'add a PodDisruptionBudget that selects its pods, with maxUnavailable: 1.',
  level: 'warning',
  source: 'Kubernetes: Specifying a Disruption Budget for your Application',
  since: '0.2.0',
  check: (unit, { world }) =>
    whereServed(unit, judge(unit.leastReplicas, unit.disruption.length > 0 || isUnknown(unit.pods), world)),
  examples: {
    good: [{ title: 'one pod may go', manifests: all(safe(), budget('maxUnavailable: 1')) }],
    bad: [{ title: 'none', manifests: safe() }],
  },
};

function* judge(replicas: number | { readonly unknown: string }, has: boolean, world: 'open' | 'closed'): Findings {
  if (has) return;
  if (isUnknown(replicas)) yield replicas;
  else if (replicas < 2) return;
  else if (world === 'open') yield { unknown: 'whether a PodDisruptionBudget elsewhere selects its pods' };
  else yield { what: `no disruption budget selects its ${replicas} pods.` };
}
