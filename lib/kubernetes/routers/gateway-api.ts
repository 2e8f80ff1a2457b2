import { bindRoutes, routeProblems, ROUTE_KINDS, type GatewayRoutes, type RouteList } from './gateway-routes';
import { ROUTING, judgeAtSynth, toHanded, isHanded } from './handed';
import { namespaceOf } from './owned';
import { sidesOf } from './sides';
import { PLUGIN_CAPABILITIES, trafficPlugin } from './traffic-plugin';
import type { Problem } from '../../errors';
import type { RouterCapabilities, RouterContext, RouterKind, TrafficRouter } from '../router';

/** The Gateway API plugin: which routes, and how it works on them. At least one route is needed. */
export interface GatewayApiProps extends GatewayRoutes {
  /** Whether header steps add rules to the HTTPRoutes and GRPCRoutes. @default true */
  readonly headerRoutes?: boolean;
  /** ConfigMap in which the plugin remembers the rules it has added. @default 'argo-gatewayapi-configmap' */
  readonly configMap?: string;
  /**
   * Label that the plugin puts on routes while a rollout moves their weights, for GitOps tools to look at; `false` for
   * none. @default - rollouts.argoproj.io/gatewayapi-canary=in-progress
   */
  readonly inProgressLabel?: false | { readonly key?: string; readonly value?: string };
  /** What all traffic adds up to; the plugin must be of a version that knows it. @default 100 */
  readonly maxTrafficWeight?: number;
  /**
   * What plugin and controller can do beyond what Argo Rollouts 1.9 lets plugins do: with 1.10 ping-pong and mirror
   * routes. @default - splits traffic; header routes and experiments for HTTPRoutes
   */
  readonly capabilities?: Partial<RouterCapabilities>;
}

const PLUGIN = 'argoproj-labs/gatewayAPI';
const AT = `${ROUTING}.plugins["${PLUGIN}"]`;

/** Kubernetes Gateway API, by Argo's plugin: HTTPRoutes, GRPCRoutes, TCPRoutes and TLSRoutes. */
export function gatewayApi(props: GatewayApiProps): TrafficRouter {
  const { headerRoutes = true, inProgressLabel, maxTrafficWeight } = props;
  const byHeader = headerRoutes && [props.httpRoutes, props.grpcRoutes].some((routes) => routes !== undefined);
  const plugin = trafficPlugin({ name: PLUGIN, maxTrafficWeight });
  return {
    id: PLUGIN,
    maxTrafficWeight,
    capabilities: {
      ...PLUGIN_CAPABILITIES,
      needsServices: true,
      headerRoute: byHeader ? ['exact', 'prefix', 'regex'] : [],
      experimentWeight: props.httpRoutes !== undefined,
      ...props.capabilities,
    },
    problems: (request) => [...plugin.problems(request), ...routeProblems(AT, props, request)],
    bind(scope, context) {
      const routes = bindRoutes(scope, context, props, sidesOf(context), AT, maxTrafficWeight ?? 100);
      judgeAtSynth(scope, () => namespaceProblems(props, context));
      const named = Object.entries(routes).map(([list, names]) => [
        list,
        names.map((name) => ({ name, useHeaderRoutes: ROUTE_KINDS[list as RouteList].headers && headerRoutes })),
      ]);
      const config = {
        ...(Object.fromEntries(named) as Record<RouteList, object>),
        namespace: namespacesOf(props, context)[0],
        configMap: props.configMap,
        disableInProgressLabel: inProgressLabel === false ? true : undefined,
        inProgressLabelKey: inProgressLabel ? inProgressLabel.key : undefined,
        inProgressLabelValue: inProgressLabel ? inProgressLabel.value : undefined,
      };
      return { plugins: { [PLUGIN]: config } };
    },
  };
}

/** Namespaces of all its routes, each once. */
function namespacesOf(props: GatewayRoutes, context: RouterContext): readonly string[] {
  const home = namespaceOf(context);
  const all = (Object.keys(ROUTE_KINDS) as RouteList[])
    .flatMap((list) => props[list] ?? [])
    .map((route) => (isHanded(route) ? toHanded(route).namespace : undefined) ?? home);
  return [...new Set(all.filter((namespace) => namespace !== undefined))];
}

function* namespaceProblems(props: GatewayRoutes, context: RouterContext): Iterable<Problem> {
  const namespaces = namespacesOf(props, context);
  if (namespaces.length === 0) {
    yield {
      rule: 'gateway-namespace',
      at: `${AT}.namespace`,
      what: 'the namespace of the routes is not known.',
      why: 'the plugin looks for routes in the namespace it is told, and finds none without.',
      fix: 'give the chart or the Rollout a namespace.',
    };
  }
  if (namespaces.length > 1) {
    yield {
      rule: 'gateway-namespace',
      at: `${AT}.namespace`,
      value: namespaces,
      what: 'the routes are in different namespaces.',
      why: 'the plugin looks for all routes in one namespace.',
      fix: 'put them in one.',
    };
  }
}

export const gatewayApiKind: RouterKind = {
  id: 'gatewayApi',
  title: 'Kubernetes Gateway API (plugin)',
  since: '1.5.0',
  owns: Object.values(ROUTE_KINDS).map(({ kind }) => `gateway.networking.k8s.io/${kind}`),
  examples: () => [
    gatewayApi({ httpRoutes: [{ gateways: [{ name: 'public' }], hostnames: ['shop.example.com'] }] }),
    gatewayApi({
      httpRoutes: [
        {
          gateways: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
          rules: [
            { matches: [{ path: { type: 'PathPrefix', value: '/checkout' } }], more: { timeouts: { request: '10s' } } },
          ],
        },
      ],
      grpcRoutes: [
        { gateways: [{ name: 'public' }], rules: [{ matches: [{ method: { service: 'shop.Checkout' } }] }] },
      ],
      tcpRoutes: [{ gateways: [{ name: 'internal', port: 9000 }] }],
      tlsRoutes: [{ gateways: [{ name: 'internal' }], hostnames: ['shop.internal'] }],
      configMap: 'checkout-routes',
      inProgressLabel: { key: 'example.com/rollout', value: 'yes' },
    }),
    gatewayApi({ tcpRoutes: [{ gateways: [{ name: 'internal' }] }], inProgressLabel: false, maxTrafficWeight: 1000 }),
  ],
};
