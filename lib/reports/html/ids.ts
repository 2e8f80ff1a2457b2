import type { PlanReport } from '../../plan';
import { anchors } from '../page/ids';

/** An anchor for each report. */
export function idsOf(reports: readonly PlanReport[]): readonly string[] {
  return anchors(
    'rollout',
    reports.map(({ plan: { identity } }) => `${identity.namespace ?? ''}-${identity.name}`),
  );
}
