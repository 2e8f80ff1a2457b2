import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all } from '../example';
import { budget, safe } from './examples';

/** That there is a budget at all is for `disruption-budget`. */
export const budgetBlocks: UnitRule = {
  id: 'budget-blocks',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A disruption budget lets at least one pod go',
  why: 'no node with such a pod can ever be drained, until somebody deletes the budget or the pod by force.',
  fix: 'set maxUnavailable: 1, and run two pods at least.',
  level: 'warning',
  source:
    'Kubernetes: Specifying a Disruption Budget for your Application; the eviction API refuses pods with two budgets',
  since: '0.2.0',
  *check({ disruption, leastReplicas }) {
    for (const { item, letsGo } of disruption) {
      if (isUnknown(letsGo)) yield { ...letsGo, item };
      else if (!letsGo) {
        const at = Object(item.object.spec) as { maxUnavailable?: unknown };
        const field = at.maxUnavailable === undefined ? 'minAvailable' : 'maxUnavailable';
        yield {
          item,
          at: ['spec', field],
          what: `it never lets a pod go${typeof leastReplicas === 'number' ? `: there may be as few as ${leastReplicas}` : ''}.`,
        };
      }
    }
    const [first, second] = disruption;
    if (!first || !second) return;
    yield {
      item: second.item,
      at: ['spec', 'selector'],
      what: `budgets "${first.item.object.metadata.name ?? ''}" and "${second.item.object.metadata.name ?? ''}" select the same pods, and none of them can be evicted.`,
      fix: 'keep one of them.',
    };
  },
  examples: {
    good: [{ title: 'one of four', manifests: all(safe(), budget('maxUnavailable: 1')) }],
    bad: [
      { title: 'all four must stay', manifests: all(safe(), budget('minAvailable: 4')) },
      { title: 'rounded up, two of two', manifests: all(safe('replicas: 2'), budget('minAvailable: 51%')) },
      { title: 'two budgets', manifests: all(safe(), budget('maxUnavailable: 1'), budget('minAvailable: 1', 'other')) },
    ],
  },
};
