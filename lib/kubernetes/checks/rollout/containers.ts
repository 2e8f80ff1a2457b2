import type { ContainerPort } from 'cdk8s-plus-28';
import type { Fault } from '../check';

/** What two containers of a pod must not share; from props, or from what has become of them. */
export interface PodContainer {
  /** Such as `spec.template.spec.containers[0]`. */
  readonly at: string;
  readonly name: string;
  readonly ports: readonly ContainerPort[];
}

/** Containers with the name of one before them. */
export function* namesTwice(containers: readonly Omit<PodContainer, 'ports'>[]): Iterable<Fault> {
  const seen = new Set<string>();
  for (const { at, name } of containers) {
    if (seen.has(name)) {
      yield {
        at: `${at}.name`,
        value: name,
        what: 'another container of the pod has this name.',
        why: 'Kubernetes tells containers apart by name and refuses the pod (cdk8s-plus calls a container "main" if nothing is said).',
        fix: 'give each container a `name`.',
      };
    }
    seen.add(name);
  }
}

/** Ports that a container before them has already. Within one container cdk8s-plus looks itself. */
export function* portsTwice(containers: readonly PodContainer[]): Iterable<Fault> {
  const seen = new Map<string, string>();
  for (const { at, name, ports } of containers) {
    for (const [index, { number, protocol = 'TCP' }] of ports.entries()) {
      const other = seen.get(`${number}/${protocol}`);
      if (other !== undefined && other !== at) {
        yield {
          at: `${at}.ports[${index}].containerPort`,
          value: number,
          what: `container "${name}" has a port that ${other} has already.`,
          why: 'the containers of a pod share one address: the second to listen fails, and the pod never gets ready.',
          fix: 'use another port in one of them.',
        };
      }
      seen.set(`${number}/${protocol}`, at);
    }
  }
}
