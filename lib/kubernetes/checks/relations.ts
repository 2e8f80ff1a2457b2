import type { Rollout } from '../rollout/rollout';

/** What does not fit between a Rollout and the objects around it: judged at synth, reported with all others. */
export function checkRelations(_rollout: Rollout): string[] {
  return [];
}
