import { both, to, virtualService } from './istio-objects';
import type { Relation } from './relation';
import { istio } from '../../../../lib/kubernetes/routers';

/** VirtualServices of a stable and a canary Service. */
export const istioHostRelations: readonly Relation[] = [
  {
    name: 'istio with a VirtualService that leads to both Services, by full host names',
    rules: [],
    controller: 'accepts',
    router: (shop) => {
      const route = [
        to('checkout-stable.shop.svc.cluster.local', 100),
        to('checkout-canary.shop.svc.cluster.local', 0),
      ];
      return istio({ virtualService: virtualService(shop, { http: [{ route }] }) });
    },
  },
  {
    name: 'istio with a VirtualService in another namespace',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      istio({ virtualService: virtualService(shop, { http: [{ route: both }] }, { namespace: 'mesh' }) }),
  },
  {
    name: 'istio with a VirtualService without routes',
    rules: ['R14'],
    controller: 'refuses',
    router: (shop) => istio({ virtualService: virtualService(shop, {}) }),
  },
  {
    name: 'istio with the name of an HTTP route that is not there',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({ virtualService: virtualService(shop, { http: [{ name: 'a', route: both }] }), routes: ['b'] }),
  },
  {
    name: 'istio with two HTTP routes of which none is named',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          http: [
            { name: 'a', route: both },
            { name: 'b', route: both },
          ],
        }),
      }),
  },
  {
    name: 'istio with two HTTP routes of which one is named, the other leads elsewhere',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          http: [
            { name: 'a', route: [to('other')] },
            { name: 'b', route: both },
          ],
        }),
        routes: ['b'],
      }),
  },
  {
    name: 'istio with a route that does not lead to the canary Service',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) => istio({ virtualService: virtualService(shop, { http: [{ route: [to('checkout-stable')] }] }) }),
  },
  {
    name: 'istio with a route that does not lead to the stable Service',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) => istio({ virtualService: virtualService(shop, { http: [{ route: [to('checkout-canary')] }] }) }),
  },
  {
    name: 'istio with a route that also leads elsewhere',
    rules: ['istio-foreign-destination'],
    // it says nothing, and takes the destination away
    controller: 'accepts',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          http: [{ route: [to('checkout-stable', 90), to('checkout-canary', 0), to('legacy', 10)] }],
        }),
      }),
  },
  {
    name: 'istio with TLS routes picked by port and server names in any order',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          tls: [
            { match: [{ port: 443, sniHosts: ['a.example.com', 'b.example.com'] }], route: both },
            { match: [{ port: 444, sniHosts: ['a.example.com'] }], route: [to('other')] },
          ],
        }),
        tlsRoutes: [{ port: 443, sniHosts: ['b.example.com', 'a.example.com'] }],
      }),
  },
  {
    name: 'istio with a TLS route of other server names',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          tls: [{ match: [{ port: 443, sniHosts: ['a.example.com'] }], route: both }],
        }),
        tlsRoutes: [{ port: 443, sniHosts: ['b.example.com'] }],
      }),
  },
  {
    name: 'istio with a TLS route that matches two ports',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          tls: [
            {
              match: [
                { port: 443, sniHosts: ['a.example.com'] },
                { port: 444, sniHosts: ['a.example.com'] },
              ],
              route: both,
            },
          ],
        }),
        tlsRoutes: [{ port: 443, sniHosts: ['a.example.com'] }],
      }),
  },
  {
    name: 'istio with a TCP route of another port',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, { tcp: [{ match: [{ port: 9000 }], route: both }] }),
        tcpRoutes: [{ port: 9001 }],
      }),
  },
  {
    name: 'istio with two TCP routes of which none is named',
    rules: ['R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          tcp: [
            { match: [{ port: 9000 }], route: both },
            { match: [{ port: 9001 }], route: both },
          ],
        }),
      }),
  },
  {
    name: 'istio with an HTTP route that is named and a TCP route that leads elsewhere',
    rules: ['R15', 'R15'],
    controller: 'refuses',
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, {
          http: [{ name: 'a', route: both }],
          tcp: [{ match: [{ port: 9000 }], route: [to('other')] }],
        }),
        routes: ['a'],
      }),
  },
  {
    name: 'istio with a VirtualService that leads to the ping and the pong Service',
    rules: [],
    controller: 'accepts',
    canary: (shop) => shop.pingPong(),
    router: (shop) =>
      istio({
        virtualService: virtualService(shop, { http: [{ route: [to('checkout-ping', 100), to('checkout-pong', 0)] }] }),
      }),
  },
];
