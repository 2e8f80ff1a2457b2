import * as kplus from 'cdk8s-plus-28';
import { InvalidInputError } from '../../errors';

export interface ExposeOptions extends kplus.DeploymentExposeViaServiceOptions {}

/**
 * Makes a Service for a workload, as a `kplus.Deployment` does it.
 *
 * @throws InvalidInputError if a port is not one of the containers', or several ports lack names
 */
export function exposeViaService(workload: kplus.Workload, options: ExposeOptions): kplus.Service {
  const own = kplus.extractContainerPorts(workload);
  const ports = options.ports ?? own.map(toServicePort);
  const problem = portProblem(ports, own);
  if (problem) {
    throw new InvalidInputError(workload.node.path, [
      {
        rule: 'expose-ports',
        at: 'exposeViaService.ports',
        value: ports.map((port) => port.port),
        why: 'the Service would send requests to a port on which nothing listens, or would be refused by Kubernetes.',
        ...problem,
      },
    ]);
  }
  return new kplus.Service(workload, `${options.name ?? ''}Service`, {
    selector: workload,
    ports,
    metadata: { namespace: workload.metadata.namespace, ...(options.name ? { name: options.name } : {}) },
    type: options.serviceType ?? kplus.ServiceType.CLUSTER_IP,
  });
}

/** A container port as a Service port of the same number. */
export function toServicePort(port: kplus.ContainerPort): kplus.ServicePort {
  return { port: port.number, targetPort: port.number, protocol: port.protocol, name: port.name };
}

function portProblem(
  ports: readonly kplus.ServicePort[],
  own: readonly kplus.ContainerPort[],
): { what: string; fix: string } | undefined {
  if (ports.length === 0) {
    return { what: 'there is no port to expose.', fix: 'pass `ports`, or give a container a `portNumber`.' };
  }
  if (ports.length > 1 && ports.some((port) => port.name === undefined)) {
    return { what: 'a Service with several ports needs a name for each.', fix: 'name the ports.' };
  }
  const foreign = ports.find((port) => !own.some(({ number }) => number === (port.targetPort ?? port.port)));
  return (
    foreign && {
      what: `port ${foreign.targetPort ?? foreign.port} is not exposed by any container.`,
      fix: `use one of ${own.map(({ number }) => number).join(', ')}, or add the port to a container.`,
    }
  );
}
