import { analysesOf } from '../rollout/analyses';
import type { Check } from '../check';
import type { RolloutInTree } from './subject';
import type { AnalysisTemplateReference } from '../../analysis';
import { servicesOf } from '../../rollout/service-wiring';
import { isOwnWorkload } from '../../rollout/workload-reference';
import { isOwnService } from '../../services';

interface Referenced {
  readonly at: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The controller looks for everything a Rollout names in the Rollout's own namespace. */
export const namespaceChecks: readonly Check<RolloutInTree>[] = [
  {
    id: 'namespace',
    *find(rollout) {
      const own = rollout.metadata.namespace;
      for (const { at, kind, name, namespace } of referencesOf(rollout)) {
        // without a namespace it is decided by whoever applies the manifest: not known here
        if (own !== undefined && namespace !== undefined && namespace !== own) {
          yield {
            at,
            value: name,
            what: `the ${kind} is in namespace "${namespace}", the Rollout in "${own}".`,
            why: 'a Rollout names things without a namespace, so Argo looks for it next to the Rollout and does not find it.',
            fix: `put both into one namespace${kind === 'AnalysisTemplate' ? ', or use a ClusterAnalysisTemplate' : ''}.`,
          };
        }
      }
    },
  },
];

function referencesOf({ strategy, workloadRef }: RolloutInTree): readonly Referenced[] {
  const workload = workloadRef?.workload;
  return [
    ...(workload && isOwnWorkload(workload)
      ? [{ at: 'spec.workloadRef', kind: 'Deployment', name: workload.name, namespace: workload.metadata.namespace }]
      : []),
    ...servicesOf(strategy).flatMap(({ at, service }) =>
      isOwnService(service) ? [{ at, kind: 'Service', name: service.name, namespace: service.metadata.namespace }] : [],
    ),
    ...analysesOf(strategy).flatMap(({ analysis, at }) =>
      analysis.templates
        .flatMap(({ template }) => composed(template))
        .filter(({ clusterScope }) => !clusterScope)
        .map(({ name, namespace }) => ({ at: `${at}.templates`, kind: 'AnalysisTemplate', name, namespace })),
    ),
  ];
}

/** A template and all that it composes. */
function composed(template: AnalysisTemplateReference): readonly AnalysisTemplateReference[] {
  return [template, ...template.definition.templates.flatMap(composed)];
}
