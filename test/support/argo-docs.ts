/** Manifests as small as the controller accepts them, for tests of the oracles themselves: what they judge is known. */

const labels = { app: 'shop' };

/** A valid Rollout `shop` of the given strategy. */
export const rollout = (strategy: object, spec: object = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'shop' },
  spec: {
    replicas: 4,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'shop:1' }] } },
    strategy,
    ...spec,
  },
});

/** A canary Rollout with Services `shop-stable` and `shop-canary`, its traffic split by these routers. */
export const routed = (trafficRouting: object, canary: object = {}) =>
  rollout({ canary: { stableService: 'shop-stable', canaryService: 'shop-canary', trafficRouting, ...canary } });

export const service = (name: string, selector: object = labels) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector, ports: [{ port: 80 }] },
});

/** The Services of `routed`. */
export const services = [service('shop-stable'), service('shop-canary')];

export const ingress = (serviceName: string, port: object = { number: 80 }, ...furtherRules: object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop' },
  spec: {
    ingressClassName: 'class',
    rules: [
      { http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: serviceName, port } } }] } },
      ...furtherRules,
    ],
  },
});

/** An Istio VirtualService `shop` with one HTTP route to these destinations. */
export const virtualService = (...destinations: object[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'shop' },
  spec: { hosts: ['shop'], http: [{ name: 'primary', route: destinations.map((destination) => ({ destination })) }] },
});

export const analysisTemplate = (name: string, spec: object = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name },
  spec: {
    metrics: [{ name, provider: { prometheus: { query: 'up{s="{{args.service}}"}' } } }],
    args: [{ name: 'service' }],
    ...spec,
  },
});

/** Any custom resource of the routers. */
export const custom = (apiVersion: string, kind: string, name: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name },
  spec,
});
