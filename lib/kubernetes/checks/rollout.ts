import type { Problem } from '../../errors';
import type { RolloutProps } from '../rollout/rollout';

/** Everything that Argo would refuse in a Rollout, and everything that could never do what it says. */
export function checkRollout(_props: RolloutProps): readonly Problem[] {
  return [];
}
