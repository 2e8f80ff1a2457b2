import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Rollout, Steps, Strategy } from 'stepgate';
import { container, environment, hardened, pod, resources } from './container';
import { documented } from './objectives';
import type { Platform } from './platform';

const BUSYBOX = 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d';

/** Gives the frontend two minutes to answer. */
const waitForFrontend = `
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
  wget -q -O /dev/null "http://$FRONTEND_ADDR" && exit 0
  echo "frontend does not answer yet (attempt $attempt)"
  sleep 10
done
exit 1
`;

/** Ten pretended customers. It serves no port, so it is a Rollout without Services and routes. */
export function loadGenerator(scope: Construct, platform: Platform) {
  const name = 'loadgenerator';
  const chart = new Chart(scope, name, { namespace: platform.namespace });
  const target = environment({ FRONTEND_ADDR: 'frontend:80' });
  return new Rollout(chart, name, {
    metadata: { name, annotations: documented(name) },
    replicas: 1,
    terminationGracePeriod: Duration.seconds(5),
    serviceAccount: new kplus.ServiceAccount(chart, 'account', { metadata: { name } }),
    podMetadata: { labels: { app: name }, annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' } },
    ...pod,
    initContainers: [
      {
        name: 'frontend-check',
        image: BUSYBOX,
        ...hardened,
        command: ['/bin/sh', '-exc', waitForFrontend],
        envVariables: target,
      },
    ],
    containers: [
      container(name, {
        name: 'main',
        resources: resources([300, 500], [256, 512]),
        envVariables: { ...target, ...environment({ USERS: '10', RATE: '1' }) },
      }),
    ],
    strategy: Strategy.canary({ steps: Steps.oneThenBake({ weight: 50, bake: Duration.minutes(3) }) }),
    progressDeadlineAbort: true,
  });
}
