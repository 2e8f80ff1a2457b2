/** Outward names of the Kubernetes room: what other tools read in our manifests. */

/** Group and version of every Argo Rollouts object. */
export const ARGO_API_VERSION = 'argoproj.io/v1alpha1';

/** Label that the controller sets on each ReplicaSet, its pods, and the selectors of the Services it manages. */
export const POD_TEMPLATE_HASH_LABEL = 'rollouts-pod-template-hash';
