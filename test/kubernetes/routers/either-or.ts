import {
  alb,
  ambassador,
  apisix,
  appMesh,
  ExistingObject,
  istio,
  istioSubset,
  nginx,
  traefik,
} from '../../../lib/kubernetes/routers';

const existing = ExistingObject.of({ name: 'existing' });

/**
 * Uses that must not compile (`npm run typecheck`): R11, R12 and R13 of Argo, both of two fields or neither, can't be said.
 * A line that compiled would be reported as an unused `@ts-expect-error`.
 */
export const inexpressible = [
  // @ts-expect-error -- R11: both
  () => nginx({ ingress: existing, ingresses: [existing] }),
  // @ts-expect-error -- R11: neither
  () => nginx({ ingresses: [] }),
  // @ts-expect-error -- an Ingress that is handed in has its host already
  () => nginx({ ingress: existing, host: 'shop.example.com' }),
  // @ts-expect-error -- R12: both
  () => alb({ ingress: existing, ingresses: [existing] }),
  // @ts-expect-error -- R12: neither
  () => alb({ ingresses: [] }),
  // @ts-expect-error -- R13: both
  () => istio({ virtualService: existing, virtualServices: [{ virtualService: existing }] }),
  // @ts-expect-error -- R13: neither
  () => istio({ virtualServices: [] }),
  // @ts-expect-error -- routes of a VirtualService made here are named where they are described
  () => istio({ host: 'checkout', routes: ['primary'] }),
  // @ts-expect-error -- a VirtualService that is handed in has its host already
  () => istioSubset({ virtualService: existing, host: 'checkout' }),
  // @ts-expect-error -- a TraefikService that is handed in has its port already
  () => traefik({ traefikService: existing, port: 80 }),
  // @ts-expect-error -- a Mapping made here needs a prefix
  () => ambassador({}),
  // @ts-expect-error -- R16: no Mapping
  () => ambassador({ mappings: [] }),
  // @ts-expect-error -- rules are those of a route that is handed in
  () => apisix({ host: 'shop.example.com', routeRules: ['a'] }),
  // @ts-expect-error -- the controller crashes without both VirtualNodes
  () => appMesh({ virtualService: existing, stableVirtualNode: existing }),
];
