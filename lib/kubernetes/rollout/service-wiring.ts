import type * as kplus from 'cdk8s-plus-28';
import { toServicePort } from './expose';
import type { RolloutProps } from './props';
import type { CanaryProps, Strategy } from './strategy';
import { isOwnWorkload } from './workload-reference';
import type { RouterRequest } from '../router';
import { isOwnService, type ServiceLike } from '../services';

/** A Service of a strategy and the field that names it. */
export interface NamedService {
  /** Such as `spec.strategy.canary.stableService`. */
  readonly at: string;
  readonly service: ServiceLike;
}

/** All Services that a strategy names. */
export function servicesOf({ canary, blueGreen }: Strategy): readonly NamedService[] {
  const named: Readonly<Record<string, ServiceLike | undefined>> = canary
    ? {
        'canary.canaryService': canary.canaryService,
        'canary.stableService': canary.stableService,
        'canary.rootService': canary.rootService,
        'canary.pingPong.pingService': canary.pingPong?.pingService,
        'canary.pingPong.pongService': canary.pingPong?.pongService,
      }
    : { 'blueGreen.activeService': blueGreen?.activeService, 'blueGreen.previewService': blueGreen?.previewService };
  return Object.entries(named).flatMap(([field, service]) =>
    service ? [{ at: `spec.strategy.${field}`, service }] : [],
  );
}

/** Which workload a Service of this app serves: one Service can't follow two Rollouts. */
const owners = new WeakMap<ServiceLike, kplus.Workload>();

/** The workload that has claimed the Service, if any. */
export function ownerOf(service: ServiceLike): kplus.Workload | undefined {
  return owners.get(service);
}

/** Points the strategy's Services of this app at the workload's pods. */
export function claimServices(workload: kplus.Workload, services: readonly NamedService[]): void {
  for (const { service } of services) {
    owners.set(service, workload);
    if (isOwnService(service)) {
      service.select(workload);
    }
  }
}

/** What a router is asked to route: known before any construct exists. */
export function routerRequest(name: string, canary: CanaryProps, containers: readonly WithPorts[] = []): RouterRequest {
  return {
    name,
    ports: servicePorts(canary, containers),
    stable: canary.stableService,
    canary: canary.canaryService,
    root: canary.rootService,
    ping: canary.pingPong?.pingService,
    pong: canary.pingPong?.pongService,
  };
}

/** Ports for Services that a router makes: those of the Services it is given, otherwise those of the containers. */
function servicePorts(canary: CanaryProps, containers: readonly WithPorts[]): readonly kplus.ServicePort[] {
  const given = [canary.stableService, canary.pingPong?.pingService, canary.rootService].find((s) => s !== undefined);
  if (given) {
    return isOwnService(given) ? given.ports : [{ port: given.port }];
  }
  return containers.flatMap(portsOf).map(toServicePort);
}

type WithPorts = Pick<kplus.ContainerProps, 'ports' | 'portNumber' | 'port'>;

/** The containers of a Rollout's pods as far as they are known: its own, or those of the Deployment it refers to. */
export function containersOf({
  containers = [],
  workloadRef,
}: Pick<RolloutProps, 'containers' | 'workloadRef'>): readonly WithPorts[] {
  const workload = workloadRef?.workload;
  return workload && isOwnWorkload(workload) ? workload.containers.map(({ ports }) => ({ ports })) : containers;
}

/** The ports of a container as its author wrote them. */
export function portsOf({ ports = [], portNumber, port }: WithPorts): readonly kplus.ContainerPort[] {
  const single = portNumber ?? port;
  return single === undefined ? ports : [{ number: single }, ...ports];
}
