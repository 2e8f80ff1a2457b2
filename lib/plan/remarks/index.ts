import type { Remark } from '../model/remark';
import { jump, noSoak, overloaded, rounded } from './exposure';
import {
  blind,
  cannotFail,
  chances,
  coldStart,
  diluted,
  noAnalysis,
  undetected,
  unguarded,
  unknownGuard,
} from './guards';
import type { Remarkable, RemarkKind } from './remarkable';
import { noSteps, unrouted } from './traffic';
import { indefinitePause, neverEnds, slow } from './waiting';
import { noRollbackWindow, slowRollback, stuckOnCrash } from './way-back';

export { remarksOnTemplate } from './template';
export type { Found, Remarkable, RemarkKind } from './remarkable';

/** All kinds, in the order in which people should read them. */
export const REMARKS = [
  neverEnds,
  noAnalysis,
  cannotFail,
  undetected,
  blind,
  coldStart,
  diluted,
  chances,
  noSteps,
  unrouted,
  jump,
  rounded,
  overloaded,
  indefinitePause,
  stuckOnCrash,
  slowRollback,
  unknownGuard,
  unguarded,
  noSoak,
  noRollbackWindow,
  slow,
] as const satisfies readonly RemarkKind[];

/** All remarks on a plan, warnings first. */
export function remarksOn(on: Remarkable): Remark[] {
  const all = REMARKS.flatMap(({ id, severity, find }: RemarkKind) =>
    find(on).map((found): Remark => ({ id, severity, ...found })),
  );
  const of = (wanted: Remark['severity']) => all.filter(({ severity }) => severity === wanted);
  return [...of('warning'), ...of('info')];
}
