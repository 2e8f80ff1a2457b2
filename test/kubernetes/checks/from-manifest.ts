import { App, ApiObject, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  alb,
  ExistingObject,
  ExistingService,
  istio,
  nginx,
  Rollout,
  smi,
  Step,
  Strategy,
  Threshold,
  type AnalysisUse,
  type ServiceLike,
  type TrafficRouter,
} from '../../../lib';

/** What is read of the objects in a corpus file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of other people, compared afterwards
  readonly spec?: any;
}

/** Changes between a file and what is said of it. */
export interface Changes {
  /** Experiments get this duration: without one they never end, and the Rollout is refused. */
  readonly experimentDuration?: Duration;
}

/** The Rollouts of a file, said in our API, each with the Services and routes that the file has for it. */
export function sayInOurApi(manifests: readonly Manifest[], changes: Changes = {}): readonly Rollout[] {
  const chart = new Chart(new App(), 'corpus');
  const around = new Map(
    manifests.flatMap((manifest, index) => {
      const made = surrounding(chart, manifest, index, manifests);
      return made ? [[`${manifest.kind}/${manifest.metadata?.name}`, made] as const] : [];
    }),
  );
  return manifests
    .filter(({ kind }) => kind === 'Rollout')
    .map((manifest, index) => {
      const { workloadRef, selector, template, replicas, revisionHistoryLimit, strategy } = manifest.spec ?? {};
      const rollout = new Rollout(chart, `rollout-${index}`, {
        metadata: { name: manifest.metadata?.name },
        ...(workloadRef
          ? { workloadRef: { workload: { kind: workloadRef.kind, name: workloadRef.name, podLabels: {} } } }
          : {
              podMetadata: { labels: template?.metadata.labels },
              containers: template?.spec.containers.map(container),
              select: false,
            }),
        replicas,
        revisionHistoryLimit,
        strategy: strategyOf(strategy, around, changes),
      });
      if (selector) {
        rollout.select(kplus.LabelSelector.of({ labels: selector.matchLabels }));
      }
      return rollout;
    });
}

/** Services, and the routes that a router is handed; the TrafficSplit of a file is one that the controller makes. */
function surrounding(
  chart: Chart,
  { kind, metadata, spec, ...rest }: Manifest,
  index: number,
  all: readonly Manifest[],
) {
  if (kind === 'Service') {
    const service = new kplus.Service(chart, `service-${index}`, {
      metadata: { name: metadata?.name },
      ports: spec.ports.map((port: Record<string, unknown>) => ({ ...port, targetPort: targetPortOf(port, all) })),
    });
    Object.entries((spec.selector ?? {}) as Record<string, string>).forEach(([label, value]) =>
      service.selectLabel(label, value),
    );
    return service;
  }
  const routes = kind === 'Ingress' || kind === 'VirtualService';
  return routes && metadata ? new ApiObject(chart, `${kind}-${index}`, { kind, metadata, spec, ...rest }) : undefined;
}

/** The number of a port: kplus knows no other, and the files say `http` for the container port of that name. */
function targetPortOf({ targetPort }: Record<string, unknown>, all: readonly Manifest[]): unknown {
  const pods = all.flatMap(({ kind, spec }) => (kind === 'Rollout' ? (spec.template?.spec.containers ?? []) : []));
  const ports = pods.flatMap(({ ports = [] }: Manifest['spec']) => ports as Manifest['spec'][]);
  return ports.find(({ name }: Manifest['spec']) => name === targetPort)?.containerPort ?? targetPort;
}

type Around = ReadonlyMap<string, kplus.Service | ApiObject>;

function strategyOf(strategy: Manifest['spec'], around: Around, changes: Changes): Strategy {
  const { canary, blueGreen } = strategy ?? {};
  const service = (name: string | undefined) =>
    name === undefined
      ? undefined
      : ((around.get(`Service/${name}`) as ServiceLike | undefined) ?? ExistingService.of({ name, port: 80 }));
  if (blueGreen) {
    const { activeService, previewService, ...rest } = blueGreen;
    return Strategy.blueGreen({
      ...rest,
      activeService: service(activeService),
      previewService: service(previewService),
    });
  }
  if (!canary) {
    // an unknown strategy: our types have no word for it
    return strategy;
  }
  const { canaryService, stableService, pingPong, trafficRouting, steps, analysis, maxSurge, maxUnavailable } = canary;
  return Strategy.canary({
    canaryService: service(canaryService),
    stableService: service(stableService),
    rootService: service(trafficRouting?.alb?.rootService ?? trafficRouting?.smi?.rootService),
    pingPong: pingPong && { pingService: service(pingPong.pingService)!, pongService: service(pingPong.pongService)! },
    router: trafficRouting && routersOf(trafficRouting, around),
    steps: steps.map((step: Manifest['spec']) => stepOf(step, changes)),
    analysis: analysis && { templates: analysis.templates.map(existingTemplate), startingStep: 0 },
    maxSurge: maxSurge === undefined ? undefined : kplus.PercentOrAbsolute.absolute(maxSurge),
    maxUnavailable: maxUnavailable === undefined ? undefined : kplus.PercentOrAbsolute.absolute(maxUnavailable),
  });
}

function routersOf(routing: Manifest['spec'], around: Around): readonly TrafficRouter[] {
  const handed = (kind: string, name: string) =>
    (around.get(`${kind}/${name}`) as ApiObject | undefined) ?? ExistingObject.of({ name });
  const virtualService = ({ name, routes }: Manifest['spec']) => ({
    virtualService: handed('VirtualService', name),
    routes,
  });
  return Object.entries(routing as Record<string, Manifest['spec']>).map(([router, options]) => {
    switch (router) {
      case 'nginx':
        return nginx({ ingress: handed('Ingress', options.stableIngress) });
      case 'alb':
        return alb({ ingress: handed('Ingress', options.ingress), servicePort: options.servicePort });
      case 'smi':
        return smi({ trafficSplitName: options.trafficSplitName });
      case 'istio':
        return options.virtualServices
          ? istio({ virtualServices: options.virtualServices.map(virtualService) })
          : istio(virtualService(options.virtualService));
      default:
        throw new Error(`no file of the corpus had ${router} when this was written`);
    }
  });
}

function stepOf(step: Manifest['spec'], { experimentDuration }: Changes): Step {
  if (step.pause) {
    const seconds = /^(\d+)s$/.exec(step.pause.duration ?? '')?.[1];
    return seconds === undefined ? Step.pauseUntilPromoted() : Step.pause(Duration.seconds(Number(seconds)));
  }
  return step.experiment ? Step.experiment({ duration: experimentDuration, ...step.experiment }) : step;
}

/** An AnalysisTemplate outside this app: named, and taken on trust. */
function existingTemplate({ templateName }: { templateName: string }): AnalysisUse {
  const metric = {
    name: 'trusted',
    provider: { id: 'web', spec: { url: 'https://example.com' }, samples: '[asFloat(result)]' },
    healthy: Threshold.atLeast(1),
    noData: 'fail',
  } as const;
  const definition = { args: {}, metrics: [metric], templates: [] };
  return { template: { name: templateName, clusterScope: false, namespace: undefined, definition }, args: {} };
}

function container({ name, image, imagePullPolicy, ports, resources, readinessProbe }: Manifest['spec']) {
  const { path, port } = readinessProbe?.httpGet ?? {};
  const period = readinessProbe?.periodSeconds;
  return {
    name,
    image,
    imagePullPolicy,
    ports: ports?.map(({ containerPort, ...rest }: Record<string, unknown>) => ({ number: containerPort, ...rest })),
    readiness: readinessProbe && kplus.Probe.fromHttpGet(path, { port, periodSeconds: Duration.seconds(period) }),
    // where nothing is said, cdk8s-plus would ask for a whole CPU
    resources: resources
      ? {
          cpu: { request: kplus.Cpu.millis(Number.parseInt(resources.requests.cpu, 10)) },
          memory: { request: Size.mebibytes(Number.parseInt(resources.requests.memory, 10)) },
        }
      : {},
  };
}
