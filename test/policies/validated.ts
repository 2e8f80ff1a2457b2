import { rollout } from '../../policies/rules/example';

export const canary = (fields: string, spec = 'replicas: 4') => rollout({ strategy: `canary: { ${fields} }`, spec });
export const SERVICES = 'canaryService: new, stableService: old';

const MANAGED = 'trafficRouting: { istio: { virtualService: { name: web } }, managedRoutes: [{ name: x }] }';

/** What Argo's validation refuses, by the id of the check that finds it. */
export const REFUSED: Readonly<Record<string, string>> = {
  S2: canary('steps: []').replace(/ {2}selector: .*\n/, ''),
  S3: canary('steps: []').replace('matchLabels: { app: web }', 'matchLabels: {}'),
  S4: canary('steps: []', 'replicas: 4\nworkloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }'),
  S5: canary('steps: []').replace('metadata: { labels: { app: web } }', 'metadata: { labels: { app: api } }'),
  S6: canary('steps: []', 'replicas: 4\nminReadySeconds: 700'),
  B1: rollout({ strategy: 'blueGreen: { activeService: web, previewService: web }' }),
  B2: rollout({
    strategy: 'blueGreen: { activeService: web, previewService: next, scaleDownDelayRevisionLimit: 11 }',
  }),
  B3: canary('antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 101 } }'),
  C1: canary('maxSurge: 0, maxUnavailable: 0%'),
  C2: canary('canaryService: web, stableService: web'),
  C3: canary(
    `${SERVICES}, pingPong: { pingService: a, pongService: b }, trafficRouting: { nginx: { stableIngress: web } }`,
  ),
  C4: canary('pingPong: { pingService: a }, trafficRouting: { istio: { virtualService: { name: web } } }'),
  C5: canary(
    'pingPong: { pingService: a, pongService: a }, trafficRouting: { istio: { virtualService: { name: web } } }',
  ),
  C6: canary(
    'pingPong: { pingService: a, pongService: b }, trafficRouting: { alb: { ingress: web, servicePort: 80 } }',
  ),
  C7: canary('stableService: old, trafficRouting: { nginx: { stableIngress: web } }'),
  C8: canary('scaleDownDelaySeconds: 30'),
  C9: canary('dynamicStableScale: true'),
  C10: canary(
    `${SERVICES}, dynamicStableScale: true, scaleDownDelaySeconds: 30, trafficRouting: { nginx: { stableIngress: web } }`,
  ),
  C11: canary(`${SERVICES}, trafficRouting: { maxTrafficWeight: 1000, alb: { ingress: web, servicePort: 80 } }`),
  R11: canary(`${SERVICES}, trafficRouting: { nginx: {} }`),
  R12: canary(`${SERVICES}, trafficRouting: { alb: { servicePort: 80, ingress: web, ingresses: [web] } }`),
  R13: canary(`${SERVICES}, trafficRouting: { istio: {} }`),
  C15: canary('steps: [{ setCanaryScale: { weight: 20 } }]'),
  C16: canary(
    `${SERVICES}, trafficRouting: { nginx: { stableIngress: web }, managedRoutes: [{ name: x }] }, ` +
      'steps: [{ setHeaderRoute: { name: x, match: [{ headerName: a, headerValue: { exact: b } }] } }]',
  ),
  C17: canary(
    `${SERVICES}, trafficRouting: { alb: { ingress: web, servicePort: 80 }, managedRoutes: [{ name: x }] }, ` +
      'steps: [{ setHeaderRoute: { name: x, match: [{ headerName: a, headerValue: { prefix: b } }] } }]',
  ),
  C18: canary(
    `${SERVICES}, ${MANAGED}, ` +
      'steps: [{ setHeaderRoute: { name: x, match: [{ headerName: a, headerValue: { exact: b, prefix: c } }] } }]',
  ),
  C19: canary(
    `${SERVICES}, ${MANAGED}, steps: [{ setMirrorRoute: { name: x, percentage: 10, match: [{ path: { exact: "" } }] } }]`,
  ),
  C20: canary(
    `${SERVICES}, trafficRouting: { alb: { ingress: web, servicePort: 80 }, managedRoutes: [{ name: x }] }, ` +
      'steps: [{ setMirrorRoute: { name: x, percentage: 10, match: [{ path: { prefix: / } }] } }]',
  ),
  C22: canary(
    `${SERVICES}, trafficRouting: { istio: { virtualService: { name: web } }, managedRoutes: [{ name: x }] }, ` +
      'steps: [{ setHeaderRoute: { name: y, match: [{ headerName: a, headerValue: { exact: b } }] } }]',
  ),
  C24: canary(
    `${SERVICES}, trafficRouting: { nginx: { stableIngress: web } }, ` +
      'steps: [{ experiment: { duration: 5m, templates: [{ name: new, specRef: canary, weight: 5 }] } }]',
  ),
  C25: canary(
    'steps: [{ analysis: { templates: [{ templateName: x }], args: [{ name: a, valueFrom: { fieldRef: { fieldPath: metadata.labels.app } } }] } }]',
  ),
};

/** What it takes. */
export const TAKEN: Readonly<Record<string, string>> = {
  'a preferred rule': canary('antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } }'),
  'a required rule': rollout({
    strategy: 'blueGreen: { activeService: web, antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } }',
  }),
  'a label for an argument': canary(
    `steps: [{ analysis: { templates: [{ templateName: x }], args: [{ name: a, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }] } }]`,
  ),
  'one way to compare': canary(
    `${SERVICES}, ${MANAGED}, ` +
      'steps: [{ setHeaderRoute: { name: x, match: [{ headerName: a, headerValue: { prefix: b } }] } }]',
  ),
  'a router with both Services': canary(`${SERVICES}, trafficRouting: { nginx: { stableIngress: web } }`),
  'subsets of Istio without Services': canary(
    'trafficRouting: { istio: { virtualService: { name: web }, ' +
      'destinationRule: { name: web, canarySubsetName: new, stableSubsetName: old } } }',
  ),
  'ping-pong with ALB and a root': canary(
    'pingPong: { pingService: a, pongService: b }, trafficRouting: { alb: { ingress: web, rootService: c, servicePort: 80 } }',
  ),
  'a plugin without Services': canary('trafficRouting: { plugins: { acme/router: {} } }'),
  'a maximum of NGINX': canary(
    `${SERVICES}, trafficRouting: { maxTrafficWeight: 1000, nginx: { stableIngress: web } }`,
  ),
  'a scale with a router': canary(
    `${SERVICES}, trafficRouting: { nginx: { stableIngress: web } }, steps: [{ setCanaryScale: { weight: 20 } }]`,
  ),
  'no surge, but one pod may be missing': canary('maxSurge: 0, maxUnavailable: 1'),
  'dynamic scale that is off': canary('dynamicStableScale: false'),
  'a blue-green of two Services': rollout({ strategy: 'blueGreen: { activeService: web, previewService: next }' }),
};
