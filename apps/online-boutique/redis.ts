import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { hardened, pod, resources } from './container';
import type { Platform } from './platform';

/** The carts. One pod with its data in memory: nothing that could be released step by step. */
export function redis(scope: Construct, platform: Platform) {
  const name = 'redis-cart';
  const chart = new Chart(scope, name, { namespace: platform.namespace });
  const data = kplus.Volume.fromEmptyDir(chart, 'data', 'redis-data');
  const probe = kplus.Probe.fromTcpSocket({ periodSeconds: Duration.seconds(5) });
  const deployment = new kplus.Deployment(chart, name, {
    metadata: { name },
    replicas: 1,
    podMetadata: { labels: { app: name } },
    ...pod,
    volumes: [data],
    containers: [
      {
        name: 'redis',
        image: 'redis:alpine',
        ...hardened,
        portNumber: 6379,
        readiness: probe,
        liveness: probe,
        resources: resources([70, 125], [200, 256]),
        volumeMounts: [{ path: '/data', volume: data }],
      },
    ],
  });
  return deployment.exposeViaService({ name, ports: [{ name: 'tcp-redis', port: 6379, targetPort: 6379 }] });
}
