import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const REGISTRY = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo';
const VERSION = 'v0.10.6';

/** A container that is part of Online Boutique, locked down as the project locks it down. */
export function container(service: string, props: Omit<kplus.ContainerProps, 'image'>): kplus.ContainerProps {
  return { image: `${REGISTRY}/${service}:${VERSION}`, ...hardened, ...props };
}

/** No privileges, no writable root; the tag decides when an image is pulled. */
export const hardened: Pick<kplus.ContainerProps, 'imagePullPolicy' | 'securityContext'> = {
  imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: [kplus.Capability.ALL] },
    privileged: false,
    readOnlyRootFilesystem: true,
  },
};

/** Every pod runs as user 1000. */
export const pod = {
  securityContext: { ensureNonRoot: true, user: 1000, group: 1000, fsGroup: 1000 },
} as const;

/** Environment variables from plain text. */
export function environment(values: Readonly<Record<string, string>>): Record<string, kplus.EnvValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
}

/** Seconds, if there are any. */
export function seconds(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}

/** Five minutes for the port to open: cdk8s-plus' own startup probe gives up after 30 seconds. */
export function startup(port: number): kplus.Probe {
  return kplus.Probe.fromTcpSocket({ port, failureThreshold: 30 });
}

/** CPU in thousandths of a core and memory in MiB, as [request, limit]. */
export function resources(cpu: [number, number], memory: [number, number]): kplus.ContainerResources {
  return {
    cpu: { request: kplus.Cpu.millis(cpu[0]), limit: kplus.Cpu.millis(cpu[1]) },
    memory: { request: Size.mebibytes(memory[0]), limit: Size.mebibytes(memory[1]) },
  };
}
