import { albKind } from './alb';
import { ambassadorKind } from './ambassador';
import { apisixKind } from './apisix';
import { appMeshKind } from './app-mesh';
import { gatewayApiKind } from './gateway-api';
import { istioKind } from './istio';
import { istioSubsetKind } from './istio-subset';
import { nginxKind } from './nginx';
import { smiKind } from './smi';
import { trafficPluginKind } from './traffic-plugin';
import { traefikKind } from './traefik';
import type { RouterKind } from '../router';

/** Every traffic router there is: docs and conformance tests derive from it. */
export const trafficRouters = [
  nginxKind,
  albKind,
  istioKind,
  istioSubsetKind,
  smiKind,
  traefikKind,
  ambassadorKind,
  apisixKind,
  appMeshKind,
  gatewayApiKind,
  trafficPluginKind,
] as const satisfies readonly RouterKind[];

export { alb, type AlbOptions, type AlbProps } from './alb';
export { ambassador, type AmbassadorProps, type OwnMapping } from './ambassador';
export { apisix, type ApisixProps, type ApisixRule, type HandedApisixRoute, type OwnApisixRoute } from './apisix';
export { appMesh, type AppMeshProps, type HandedAppMesh } from './app-mesh';
export type { AppMeshRoute, OwnAppMesh } from './app-mesh-objects';
export { gatewayApi, type GatewayApiProps } from './gateway-api';
export type {
  GatewayRoutes,
  GatewayRule,
  OwnHttpRoute,
  OwnRoute,
  OwnTcpRoute,
  OwnTlsRoute,
  ParentReference,
} from './gateway-routes';
export { ExistingObject, type ExistingObjectProps, type HandedObject } from './handed';
export type { HandedIngress, IngressSource, OwnIngress } from './ingress';
export { istio, type IstioProps } from './istio';
export type { IstioHttpRoute, IstioRoutes, IstioTcpRoute, IstioTlsRoute, RouteNames } from './istio-routes';
export { istioSubset, type AdditionalSubset, type IstioSubsetOptions } from './istio-subset';
export type { IstioSubsetProps, OwnDestinationRule } from './istio-subset';
export type { HandedVirtualService, OwnVirtualService, VirtualServiceSource } from './istio-virtual-service';
export { nginx, type NginxOptions, type NginxProps } from './nginx';
export type { OwnedObject, RawFields } from './owned';
export type { RootServiceProps } from './root-service';
export { smi, type SmiProps } from './smi';
export { traefik, type OwnTraefikService, type TraefikProps } from './traefik';
export { trafficPlugin, type TrafficPluginProps } from './traffic-plugin';
