import { canaries } from './canaries';
import { all, metadata, pods, rollout, service, steps, successRate, under, watched } from './parts';
import type { GoodRelease } from './release';

const billing = { name: 'billing', namespace: 'finance' };
const profile = { name: 'profile', namespace: 'accounts' };

const smoke = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: billing-smoke, namespace: finance }
spec:
  metrics:
    - name: smoke
      provider:
        job:
          spec:
            backoffLimit: 0
            activeDeadlineSeconds: 120
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: smoke
                    image: registry.example.com/smoke:1.0.3
                    args: [http://billing-preview.finance/ready]`;

const blueGreen: GoodRelease = {
  title: 'a blue-green, judged before and after its switch',
  manifests: all(
    rollout(
      billing,
      `
blueGreen:
  activeService: billing
  previewService: billing-preview
  autoPromotionEnabled: true
  scaleDownDelaySeconds: 900
  prePromotionAnalysis:
    templates:
      - templateName: billing-smoke
  postPromotionAnalysis:
    templates:
      - templateName: billing-success-rate
    args:
      - name: hash
        valueFrom: { podTemplateHashValue: Latest }`,
      'replicas: 3',
    ),
    service(billing),
    service(billing, 'billing-preview'),
    smoke,
    successRate(billing, 'initialDelay: 1m\ncount: 8\ninterval: 1m\nfailureLimit: 0\ninconclusiveLimit: 7'),
    watched(billing),
  ),
};

const workloadRef: GoodRelease = {
  title: 'a Rollout that took over a Deployment, behind ALB, judged by Datadog',
  manifests: all(
    rollout(
      profile,
      `
canary:
  canaryService: profile-canary
  stableService: profile
  trafficRouting:
    alb:
      ingress: profile
      servicePort: 80
  analysis:
    startingStep: 1
    templates:
      - templateName: profile-errors
    args:
      - name: canary
        value: profile-canary
${under(2, steps([5, 10, 25, 50, 100]))}`,
      `
replicas: 8
workloadRef:
  apiVersion: apps/v1
  kind: Deployment
  name: profile
  scaleDown: onsuccess`,
    ),
    `
apiVersion: apps/v1
kind: Deployment
${metadata(profile).trim()}
spec:
  replicas: 0
${under(2, pods(profile))}`,
    service(profile),
    service(profile, 'profile-canary'),
    `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: profile, namespace: accounts }
spec:
  ingressClassName: alb
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: profile, port: { name: use-annotation } } }`,
    `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: profile-errors, namespace: accounts }
spec:
  args:
    - name: canary
  metrics:
    - name: errors
      initialDelay: 2m
      interval: 1m
      failureLimit: 2
      inconclusiveLimit: 5
      successCondition: result != nil && result < 0.005
      failureCondition: result != nil && result >= 0.005
      provider:
        datadog:
          apiVersion: v2
          interval: 2m
          formula: errors / requests
          queries:
            errors: sum:http.requests{kube_service:{{args.canary}},status_class:5xx}.as_count()
            requests: sum:http.requests{kube_service:{{args.canary}}}.as_count()`,
    watched(profile),
  ),
};

const worker: GoodRelease = {
  title: 'a Deployment that serves nobody',
  manifests: all(
    `
apiVersion: apps/v1
kind: Deployment
${metadata({ name: 'mailer', namespace: 'shop' }).trim()}
spec:
  replicas: 2
  selector:
    matchLabels: { app: mailer }
  template:
    metadata:
      labels: { app: mailer }
    spec:
      containers:
        - name: mailer
          image: registry.example.com/mailer:5.0.2@sha256:${'0d5e'.repeat(16)}
          resources:
            requests: { cpu: 100m, memory: 128Mi }`,
  ),
};

/** Written by hand, as teams do that never heard of our constructs. */
export const written: readonly GoodRelease[] = [...canaries, blueGreen, workloadRef, worker];
