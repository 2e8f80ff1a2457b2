import type { Remark } from '../model/remark';
import type { PlanReport } from '../model/report';

/** What a remark is made from. */
export type Remarkable = Pick<PlanReport, 'plan' | 'simulations' | 'proofs'>;

/** One kind of remark: a question that a plan is asked. */
export interface RemarkKind {
  readonly id: string;
  readonly severity: Remark['severity'];
  readonly find: (on: Remarkable) => readonly Omit<Remark, 'id' | 'severity'>[];
}

/** All kinds, in the order in which people should read them. */
export const REMARKS: readonly RemarkKind[] = [];

/** All remarks on a plan, warnings first. */
export function remarksOn(on: Remarkable): Remark[] {
  const all = REMARKS.flatMap(({ id, severity, find }) => find(on).map((found) => ({ id, severity, ...found })));
  return [...all.filter(({ severity }) => severity === 'warning'), ...all.filter(({ severity }) => severity === 'info')];
}
