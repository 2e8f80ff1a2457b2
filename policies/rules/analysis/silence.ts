import { childrenOf, type Node } from '../../../lib/facts/kubernetes/expr/ast';
import type { MetricAlone } from '../../../lib/facts/kubernetes/analysis/alone';
import { Judge } from '../../../lib/facts/kubernetes/expr/judge';
import { isUnknown } from '../../../lib/plan';

/** Whether a metric errs without data because its conditions take an element out of what may be an empty list. */
export function errsOnEmpty({ conditions, provider, assessment, metric: { verdicts } }: MetricAlone): boolean {
  if (provider !== 'prometheus' || verdicts.noData !== 'Error' || assessment.always === 'Error') return false;
  return new Judge(conditions).nodes.some(indexes);
}

/**
 * Whether that looks like what was wanted: the first measurement comes when there must be data already, so that none
 * means that nobody could be served.
 */
export function waitsForData({ metric: { initialDelaySeconds: delay, lookBackSeconds: back } }: MetricAlone): boolean {
  return !isUnknown(delay) && !isUnknown(back) && back > 0 && delay >= back;
}

function indexes(node: Node): boolean {
  if (node.kind === 'member' && node.object.kind === 'name' && node.object.name === 'result') return true;
  return childrenOf(node).some(indexes);
}
