import type * as kplus from 'cdk8s-plus-28';

/** A Service that something else creates: its name and port are taken on trust. */
export interface ExistingServiceProps {
  /** `metadata.name` of the Service, in the Rollout's namespace. */
  readonly name: string;
  /** The port clients call. */
  readonly port: number;
}

/** A Service outside this app, declared to exist. Prefer a `kplus.Service`: its selector and ports are then ours to get right. */
export class ExistingService {
  readonly name: string;
  readonly port: number;

  private constructor(props: ExistingServiceProps) {
    this.name = props.name;
    this.port = props.port;
  }

  /** Declares that a Service of this name and port exists in the Rollout's namespace. */
  static of(props: ExistingServiceProps): ExistingService {
    return new ExistingService(props);
  }
}

/** A Service of this app, or one declared to exist. Both have `name` and `port`. */
export type ServiceLike = kplus.Service | ExistingService;

/** True for a Service of this app, whose selector a Rollout can set. */
export function isOwnService(service: ServiceLike): service is kplus.Service {
  return 'select' in service;
}
