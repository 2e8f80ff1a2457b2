import type { UnitRule } from '../../rule';
import { rollout, STRATEGY } from '../example';
import { fromRemark } from '../from-remark';
import { safe } from './examples';
import { fieldIn, whereServed } from './served';

const remarked = fromRemark('no-rollback-window');

/** That old revisions are there to go back to is for `history-kept`. */
export const noRollbackWindow: UnitRule = {
  id: 'no-rollback-window',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'Going back to a recent version takes no steps',
  why: 'a revert is a release like any other, and waits at each of its steps.',
  fix: 'set rollbackWindow.revisions.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, docs/features/rollback.md and rollout/sync.go:1216-1245',
  since: '0.2.0',
  *check(unit, around) {
    for (const found of whereServed(unit, remarked(unit, around))) {
      yield 'what' in found ? { ...found, at: fieldIn(unit, 'spec', 'rollbackWindow') } : found;
    }
  },
  examples: {
    good: [{ title: 'the last three versions are a step away', manifests: safe() }],
    bad: [{ title: 'no window', manifests: rollout({ strategy: STRATEGY, spec: 'replicas: 4' }) }],
  },
};
