import type { ContainerResources } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Probes } from 'stepgate';
import { container, environment, seconds, startup } from './container';
import type { Platform } from './platform';
import { progressive } from './progressive';

/** What one service of Online Boutique v0.10.6 runs with. */
export interface BoutiqueService {
  readonly name: string;
  /** Port of the Service clients call. */
  readonly port: number;
  /** Port of the container. @default - the same */
  readonly targetPort?: number;
  /** Seconds. @default - Kubernetes' own: 0 and 10 */
  readonly probe?: { readonly initialDelay?: number; readonly period?: number; readonly livenessPeriod?: number };
  readonly env: Readonly<Record<string, string>>;
  readonly resources: ContainerResources;
  /** Seconds. @default 30 */
  readonly grace?: number;
}

/** One of the services behind the frontend. */
export function grpcService(scope: Construct, platform: Platform, service: BoutiqueService) {
  const { name, port, targetPort = port, probe = {} } = service;
  const health = (period: number | undefined) =>
    Probes.grpc({ initialDelaySeconds: seconds(probe.initialDelay), periodSeconds: seconds(period) });
  return progressive(scope, name, platform, {
    port: { name: 'grpc', port, targetPort },
    terminationGracePeriod: seconds(service.grace),
    container: container(name, {
      name: 'server',
      portNumber: targetPort,
      startup,
      readiness: health(probe.period),
      liveness: health(probe.livenessPeriod),
      resources: service.resources,
      envVariables: environment(service.env),
    }),
  });
}
