import { Duration } from 'cdk8s';
import { ROUTING } from './handed';
import {
  allHanded,
  bindVirtualServices,
  httpCapabilities,
  someWithoutHost,
  sourceProblems,
} from './istio-virtual-service';
import type { VirtualServiceSource } from './istio-virtual-service';
import { makeRootService, rootServiceProblems } from './root-service';
import { portProblems, sidesOf } from './sides';
import type { RouterKind, RouterRequest, TrafficRouter } from '../router';

/** Istio with a stable and a canary Service (host-level): where the VirtualServices come from. */
export type IstioProps = VirtualServiceSource;

const AT = `${ROUTING}.istio`;

/**
 * Istio, host-level: a VirtualService splits between the stable and the canary Service.
 *
 * With ping-pong there is no one Service that clients could call, so a root Service with the Rollout's name is made,
 * unless the strategy has one or every VirtualService says its host.
 */
export function istio(props: IstioProps = {}): TrafficRouter {
  const at = `${AT}.${props.virtualServices ? 'virtualServices' : 'virtualService'}`;
  const needsRoot = ({ root, stable }: RouterRequest) => !root && !stable && someWithoutHost(props);
  return {
    id: 'istio',
    capabilities: {
      needsServices: true,
      rootService: false,
      pingPong: true,
      ...httpCapabilities(props),
      experimentWeight: true,
      maxTrafficWeight: false,
    },
    problems: (request) => [
      ...sourceProblems(at, props, request),
      ...(allHanded(props) ? [] : portProblems(AT, request)),
      ...(request.ping && needsRoot(request) ? rootServiceProblems(`${at}.host`, request, undefined) : []),
    ],
    bind(scope, context) {
      const { stable, canary } = sidesOf(context);
      const root = context.root ?? (needsRoot(context) ? makeRootService(scope, context) : undefined);
      const destinations = { stable: { host: stable.name }, canary: { host: canary.name }, additional: [] };
      const target = { at, destinations, host: (root ?? stable).name, port: stable.port };
      return { istio: bindVirtualServices(scope, context, props, target) };
    },
  };
}

export const istioKind: RouterKind = {
  id: 'istio',
  title: 'Istio (stable and canary Service)',
  since: '0.7.0',
  owns: ['networking.istio.io/VirtualService', 'Service'],
  examples: () => [
    istio(),
    istio({
      host: ['shop.example.com', 'checkout'],
      gateways: ['gateways/public', 'mesh'],
      http: [
        {
          name: 'api',
          match: [{ uri: { prefix: '/api' } }],
          timeout: Duration.seconds(10),
          retries: { attempts: 3, perTryTimeout: Duration.millis(250), retryOn: '5xx' },
          more: { rewrite: { uri: '/' } },
        },
        { name: 'rest' },
      ],
      exportTo: ['.'],
    }),
    istio({
      gateways: ['public'],
      tls: [
        { port: 443, sniHosts: ['shop.example.com', 'www.example.com'] },
        { port: 8443, sniHosts: ['shop.example.com'] },
      ],
    }),
    istio({ http: [{}], tcp: [{ port: 9000 }, { port: 9001 }] }),
    istio({ virtualServices: [{ host: 'checkout' }, { host: 'shop.example.com', gateways: ['public'] }] }),
  ],
};
