import type * as kplus from 'cdk8s-plus-28';
import type { RolloutProps } from '../../rollout/props';
import type { Strategy } from '../../rollout/strategy';

/** What the relations of a Rollout are judged by, once it stands in the tree. */
export interface RolloutInTree
  extends
    Pick<kplus.Workload, 'metadata' | 'containers' | 'initContainers' | 'matchLabels' | 'matchExpressions'>,
    Pick<RolloutProps, 'workloadRef' | 'drain'> {
  readonly strategy: Strategy;
  /** Labels of the pods it runs. */
  podLabels(): Readonly<Record<string, string>>;
}
