import type { Rule } from '../../rule';
import { alertRunbook } from './alert-runbook';
import { ownerNamed } from './owner-named';
import { releaseNotes } from './release-notes';
import { runbookLinked } from './runbook-linked';

/** Rules of the gate "Release documentation", in the order in which they are read. */
export const releaseDocumentationRules = [
  ownerNamed,
  runbookLinked,
  releaseNotes,
  alertRunbook,
] as const satisfies readonly Rule[];
