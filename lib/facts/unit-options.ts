import type { Assumptions } from '../plan/model/assumptions';
import type { Identity } from '../plan/model/plan';

/** What no manifest says of what is released. */
export interface UnitOptions {
  /** What a plan takes for granted. @default DEFAULT_ASSUMPTIONS */
  readonly assumptions?: Partial<Assumptions>;
  /** The same for some, from how they are called; it wins over `assumptions`. @default - for none */
  readonly assumptionsOf?: (identity: Identity) => Partial<Assumptions>;
  /** Whether the controller runs with `--aws-verify-target-group`. @default - not known */
  readonly verifiesTargetGroups?: boolean;
}
