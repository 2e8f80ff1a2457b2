/** A manifest that lint accepts, and that faults are written into. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- other people's words, written by hand
export type Rollout = { spec: any } & Record<string, any>;

/** A rule of lint, as a change by hand to a manifest that lint accepts. */
export interface Fault {
  /** Our check of the same rule. */
  readonly id: string;
  readonly base: 'canary' | 'blueGreen';
  readonly write: (rollout: Rollout) => void;
  /** What lint says. */
  readonly says: string;
}

/** A Rollout with that strategy, and nothing else. */
export function manifest(base: Fault['base']): Rollout {
  const strategy = {
    canary: { steps: [{ setWeight: 10 }] },
    blueGreen: { activeService: 'live', previewService: 'preview' },
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout' },
    spec: {
      selector: { matchLabels: { app: 'checkout' } },
      template: {
        metadata: { labels: { app: 'checkout' } },
        spec: { containers: [{ name: 'main', image: 'shop/checkout:1.0.0' }] },
      },
      strategy: { [base]: strategy[base] },
    },
  };
}

const canary = (id: string, says: string, write: (canary: Rollout['spec'], spec: Rollout['spec']) => void): Fault => ({
  id,
  says,
  base: 'canary',
  write: ({ spec }) => write(spec.strategy.canary, spec),
});

const spec = (id: string, says: string, write: (spec: Rollout['spec']) => void): Fault =>
  canary(id, says, (_canary, spec) => write(spec));

const blueGreen = (id: string, says: string, write: (blueGreen: Rollout['spec']) => void): Fault => ({
  id,
  says,
  base: 'blueGreen',
  write: ({ spec }) => write(spec.strategy.blueGreen),
});

/** A canary behind a router with the Services it needs. */
const routed = (canary: Rollout['spec'], routing: object, ...steps: readonly object[]) =>
  Object.assign(canary, { canaryService: 'a', stableService: 'b', trafficRouting: routing, steps });

const ISTIO = { istio: { virtualService: { name: 'checkout' } }, managedRoutes: [{ name: 'r' }] };
const ALB = { alb: { ingress: 'checkout', servicePort: 80, rootService: 'root' }, managedRoutes: [{ name: 'r' }] };
const NGINX = { nginx: { stableIngress: 'checkout' }, managedRoutes: [{ name: 'r' }] };
const header = (headerValue: object) => ({ setHeaderRoute: { name: 'r', match: [{ headerName: 'x', headerValue }] } });
const experiment = (weight: number) => ({ experiment: { templates: [{ name: 't', specRef: 'canary', weight }] } });
const pingPong = (ping: string, pong: string) => ({ pingService: ping, pongService: pong });

/** The rules of lint that our checks mirror. */
export const faults: readonly Fault[] = [
  spec('S1', 'must be greater than or equal to 0', (spec) => (spec.replicas = -1)),
  spec('S1', 'must be greater than or equal to 0', (spec) => (spec.revisionHistoryLimit = -1)),
  spec('S2', "Rollout has missing field '.spec.selector'", (spec) => delete spec.selector),
  spec('S2', 'template.spec.containers: Required value', (spec) => (spec.template.spec.containers = [])),
  spec('S3', 'empty selector is invalid for deployment', (spec) => (spec.selector = {})),
  spec('S4', 'template must be empty for workload reference rollout', (spec) => {
    spec.workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'old' };
  }),
  spec('S5-restart', 'Unsupported value: "Never"', (spec) => (spec.template.spec.restartPolicy = 'Never')),
  spec('S5-names', 'Duplicate value: "main"', (spec) => {
    spec.template.spec.containers.push({ name: 'main', image: 'shop/side:1.0.0' });
  }),
  spec('S5-container', 'Duplicate value: "http"', (spec) => {
    const ports = [80, 81].map((containerPort) => ({ containerPort, name: 'http' }));
    spec.template.spec.containers[0].ports = ports;
  }),
  spec('S5-volumes', 'Duplicate value: "tmp"', (spec) => {
    spec.template.spec.volumes = [1, 2].map(() => ({ name: 'tmp', emptyDir: {} }));
  }),
  spec('S5-selector', '`selector` does not match template `labels`', (spec) => {
    spec.selector.matchLabels.app = 'cart';
  }),
  spec('drain', 'must be greater than 0 and less than terminationGracePeriodSeconds', (spec) => {
    spec.template.spec.containers[0].lifecycle = { preStop: { sleep: { seconds: 31 } } };
  }),
  spec('drain', 'must be greater than 0 and less than terminationGracePeriodSeconds', (spec) => {
    spec.template.spec.containers[0].lifecycle = { preStop: { sleep: { seconds: 0 } } };
  }),
  spec('S6', 'must be greater than minReadySeconds', (spec) => (spec.minReadySeconds = 600)),
  spec('S7', "missing field '.spec.strategy.canary or .spec.strategy.blueGreen'", (spec) => (spec.strategy = {})),
  spec('S8', 'Multiple Strategies can not be listed', (spec) => {
    spec.strategy.blueGreen = { activeService: 'live' };
  }),
  spec('whole-number', 'cannot unmarshal number 1.5', (spec) => (spec.revisionHistoryLimit = 1.5)),
  spec('unknown-option', 'unknown field "canaries"', (spec) => (spec.strategy.canaries = {})),
  blueGreen('B1', 'the same service for the active and preview services', (blueGreen) => {
    blueGreen.previewService = 'live';
  }),
  blueGreen('active-service', 'the same service for the active and preview services', (blueGreen) => {
    delete blueGreen.activeService;
    delete blueGreen.previewService;
  }),
  blueGreen('B2', 'revision history limit can not be smaller', (blueGreen) => {
    blueGreen.scaleDownDelayRevisionLimit = 11;
  }),
  blueGreen('B3', 'AntiAffinity weight must be between 1-100', (blueGreen) => {
    blueGreen.antiAffinity = { preferredDuringSchedulingIgnoredDuringExecution: { weight: 101 } };
  }),
  canary('C1', 'MaxSurge and MaxUnavailable both can not be zero', (canary) => {
    Object.assign(canary, { maxSurge: 0, maxUnavailable: 0 });
  }),
  canary('C1', 'MaxSurge and MaxUnavailable both can not be zero', (canary) => {
    Object.assign(canary, { maxSurge: '0%', maxUnavailable: '0%' });
  }),
  canary('C2', 'the same service for the stable and canary services', (canary) => {
    Object.assign(canary, { canaryService: 'a', stableService: 'a' });
  }),
  canary('C3', 'Ping-pong feature works with', (canary) => {
    Object.assign(routed(canary, NGINX), { pingPong: pingPong('a', 'b') });
  }),
  canary('C4', 'Ping service and Pong service must to be set', (canary) => {
    Object.assign(canary, { trafficRouting: ALB, pingPong: pingPong('a', '') });
  }),
  canary('C5', 'the same service for the ping and pong services', (canary) => {
    Object.assign(canary, { trafficRouting: ALB, pingPong: pingPong('a', 'a') });
  }),
  canary('C7', 'Canary service and Stable service must to be set', (canary) => {
    Object.assign(canary, { trafficRouting: NGINX, stableService: 'a' });
  }),
  canary('C8', 'scaleDownDelaySeconds can only be used with traffic routing', (canary) => {
    canary.scaleDownDelaySeconds = 60;
  }),
  canary('C9', 'dynamicStableScale can only be used with traffic routing', (canary) => {
    canary.dynamicStableScale = true;
  }),
  canary('C10', 'dynamicStableScale cannot be used with scaleDownDelaySeconds', (canary) => {
    Object.assign(routed(canary, NGINX), { dynamicStableScale: true, scaleDownDelaySeconds: 60 });
  }),
  canary('C11', 'maxTrafficWeight in traffic routing only supported in Nginx and Plugins', (canary) => {
    routed(canary, { ...ISTIO, maxTrafficWeight: 1000 });
  }),
  canary('C12', 'Step must have one of the following set', (canary) => (canary.steps = [{}])),
  canary('C12', 'Step must have one of the following set', (canary) => {
    canary.steps = [{ setWeight: 10, pause: {} }];
  }),
  canary('step-unknown', 'unknown field "setWieght"', (canary) => (canary.steps = [{ setWieght: 10 }])),
  canary('step-shape', 'cannot unmarshal string', (canary) => (canary.steps = [{ pause: '5m' }])),
  canary('C13', 'SetWeight needs to be between 0 and 100', (canary) => (canary.steps = [{ setWeight: 101 }])),
  canary('C13', 'SetWeight needs to be between 0 and 1000', (canary) => {
    routed(canary, { ...NGINX, maxTrafficWeight: 1000 }, { setWeight: 1001 });
  }),
  canary('duration', 'Duration needs to be greater than 0', (canary) => {
    canary.steps = [{ pause: { duration: '1d' } }];
  }),
  canary('C15', 'SetCanaryScale requires TrafficRouting to be set', (canary) => {
    canary.steps = [{ setCanaryScale: { replicas: 1 } }];
  }),
  canary('C16', 'SetHeaderRoute requires TrafficRouting', (canary) => routed(canary, NGINX, header({ exact: '1' }))),
  canary('C17', "ALB supports 'exact' value only", (canary) => routed(canary, ALB, header({ prefix: '1' }))),
  canary('C18', 'must have exactly one of the following: exact, regex, prefix', (canary) => {
    routed(canary, ISTIO, header({ exact: '1', prefix: '1' }));
  }),
  canary('C19', 'StringMatch value missed', (canary) => routed(canary, ISTIO, header({ exact: '' }))),
  canary('C20', 'SetMirrorRoute requires TrafficRouting', (canary) => {
    routed(canary, ALB, { setMirrorRoute: { name: 'r', match: [{ path: { prefix: '/' } }] } });
  }),
  canary('C21', "missing field 'spec.strategy.canary.trafficRouting.managedRoutes'", (canary) => {
    routed(canary, { istio: ISTIO.istio }, header({ exact: '1' }));
  }),
  canary('C22', 'Steps define a route that does not exist', (canary) => {
    routed(canary, { ...ISTIO, managedRoutes: [{ name: 'other' }] }, header({ exact: '1' }));
  }),
  canary('C23', 'weight cannot be set unless TrafficRouting is enabled', (canary) => (canary.steps = [experiment(5)])),
  canary('C24', 'weight is only available for TrafficRouting with', (canary) => routed(canary, NGINX, experiment(5))),
  canary('C25', 'Analyses arguments must refer to valid object metadata', (canary) => {
    const args = [{ name: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.generation' } } }];
    canary.steps = [{ analysis: { templates: [{ templateName: 't' }], args } }];
  }),
  canary('C26', 'AntiAffinity weight must be between 1-100', (canary) => {
    canary.antiAffinity = { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } };
  }),
];
