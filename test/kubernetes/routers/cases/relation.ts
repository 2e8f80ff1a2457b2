import { ApiObject } from 'cdk8s';
import type { Shop } from '../support';
import type { CanaryProps, TrafficRouter } from '../../../../lib';

/** A router with objects that were handed to it. */
export interface Relation {
  readonly name: string;
  /** Rules that speak at synth; none if everything fits. */
  readonly rules: readonly string[];
  /** How the real controller takes it: no refusal, a refusal, or a refusal or crash once it moves weights. */
  readonly controller: 'accepts' | 'refuses' | 'fails';
  readonly router: (shop: Shop) => TrafficRouter;
  /** @default - stable and canary Service */
  readonly canary?: (shop: Shop) => Omit<CanaryProps, 'router'>;
}

export type Fields = Record<string, unknown>;

/** An object written by hand. */
export function object(shop: Shop, kind: string, spec: Fields, metadata: Fields = {}): ApiObject {
  const versions: Record<string, string> = {
    Ingress: 'networking.k8s.io/v1',
    DestinationRule: 'networking.istio.io/v1',
    TraefikService: 'traefik.io/v1alpha1',
    Mapping: 'getambassador.io/v3alpha1',
    ApisixRoute: 'apisix.apache.org/v2',
    VirtualRouter: 'appmesh.k8s.aws/v1beta2',
    VirtualNode: 'appmesh.k8s.aws/v1beta2',
    HTTPRoute: 'gateway.networking.k8s.io/v1',
    VirtualService: 'networking.istio.io/v1',
  };
  return new ApiObject(shop, `${kind}-${JSON.stringify(metadata)}`, {
    apiVersion: versions[kind] ?? '',
    kind,
    metadata: { name: 'handed', ...metadata },
    spec,
  });
}
