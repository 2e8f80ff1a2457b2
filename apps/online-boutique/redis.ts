import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ObjectiveMonitoring } from 'stepgate';
import { Objective } from 'stepgate/monitoring';
import { hardened, pod, resources } from './container';
import { documented, monitoring, responsible } from './objectives';
import type { Platform } from './platform';

/** Memory in bytes up to which it has room: nine tenths of its limit. */
const ROOM = 0.9 * 256 * 1024 ** 2;

/** The carts. One pod with its data in memory: nothing that could be released step by step, but something to watch. */
export function redis(scope: Construct, platform: Platform) {
  const name = 'redis-cart';
  const chart = new Chart(scope, name, { namespace: platform.namespace });
  const data = kplus.Volume.fromEmptyDir(chart, 'data', 'redis-data');
  const probe = kplus.Probe.fromTcpSocket({ periodSeconds: Duration.seconds(5) });
  const deployment = new kplus.Deployment(chart, name, {
    metadata: { name, annotations: documented(name) },
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
  const memory = Objective.saturation({
    ...responsible(name),
    service: name,
    namespace: platform.namespace ?? '',
    target: 0.99,
    metric: 'container_memory_working_set_bytes',
    where: [
      { label: 'namespace', operator: '=', value: platform.namespace ?? '' },
      { label: 'container', operator: '=', value: 'redis' },
    ],
    limit: Math.round(ROOM),
  });
  new ObjectiveMonitoring(chart, 'monitoring', { objectives: [memory], monitoring });
  return deployment.exposeViaService({ name, ports: [{ name: 'tcp-redis', port: 6379, targetPort: 6379 }] });
}
