import type { Finding } from './finding';

/** Which findings an exemption is about. In texts, `*` stands for anything. */
export type ExemptionTarget =
  /** A construct and everything below it. */
  | { readonly construct: string }
  /** Objects by what names them. */
  | { readonly kind?: string; readonly namespace?: string; readonly name?: string }
  /** One finding, as a baseline writes it. */
  | { readonly fingerprint: string };

/** A fault that somebody accepts for a while. */
export interface Exemption {
  /** Id of the rule. */
  readonly rule: string;
  /** Which findings. */
  readonly target: ExemptionTarget;
  /** Why, in 10 characters or more. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day on which it holds, as `2026-12-31`. Anything that is no such day counts as over. */
  readonly expires: string;
}

/** An exemption and where it was said. */
export interface SaidExemption extends Exemption {
  /** Such as the construct path, the annotation of an object, or the file. */
  readonly saidAt: string;
}

/** A finding that is suppressed, and by what. */
export interface Suppressed {
  readonly finding: Finding;
  readonly exemption: SaidExemption;
}

/** An exemption that does not hold, and why. */
export interface Refused {
  readonly exemption: SaidExemption;
  /** One sentence. */
  readonly why: string;
}

/** What became of all exemptions. */
export interface ExemptionReport {
  readonly suppressed: readonly Suppressed[];
  /** Their last day is over, or is no day at all. */
  readonly expired: readonly Refused[];
  /** They lack a reason or an owner, or their rule can't be exempted. */
  readonly refused: readonly Refused[];
  /** They hold, and there is nothing for them to suppress. */
  readonly unused: readonly SaidExemption[];
}
