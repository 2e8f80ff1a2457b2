import type { Known } from './known';
import type { Strategy } from './strategy';

/**
 * What a rollout will do, as data: the neutral timeline that the simulation, the proofs and the gates read.
 *
 * Defaults of the source are already filled in. Where the source does not say a value (an argument without a value, a
 * variable of a template), the value is `Unknown` and names itself; nothing is guessed here.
 */
export interface Plan {
  readonly identity: Identity;
  readonly replicas: Replicas;
  /** A pod counts as available this long after it became ready. Argo's default: 0. */
  readonly minReadySeconds: Known<number>;
  readonly strategy: Strategy;
  readonly progressDeadline: ProgressDeadline;
  /** Somebody froze the rollout (`spec.paused`): nothing scales, switches or aborts. */
  readonly paused: Known<boolean>;
  /**
   * Going back to one of the last n revisions skips steps and analyses. 0: off.
   * The rollout counts the revisions strictly between the two and compares `<` (Argo v1.9.1 rollout/sync.go:1216-1245).
   */
  readonly rollbackWindowRevisions: Known<number>;
  /** How many old revisions are kept to go back to. Argo's default: 10. */
  readonly revisionHistoryLimit: Known<number>;
}

/** Which workload a plan is for. */
export interface Identity {
  readonly name: string;
  /** @default - the namespace of whoever applies it */
  readonly namespace?: string;
  /** What the manifest calls itself, e.g. `Rollout`. */
  readonly kind: string;
  /** Where it was read, for messages: a construct path, or file and line. @default - not said */
  readonly source?: string;
}

/** How many pods. */
export interface Replicas {
  /** Pods wanted while the rollout runs: `N` of the reference. */
  readonly desired: Known<number>;
  /** Fewest and most pods an autoscaler may want. @default - no autoscaler */
  readonly range?: { readonly min: Known<number>; readonly max: Known<number> };
}

/** How long the rollout may make no progress, and what happens then. */
export interface ProgressDeadline {
  /** Argo's default: 600. */
  readonly seconds: Known<number>;
  /** Whether it aborts; otherwise the rollout is only marked degraded and traffic stays where it is. */
  readonly aborts: Known<boolean>;
}
