import type { GateId, Severity } from '../../verdict';

/** What reports say of a rule beside its findings. */
export interface RuleText {
  readonly id: string;
  readonly gate: GateId;
  /** What it demands, one line without a full stop. */
  readonly title: string;
  /** Why that matters, one sentence. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
  /** How much a finding weighs in the pack. */
  readonly level: Severity;
  /** Where the demand or its numbers come from. */
  readonly source: string;
  /** Whether somebody may accept its findings for a while. */
  readonly exemptible: boolean;
}

/** What a report is shown with. */
export interface ShownWith {
  /** The rules that were asked, those of the engine last. */
  readonly rules: readonly RuleText[];
  /** Version of stepgate. */
  readonly version: string;
}
