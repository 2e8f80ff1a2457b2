/**
 * Annotations and labels in which people write down what no field of Kubernetes holds: ours first, then those that others
 * use for the same.
 */
export const DOCUMENT_KEYS = {
  owner: ['stepgate.dev/owner', 'owner', 'team', 'app.kubernetes.io/owner'],
  runbook: ['stepgate.dev/runbook', 'runbook', 'runbook_url'],
  notes: ['stepgate.dev/release-notes', 'kubernetes.io/change-cause'],
  version: ['app.kubernetes.io/version', 'version', 'tags.datadoghq.com/version'],
} as const;

/** On rules with alerts: where their generated tests are, relative to the manifests. */
export const ALERT_TESTS = 'stepgate.dev/alert-tests';

/** Labels by which an alert says what it is about. */
export const ABOUT_LABELS = ['service', 'app', 'deployment', 'workload', 'rollout'] as const;
