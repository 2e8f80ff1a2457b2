import type { FaultyRelease } from './fault';

const POD = `
      terminationGracePeriodSeconds: 40
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
      containers:
        - name: web
          image: registry.example.com/web:2.7.1@sha256:${'0d5e'.repeat(16)}
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          lifecycle: { preStop: { sleep: { seconds: 10 } } }`;

/** A workload of a kind with fields of its own. */
const workload = (kind: string, spec: string, place = 'namespace: shop, ') => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, ${place}labels: { app.kubernetes.io/version: 2.7.1 } }
spec:
  replicas: 3
  ${spec}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:${POD}
`;

const service = (place = 'namespace: shop') => `apiVersion: v1
kind: Service
metadata: { name: web, ${place} }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`;

const flagger = (analysis: string) => `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: web, namespace: shop }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  service: { port: 80 }
  analysis: { ${analysis} }
`;

const step = (name: string, place: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name}, ${place} }
spec:
  replicas: 2
  strategy: { canary: { steps: [{ setWeight: 50, pause: {} }] } }
`;

const listed = (kind: string, ...documents: readonly string[]) =>
  `apiVersion: v1\nkind: ${kind}\nitems:\n${documents
    .map((text) => `  - ${text.trim().replaceAll('\n', '\n    ')}\n`)
    .join('')}`;

const of = (title: string, manifests: readonly string[], ...finds: readonly string[]): FaultyRelease => ({
  title,
  manifests: manifests.join('---\n'),
  finds: [...finds].sort(),
});

/** Releases of other kinds, and objects that are told apart by little. */
export const ownFaults: readonly FaultyRelease[] = [
  of(
    'a Deployment that serves traffic',
    [workload('Deployment', 'minReadySeconds: 5'), service()],
    'alerts-exist Deployment/web',
    'disruption-budget Deployment/web',
    'not-progressive Deployment/web',
    'owner-named Deployment/web',
    'release-notes Deployment/web',
    'runbook-linked Deployment/web',
    'scraped Deployment/web',
  ),
  of(
    'a StatefulSet without history',
    [workload('StatefulSet', 'revisionHistoryLimit: 0'), service()],
    'alerts-exist StatefulSet/web',
    'disruption-budget StatefulSet/web',
    'history-kept StatefulSet/web',
    'not-progressive StatefulSet/web',
    'owner-named StatefulSet/web',
    'release-notes StatefulSet/web',
    'runbook-linked StatefulSet/web',
    'scraped StatefulSet/web',
  ),
  of(
    'a Canary of Flagger without metrics',
    [
      flagger('interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10'),
      workload('Deployment', 'minReadySeconds: 5'),
    ],
    'alerts-exist Canary/web',
    'disruption-budget Canary/web',
    'owner-named Canary/web',
    'release-notes Canary/web',
    'runbook-linked Canary/web',
    'scraped Canary/web',
  ),
  of(
    'a Canary of Flagger in one leap',
    [
      flagger(
        'interval: 1m, threshold: 5, maxWeight: 100, stepWeight: 100, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }]',
      ),
      workload('Deployment', 'minReadySeconds: 5'),
    ],
    'alerts-exist Canary/web',
    'disruption-budget Canary/web',
    'owner-named Canary/web',
    'release-notes Canary/web',
    'runbook-linked Canary/web',
    'scraped Canary/web',
  ),
  of(
    'objects without a namespace',
    [workload('Deployment', 'revisionHistoryLimit: 0', ''), service('labels: {}')],
    'alerts-exist Deployment/web',
    'disruption-budget Deployment/web',
    'history-kept Deployment/web',
    'not-progressive Deployment/web',
    'owner-named Deployment/web',
    'release-notes Deployment/web',
    'runbook-linked Deployment/web',
    'scraped Deployment/web',
  ),
  of(
    'the same names in two namespaces, and a fault in one',
    [
      step('web', 'namespace: shop'),
      step('web', 'namespace: pay').replace('setWeight: 50, pause: {}', 'setWeight: 50'),
    ],
    'argo-refuses Rollout/web',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'notifications Rollout/web',
    'notifications Rollout/web',
    'owner-named Rollout/web',
    'owner-named Rollout/web',
    'release-notes Rollout/web',
    'release-notes Rollout/web',
    'runbook-linked Rollout/web',
    'runbook-linked Rollout/web',
    'stuck-on-crash Rollout/web',
    'stuck-on-crash Rollout/web',
  ),
  of(
    'a Rollout and a Service of one name',
    [step('web', 'namespace: shop'), service()],
    'argo-refuses Rollout/web',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'notifications Rollout/web',
    'owner-named Rollout/web',
    'release-notes Rollout/web',
    'runbook-linked Rollout/web',
    'stuck-on-crash Rollout/web',
  ),
  of(
    'a list of all kinds',
    [listed('List', step('web', 'namespace: shop'), service())],
    'argo-refuses Rollout/web',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'notifications Rollout/web',
    'owner-named Rollout/web',
    'release-notes Rollout/web',
    'runbook-linked Rollout/web',
    'stuck-on-crash Rollout/web',
  ),
  of(
    'a list of one kind',
    [listed('RolloutList', step('web', 'namespace: shop'), step('api', 'namespace: shop'))],
    'argo-refuses Rollout/api',
    'argo-refuses Rollout/web',
    'argo-validation Rollout/api',
    'argo-validation Rollout/api',
    'argo-validation Rollout/web',
    'argo-validation Rollout/web',
    'notifications Rollout/api',
    'notifications Rollout/web',
    'owner-named Rollout/api',
    'owner-named Rollout/web',
    'release-notes Rollout/api',
    'release-notes Rollout/web',
    'runbook-linked Rollout/api',
    'runbook-linked Rollout/web',
    'stuck-on-crash Rollout/api',
    'stuck-on-crash Rollout/web',
  ),
];
