import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Probes } from 'stepgate';
import { addresses } from './addresses';
import { container, environment, startup, resources } from './container';
import type { Platform } from './platform';
import { progressive } from './progressive';

/** The only service people call: HTTP, from inside the mesh and through the gateway. */
export function frontend(scope: Construct, platform: Platform) {
  const healthz = (probe: string) =>
    Probes.http('/_healthz', {
      initialDelaySeconds: Duration.seconds(10),
      headers: { Cookie: `shop_session-id=x-${probe}-probe` },
    });
  return progressive(scope, 'frontend', platform, {
    port: { name: 'http', port: 80, targetPort: 8080 },
    promises: { protocol: 'http', thresholdSeconds: 1 },
    route: { host: ['frontend', 'boutique.example.com'], gateways: ['mesh', 'boutique'] },
    annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' },
    container: container('frontend', {
      name: 'server',
      portNumber: 8080,
      startup: startup(8080),
      readiness: healthz('readiness'),
      liveness: healthz('liveness'),
      resources: resources([100, 200], [64, 128]),
      envVariables: environment({
        PORT: '8080',
        ...addresses('PRODUCT_CATALOG', 'CURRENCY', 'CART', 'RECOMMENDATION', 'SHIPPING'),
        ...addresses('CHECKOUT', 'AD', 'SHOPPING_ASSISTANT'),
        ENABLE_PROFILER: '0',
      }),
    }),
  });
}
