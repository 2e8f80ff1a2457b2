import type { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

interface ContainerJson {
  readonly ports?: readonly unknown[];
  readonly lifecycle?: { readonly preStop?: unknown };
}

/** `spec.selector` and `spec.template`, equal to those of a `kplus.Deployment` with the same props. */
export function renderTemplate(workload: kplus.Workload, drain: Duration | undefined): object {
  // the L1 serializers turn kplus' camel-cased wrappers into the words of the API
  const spec = kplus.k8s.toJson_PodSpec(workload._toPodSpec()) as { containers: ContainerJson[] };
  return {
    selector: kplus.k8s.toJson_LabelSelector(workload._toLabelSelector()),
    template: {
      metadata: workload.podMetadata.toJson() as object,
      spec: drain ? { ...spec, containers: spec.containers.map((container) => withDrain(container, drain)) } : spec,
    },
  };
}

/** A `preStop` sleep, where the container serves and has no `preStop` of its own. */
function withDrain(container: ContainerJson, drain: Duration): ContainerJson {
  if (!container.ports?.length || container.lifecycle?.preStop !== undefined) {
    return container;
  }
  return { ...container, lifecycle: { ...container.lifecycle, preStop: { sleep: { seconds: drain.toSeconds() } } } };
}
