import { renderStep } from './render-step';
import { defaultStartingStep } from './schedule';
import {
  managedRoutesOf,
  routersOf,
  type AntiAffinity,
  type BlueGreenProps,
  type CanaryProps,
  type StrategyProps,
} from './strategy';
import { renderAnalysis, type BackgroundAnalysis } from '../analysis';
import { compact, intOrPercent, seconds, type EphemeralMetadata } from '../values';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';

/** `spec.strategy.blueGreen`. */
export function renderBlueGreen(props: BlueGreenProps): object {
  return {
    activeService: props.activeService?.name,
    previewService: props.previewService?.name,
    previewReplicaCount: props.previewReplicaCount,
    autoPromotionEnabled: props.autoPromotionEnabled,
    autoPromotionSeconds: seconds(props.autoPromotionDelay),
    prePromotionAnalysis: props.prePromotionAnalysis && renderAnalysis(props.prePromotionAnalysis),
    postPromotionAnalysis: props.postPromotionAnalysis && renderAnalysis(props.postPromotionAnalysis),
    previewMetadata: metadata(props.previewMetadata),
    activeMetadata: metadata(props.activeMetadata),
    ...renderShared(props),
  };
}

/** `spec.strategy.canary`; `trafficRouting` is what the bound routers returned. */
export function renderCanary(props: CanaryProps, trafficRouting: object | undefined): object {
  return {
    canaryService: props.canaryService?.name,
    stableService: props.stableService?.name,
    pingPong: props.pingPong && {
      pingService: props.pingPong.pingService.name,
      pongService: props.pingPong.pongService.name,
    },
    trafficRouting,
    steps: props.steps?.map(renderStep),
    analysis: props.analysis && renderBackground(props.analysis, props),
    maxSurge: intOrPercent(props.maxSurge),
    canaryMetadata: metadata(props.canaryMetadata),
    stableMetadata: metadata(props.stableMetadata),
    dynamicStableScale: props.dynamicStableScale,
    minPodsPerReplicaSet: props.minPodsPerReplicaSet,
    replicaProgressThreshold: props.replicaProgressThreshold && renderThreshold(props.replicaProgressThreshold),
    ...renderShared(props),
  };
}

/** `trafficRouting`: each router's part, the routes it manages, what all weights add up to. */
export function renderTrafficRouting(props: CanaryProps, bound: readonly Readonly<Record<string, unknown>>[]): object {
  const managed = managedRoutesOf(props).map((name) => ({ name }));
  const plugins = bound.map((part) => part.plugins).filter((part) => part !== undefined);
  return {
    ...(Object.assign({}, ...bound) as object),
    plugins: plugins.length > 0 ? (Object.assign({}, ...plugins) as object) : undefined,
    managedRoutes: managed.length > 0 ? managed : undefined,
    maxTrafficWeight: routersOf(props).find((router) => router.maxTrafficWeight !== undefined)?.maxTrafficWeight,
  };
}

function renderShared(props: StrategyProps): object {
  const abortDelay = props.abortScaleDownDelay;
  return {
    maxUnavailable: intOrPercent(props.maxUnavailable),
    antiAffinity: props.antiAffinity && renderAntiAffinity(props.antiAffinity),
    scaleDownDelaySeconds: seconds(props.scaleDownDelay),
    scaleDownDelayRevisionLimit: props.scaleDownDelayRevisionLimit,
    // 0 is Argo's word for never
    abortScaleDownDelaySeconds: abortDelay === 'never' ? 0 : seconds(abortDelay),
  };
}

function renderBackground(analysis: BackgroundAnalysis, props: CanaryProps): object {
  return {
    ...renderAnalysis(analysis),
    startingStep: analysis.startingStep ?? defaultStartingStep(props.steps ?? []),
  };
}

function renderAntiAffinity({ weight }: AntiAffinity): object {
  return weight === undefined
    ? { requiredDuringSchedulingIgnoredDuringExecution: {} }
    : { preferredDuringSchedulingIgnoredDuringExecution: { weight } };
}

/** Argo compares `type` with exactly these two words; any other would silently mean pods. */
function renderThreshold(threshold: PercentOrAbsolute): object {
  const value = intOrPercent(threshold);
  return typeof value === 'string' ? { type: 'Percent', value: Number.parseFloat(value) } : { type: 'Pods', value };
}

function metadata(value: EphemeralMetadata | undefined): object | undefined {
  return value && compact(value);
}
