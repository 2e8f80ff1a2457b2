import { Step, type CanaryProps, type TrafficRouter } from '../../../lib';
import { trafficRouters } from '../../../lib/kubernetes/routers';
import { Shop } from './support';

/** A complete use of a router: a Rollout, its Services and what the router makes. */
export interface Use {
  /** Such as `istio 1 with ping-pong`. */
  readonly name: string;
  readonly kind: string;
  readonly router: TrafficRouter;
  /** Names of the Services that the controller takes for stable and canary. */
  readonly stable: string;
  readonly canary: string;
  /** A new chart with everything in it. */
  readonly build: () => Shop;
}

/** Every example of every registered router, with every set of Services and every kind of step that it claims to take. */
export function allUses(): readonly Use[] {
  return trafficRouters.flatMap((kind) =>
    kind.examples().flatMap((router, index) => usesOf(kind.id, `${kind.id} ${index}`, router)),
  );
}

function usesOf(kind: string, name: string, router: TrafficRouter): readonly Use[] {
  const { needsServices, pingPong, rootService, headerRoute, mirrorRoute } = router.capabilities;
  const services = (shop: Shop): Omit<CanaryProps, 'router'> => (needsServices ? shop.pair() : {});
  const use = (
    how: string,
    canary: (shop: Shop) => Omit<CanaryProps, 'router'>,
    sides = ['stable', 'canary'],
  ): Use => ({
    name: `${name}${how}`,
    kind,
    router,
    stable: `checkout-${sides[0]}`,
    canary: `checkout-${sides[1]}`,
    build: () => {
      const shop = new Shop();
      shop.rollout(router, canary(shop));
      return shop;
    },
  });
  const uses = [use('', services)];
  if (pingPong) {
    // a Rollout without a status: the ping Service is about to become the stable one
    uses.push(use(' with ping-pong', (shop) => shop.pingPong(), ['pong', 'ping']));
  }
  if (rootService) {
    uses.push(
      use(' with a root Service', (shop) => ({ ...services(shop), rootService: shop.service('checkout-clients') })),
    );
  }
  if (headerRoute.length > 0) {
    const steps = [
      Step.setWeight(10),
      ...headerRoute.map((how) =>
        Step.setHeaderRoute(`by-${how}`, [
          { headerName: 'X-Canary', headerValue: { [how]: 'yes' } as { exact: string } },
        ]),
      ),
      ...(mirrorRoute ? [Step.setMirrorRoute('copy', [{ path: { prefix: '/' } }], 50)] : []),
    ];
    uses.push(use(' with header and mirror steps', (shop) => ({ ...services(shop), steps })));
  }
  return uses;
}
