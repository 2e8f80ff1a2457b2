import type * as kplus from 'cdk8s-plus-28';

/** When the referenced workload is scaled to zero (Argo Rollouts 1.7). */
export type ScaleDown = 'never' | 'onsuccess' | 'progressively';

/** A workload whose pods the Rollout takes over, in place of a pod template of its own. */
export interface WorkloadReference {
  /** A Deployment of this app, or the name of one that exists in the Rollout's namespace. */
  readonly workload: kplus.Deployment | ExistingWorkload;
  /** @default - Argo's: never */
  readonly scaleDown?: ScaleDown;
}

/** A workload outside this app. Argo resolves these three kinds only. */
export interface ExistingWorkload {
  /** What it is. */
  readonly kind: 'Deployment' | 'ReplicaSet' | 'PodTemplate';
  /** `metadata.name`. */
  readonly name: string;
  /** Labels of its pods, for Services that select them. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** True for a Deployment of this app. */
export function isOwnWorkload(workload: kplus.Deployment | ExistingWorkload): workload is kplus.Deployment {
  return 'node' in workload;
}

/** `spec.workloadRef`. */
export function renderWorkloadReference({ workload, scaleDown }: WorkloadReference): object {
  return isOwnWorkload(workload)
    ? { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name, scaleDown }
    : {
        apiVersion: workload.kind === 'PodTemplate' ? 'v1' : 'apps/v1',
        kind: workload.kind,
        name: workload.name,
        scaleDown,
      };
}
