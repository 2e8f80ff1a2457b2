import type { GoodRelease } from './release';
import { all, beside, EVERY_MINUTE, rollout, service, steps, successRate, under, watched } from './parts';

const web = { name: 'web', namespace: 'shop' };
const cart = { name: 'cart', namespace: 'shop' };
const search = { name: 'search', namespace: 'catalog' };
const quotes = { name: 'quotes', namespace: 'finance' };

const LADDER = [5, 10, 25, 50, 100];

const nginx: GoodRelease = {
  title: 'a canary behind NGINX, with an autoscaler',
  manifests: all(
    rollout(
      web,
      `
canary:
  canaryService: web-canary
  stableService: web
  trafficRouting:
    nginx:
      stableIngress: web
${under(2, beside('web-success-rate'))}
${under(2, steps(LADDER))}`,
      'minReadySeconds: 10',
    ),
    service(web),
    service(web, 'web-canary'),
    `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: web.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }`,
    `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web }
  minReplicas: 4
  maxReplicas: 12
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }`,
    successRate(web, EVERY_MINUTE),
    watched(web),
  ),
};

const subsets: GoodRelease = {
  title: 'a canary in subsets of Istio, scaled before its weight',
  manifests: all(
    rollout(
      cart,
      `
canary:
  trafficRouting:
    istio:
      virtualService:
        name: cart
        routes: [primary]
      destinationRule:
        name: cart
        canarySubsetName: canary
        stableSubsetName: stable
${under(2, beside('cart-success-rate'))}
  steps:
    - setCanaryScale:
        weight: 25
    - setWeight: 5
    - pause: { duration: 5m }
    - setWeight: 20
    - pause: { duration: 5m }
    - setCanaryScale:
        matchTrafficWeight: true
    - setWeight: 50
    - pause: { duration: 300 }
    - setWeight: 100
    - pause: { duration: 300 }`,
    ),
    service(cart),
    `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - name: primary
      route:
        - destination: { host: cart, subset: stable }
          weight: 100
        - destination: { host: cart, subset: canary }
          weight: 0`,
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  subsets:
    - name: stable
      labels: { app: cart }
    - name: canary
      labels: { app: cart }`,
    successRate(cart, EVERY_MINUTE),
    watched(cart),
  ),
};

const gateway: GoodRelease = {
  title: 'a canary behind the Gateway API, judged beside its steps and before all traffic',
  manifests: all(
    rollout(
      search,
      `
canary:
  canaryService: search-canary
  stableService: search
  trafficRouting:
    plugins:
      argoproj-labs/gatewayAPI:
        httpRoute: search
        namespace: catalog
${under(2, beside('search-success-rate'))}
  steps:
    - setWeight: 10
    - pause: { duration: 5m }
    - setWeight: 30
    - pause: { duration: 5m }
    - setWeight: 60
    - pause: { duration: 5m }
    - analysis:
        templates:
          - templateName: search-evidence
        args:
          - name: hash
            valueFrom: { podTemplateHashValue: Latest }
    - setWeight: 100
    - pause: { duration: 5m }`,
    ),
    service(search),
    service(search, 'search-canary'),
    `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: search, namespace: catalog }
spec:
  parentRefs:
    - name: public
      namespace: edge
  rules:
    - backendRefs:
        - { name: search, port: 80 }
        - { name: search-canary, port: 80 }`,
    successRate(search, EVERY_MINUTE),
    successRate(search, 'count: 3\ninterval: 1m\nfailureLimit: 0\ninconclusiveLimit: 2', 'search-evidence'),
    watched(search),
  ),
};

const basic: GoodRelease = {
  title: 'a canary without a router, with pods enough for its weights',
  manifests: all(
    rollout(
      quotes,
      `
canary:
  maxSurge: 20%
  maxUnavailable: 0
${under(2, beside('quotes-success-rate'))}
${under(2, steps([10, 20, 40, 70, 100]))}`,
      'replicas: 10',
    ),
    service(quotes),
    successRate(quotes, EVERY_MINUTE),
    watched(quotes),
  ),
};

/** Canaries, each with another router, or none. */
export const canaries: readonly GoodRelease[] = [nginx, subsets, gateway, basic];
