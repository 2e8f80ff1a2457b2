import type { GroupKind } from '../../lib/facts/kubernetes/inventory';

/** What the API server calls the objects of a kind. */
export interface Resource {
  readonly group: string;
  readonly plural: string;
}

/** Plurals that nobody can derive: an API server knows kinds by them alone. */
const PLURALS: Readonly<Record<GroupKind, string>> = {
  'argoproj.io/Rollout': 'rollouts',
  'argoproj.io/AnalysisTemplate': 'analysistemplates',
  'argoproj.io/ClusterAnalysisTemplate': 'clusteranalysistemplates',
  'argoproj.io/AnalysisRun': 'analysisruns',
  'argoproj.io/Experiment': 'experiments',
  'apps/Deployment': 'deployments',
  'apps/StatefulSet': 'statefulsets',
  'apps/DaemonSet': 'daemonsets',
  'autoscaling/HorizontalPodAutoscaler': 'horizontalpodautoscalers',
  'policy/PodDisruptionBudget': 'poddisruptionbudgets',
  'networking.k8s.io/Ingress': 'ingresses',
  'monitoring.coreos.com/PrometheusRule': 'prometheusrules',
  'operator.victoriametrics.com/VMRule': 'vmrules',
  'monitoring.coreos.com/ServiceMonitor': 'servicemonitors',
  'monitoring.coreos.com/PodMonitor': 'podmonitors',
  'flagger.app/Canary': 'canaries',
  Service: 'services',
  ConfigMap: 'configmaps',
};

/** What to ask the API server for; undefined for a kind whose plural is not known here. */
export function resourceOf(groupKind: GroupKind): Resource | undefined {
  const plural = Object.hasOwn(PLURALS, groupKind) ? PLURALS[groupKind] : undefined;
  const slash = groupKind.lastIndexOf('/');
  return plural === undefined ? undefined : { group: groupKind.slice(0, Math.max(0, slash)), plural };
}
