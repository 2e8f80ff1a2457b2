import { runChecks, type Check } from './check';
import { namespaceChecks } from './relation-namespaces';
import { podRelationChecks } from './relation-pods';
import { serviceRelationChecks } from './relation-services';
import { formatProblem } from '../../errors';
import type { Rollout } from '../rollout/rollout';

/** The checks of a Rollout and what stands around it. They read the tree as it is at synth, late changes included. */
export const relationChecks: readonly Check<Rollout>[] = [
  ...podRelationChecks,
  ...serviceRelationChecks,
  ...namespaceChecks,
];

/**
 * What does not fit between a Rollout and the objects around it: judged at synth, reported with all others.
 *
 * @param checks the checks to ask: all of them, unless a test leaves one out
 */
export function checkRelations(rollout: Rollout, checks: readonly Check<Rollout>[] = relationChecks): string[] {
  return runChecks(checks, rollout).map(formatProblem);
}
