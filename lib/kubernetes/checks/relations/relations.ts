import { runChecks, type Check } from '../check';
import { namespaceChecks } from './namespaces';
import { podRelationChecks } from './pods';
import { serviceRelationChecks } from './services';
import type { RolloutInTree } from './subject';
import { formatProblem } from '../../../errors';

/** The checks of a Rollout and what stands around it. They read the tree as it is at synth, late changes included. */
export const relationChecks: readonly Check<RolloutInTree>[] = [
  ...podRelationChecks,
  ...serviceRelationChecks,
  ...namespaceChecks,
];

/**
 * What does not fit between a Rollout and the objects around it: judged at synth, reported with all others.
 *
 * @param checks the checks to ask: all of them, unless a test leaves one out
 */
export function checkRelations(
  rollout: RolloutInTree,
  checks: readonly Check<RolloutInTree>[] = relationChecks,
): string[] {
  return runChecks(checks, rollout).map(formatProblem);
}
