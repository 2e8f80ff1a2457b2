import type { Assumptions } from '../plan/model/assumptions';

/** What no manifest says of what is released. */
export interface UnitOptions {
  /** What a plan takes for granted. @default DEFAULT_ASSUMPTIONS */
  readonly assumptions?: Partial<Assumptions>;
  /** Whether the controller runs with `--aws-verify-target-group`. @default - not known */
  readonly verifiesTargetGroups?: boolean;
}
