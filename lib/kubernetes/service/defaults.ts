import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { documentAnnotations } from './documents';
import type { ProgressiveServiceProps } from './props';
import type { BackgroundAnalysis } from '../analysis';
import { Steps, Strategy, type BlueGreenProps, type CanaryProps, type RolloutProps } from '../rollout';
import { toServicePort } from '../rollout/expose';
import { portsOf } from '../rollout/service-wiring';
import { routersOf } from '../rollout/strategy';
import type { ServiceLike } from '../services';

/** Label by which people and tools find everything of one service. */
export const APP_LABEL = 'app.kubernetes.io/name';

/** Kubernetes' own default for `terminationGracePeriodSeconds`. */
const GRACE = Duration.seconds(30);

/** Least pods of a service that must survive the loss of one. */
export const LEAST_REPLICAS = 2;

/** Services by the part they play; which of them exist depends on strategy and router. */
export interface ServiceSet<S extends ServiceLike = ServiceLike> {
  /** The one clients call. */
  readonly main: S;
  readonly stable?: S;
  readonly canary?: S;
  readonly preview?: S;
}

/** The strategy as asked for, with what stands beside it in the props, before it knows its Services. */
export function strategyOf(props: ProgressiveServiceProps): Strategy {
  const strategy =
    props.strategy ?? Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(5) }) });
  if (!strategy.canary) {
    return strategy;
  }
  return Strategy.canary({
    ...strategy.canary,
    router: props.router ?? strategy.canary.router,
    analysis: backgroundOf(props.analysis) ?? strategy.canary.analysis,
  });
}

function backgroundOf(analysis: ProgressiveServiceProps['analysis']): BackgroundAnalysis | undefined {
  return analysis === undefined || 'templates' in analysis ? analysis : { templates: analysis };
}

/** Which Services a strategy needs, by suffix: the one clients call has none. */
export function serviceSuffixes(strategy: Strategy): Readonly<Partial<Record<keyof ServiceSet, string>>> {
  const { canary } = strategy;
  if (!canary) {
    return strategy.blueGreen?.previewService ? { main: '' } : { main: '', preview: '-preview' };
  }
  const needs = routersOf(canary).map((router) => router.capabilities);
  // with Services of the author's own, clients may still call one for all pods
  if (canary.pingPong || canary.canaryService || !needs.some((need) => need.needsServices)) {
    return { main: '' };
  }
  return needs.some((need) => need.rootService)
    ? { main: '', stable: '-stable', canary: '-canary' }
    : { main: '', canary: '-canary' };
}

/** The strategy with its Services in the places Argo names them. Services given by the author stay. */
export function withServices(strategy: Strategy, services: ServiceSet): Strategy {
  if (!strategy.canary) {
    const { activeService = services.main, previewService = services.preview }: BlueGreenProps =
      strategy.blueGreen ?? {};
    return Strategy.blueGreen({ ...strategy.blueGreen, activeService, previewService });
  }
  const own: CanaryProps = services.canary
    ? {
        canaryService: services.canary,
        stableService: services.stable ?? services.main,
        rootService: services.stable && services.main,
      }
    : { rootService: routersOf(strategy.canary).length > 0 ? services.main : undefined };
  return Strategy.canary({ ...own, ...strategy.canary });
}

/** Ports of the Services: as given, otherwise those of the containers. */
export function servicePortsOf({ ports, containers }: ProgressiveServiceProps): kplus.ServicePort[] {
  return ports ? [...ports] : containers.flatMap(portsOf).map(toServicePort);
}

/** Labels of every object of the service. */
export function labelsOf(name: string, props: ProgressiveServiceProps): Record<string, string> {
  return { [APP_LABEL]: name, ...props.labels };
}

/** The Rollout's props: as given, and the defaults. */
export function rolloutProps(name: string, props: ProgressiveServiceProps, strategy: Strategy): RolloutProps {
  // what is not the Rollout's own stays behind
  const { autoscale, router: _router, analysis: _analysis, ports: _ports, serviceType: _type, ...rest } = props;
  const { maxDisrupted: _disrupted, labels: _labels, name: _name, ...others } = rest;
  const { objectives: _objectives, monitoring: _monitoring, judgement: _judgement, ...documented } = others;
  const { owner: _owner, runbook: _runbook, releaseNotes: _notes, ...own } = documented;
  const labels = labelsOf(name, props);
  return {
    ...own,
    strategy,
    spread: false,
    replicas: autoscale ? undefined : (props.replicas ?? LEAST_REPLICAS),
    metadata: {
      ...props.metadata,
      name,
      labels: { ...labels, ...props.metadata?.labels },
      annotations: { ...documentAnnotations(props), ...props.metadata?.annotations },
    },
    podMetadata: { ...props.podMetadata, labels: { ...labels, ...props.podMetadata?.labels } },
    minReady: props.minReady ?? Duration.seconds(10),
    progressDeadline: props.progressDeadline ?? Duration.minutes(10),
    progressDeadlineAbort: props.progressDeadlineAbort ?? true,
    revisionHistoryLimit: props.revisionHistoryLimit ?? 5,
    rollbackWindow: props.rollbackWindow ?? { revisions: 3 },
    drain: props.drain === false ? undefined : (props.drain ?? defaultDrain(props.terminationGracePeriod ?? GRACE)),
  };
}

function defaultDrain(grace: Duration): Duration {
  return Duration.seconds(Math.min(10, Math.floor(grace.toSeconds() / 3)));
}
