/** Versions of the Argo Rollouts controller between which timing differs, oldest first. `head` is what follows 1.10. */
export const CONTROLLER_VERSIONS = ['1.7', '1.8', '1.8.1', '1.9', '1.10', 'head'] as const;

/** One of `CONTROLLER_VERSIONS`. */
export type ControllerVersion = (typeof CONTROLLER_VERSIONS)[number];

/** What the controller of a version does (reference §2.11). */
export interface Behaviour {
  /** Knows consecutiveSuccessLimit; before, the field is dropped without a word. */
  readonly countsSuccessesInARow: boolean;
  /** Changes weights only while stable has the pods to take its share (rollout/trafficrouting.go:142-158). */
  readonly guardsStable: boolean;
  /** Aborts dynamicStableScale in reverse steps; before, stable grows to full size at once. */
  readonly abortsInReverseSteps: boolean;
  /** Bounds the reverse steps by the weight, not by the canary's pods (pull request 4900, issues 4841 and 4898). */
  readonly abortsByWeight: boolean;
  /** Caps minPodsPerReplicaSet at all pods wanted; v1.9.1 does not yet. */
  readonly capsMinPods: boolean;
  /** Knows replicaProgressThreshold. */
  readonly knowsProgressThreshold: boolean;
}

/** What the controller of this version does. */
export function behaviourOf(version: ControllerVersion): Behaviour {
  const since = (first: ControllerVersion) =>
    CONTROLLER_VERSIONS.indexOf(version) >= CONTROLLER_VERSIONS.indexOf(first);
  return {
    countsSuccessesInARow: since('1.8'),
    guardsStable: since('1.8.1'),
    abortsInReverseSteps: since('1.9'),
    abortsByWeight: since('head'),
    capsMinPods: since('head'),
    knowsProgressThreshold: since('1.9'),
  };
}
