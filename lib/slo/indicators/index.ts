import { albSignalsKind } from './alb';
import { envoySignalsKind } from './envoy';
import { grpcSignalsKind } from './grpc';
import { istioSignalsKind } from './istio';
import { linkerdSignalsKind } from './linkerd';
import { nginxSignalsKind } from './nginx';
import { otelHttpSignalsKind } from './otel-http';
import type { SignalsKind } from '../signals';

/** Every convention of naming metrics that is known, in the order in which people shall read it. */
export const signalsKinds = [
  istioSignalsKind,
  nginxSignalsKind,
  linkerdSignalsKind,
  envoySignalsKind,
  otelHttpSignalsKind,
  grpcSignalsKind,
  albSignalsKind,
] as const satisfies readonly SignalsKind[];

export { albSignals, type AlbSignalsProps } from './alb';
export { envoySignals, type EnvoySignalsProps } from './envoy';
export { grpcSignals, type GrpcSignalsProps } from './grpc';
export { istioSignals, type IstioSignalsProps } from './istio';
export { linkerdSignals, type LinkerdSignalsProps } from './linkerd';
export { nginxSignals, type NginxSignalsProps } from './nginx';
export { otelHttpSignals, type OtelHttpSignalsProps } from './otel-http';
export type { SignalsOptions } from './requests';
