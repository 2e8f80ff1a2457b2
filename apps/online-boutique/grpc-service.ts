import type { ContainerResources } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Probes } from 'stepgate';
import { container, environment, resources, seconds, startup } from './container';
import type { Platform } from './platform';
import { progressive } from './progressive';

/** What one service of Online Boutique v0.10.6 runs with. */
export interface BoutiqueService {
  readonly name: string;
  /** Port of the Service clients call. */
  readonly port: number;
  /** Port of the container. @default - the same */
  readonly targetPort?: number;
  /** Name of the port of the container. @default - none */
  readonly portName?: string;
  /** Seconds. @default - Kubernetes' own: 0 and 10 */
  readonly probe?: { readonly initialDelay?: number; readonly period?: number; readonly livenessPeriod?: number };
  readonly env: Readonly<Record<string, string>>;
  /** @default - 100 to 200 thousandths of a core, 64 to 128 MiB */
  readonly resources?: ContainerResources;
  /** Seconds. @default 30 */
  readonly grace?: number;
}

/** One of the services behind the frontend. */
export function grpcService(scope: Construct, platform: Platform, service: BoutiqueService) {
  const { name, port, targetPort = port, portName, probe = {} } = service;
  const health = (period: number | undefined) =>
    Probes.grpc({ initialDelaySeconds: seconds(probe.initialDelay), periodSeconds: seconds(period) });
  return progressive(scope, name, platform, {
    port: { name: 'grpc', port, targetPort },
    promises: { protocol: 'grpc', thresholdSeconds: 0.25 },
    terminationGracePeriod: seconds(service.grace),
    container: container(name, {
      name: 'server',
      ports: [{ number: targetPort, name: portName }],
      startup: startup(targetPort),
      readiness: health(probe.period),
      liveness: health(probe.livenessPeriod),
      resources: service.resources ?? resources([100, 200], [64, 128]),
      envVariables: environment(service.env),
    }),
  });
}
