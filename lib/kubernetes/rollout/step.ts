import type { Duration } from 'cdk8s';
import type { LabelSelector } from 'cdk8s-plus-28';
import type { Analysis, AnalysisUse, MetricSelection } from '../analysis';
import type { EphemeralMetadata } from '../values';

/** Sends `weight` of `maxTrafficWeight` (100) to the canary; without a router, as near as the number of pods allows. */
export interface SetWeightStep {
  readonly setWeight: number;
}

/** Waits for `duration`, or for a person if there is none. */
export interface PauseStep {
  readonly pause: { readonly duration?: Duration };
}

/** Runs an analysis and goes on only when it succeeds. */
export interface AnalysisStep {
  readonly analysis: Analysis;
}

/** Runs pods of both versions beside the rollout. */
export interface ExperimentStep {
  readonly experiment: ExperimentStepProps;
}

/** Sets the number of canary pods apart from the traffic weight. Needs a router. */
export interface SetCanaryScaleStep {
  readonly setCanaryScale: CanaryScale;
}

/** Sends requests with these headers to the canary; without `match` the route is removed. */
export interface SetHeaderRouteStep {
  readonly setHeaderRoute: { readonly name: string; readonly match?: readonly HeaderMatch[] };
}

/** Copies requests to the canary; without `match` the route is removed. */
export interface SetMirrorRouteStep {
  readonly setMirrorRoute: {
    readonly name: string;
    /** 0 to 100. @default 100 */
    readonly percentage?: number;
    readonly match?: readonly RouteMatch[];
  };
}

/** Runs a step plugin (Argo Rollouts 1.8) that the controller has been configured with. */
export interface PluginStep {
  readonly plugin: { readonly name: string; readonly config?: unknown };
}

/** One step of a canary: exactly one of the eight kinds. */
export type Step =
  | SetWeightStep
  | PauseStep
  | AnalysisStep
  | ExperimentStep
  | SetCanaryScaleStep
  | SetHeaderRouteStep
  | SetMirrorRouteStep
  | PluginStep;

/** Canary pods: a share of `replicas`, a number, or whatever the traffic weight needs. Exactly one. */
export type CanaryScale =
  { readonly weight: number } | { readonly replicas: number } | { readonly matchTrafficWeight: true };

/** How a header or path is compared: exactly one. */
export type StringMatch = { readonly exact: string } | { readonly prefix: string } | { readonly regex: string };

/** A request meets it if this header has such a value. */
export interface HeaderMatch {
  /** Name of the header, in any case. */
  readonly headerName: string;
  /** What its value is compared with. */
  readonly headerValue: StringMatch;
}

/** A mirrored request meets all of the conditions that are given. */
export interface RouteMatch {
  /** @default - any */
  readonly method?: StringMatch;
  /** @default - any */
  readonly path?: StringMatch;
  /** By name of the header. @default - any */
  readonly headers?: Readonly<Record<string, StringMatch>>;
}

/** Pods of one version in an experiment step. */
export interface ExperimentTemplate {
  /** Unique within the step. */
  readonly name: string;
  /** Which version its pods run. */
  readonly specRef: 'stable' | 'canary';
  /** @default 1 */
  readonly replicas?: number;
  /** Share of traffic; needs a router that can do it. @default - no traffic */
  readonly weight?: number;
  /** Labels and annotations added to its pods. @default - none */
  readonly metadata?: EphemeralMetadata;
  /** What its ReplicaSet selects by, in place of the Rollout's selector. @default - the Rollout's */
  readonly selector?: LabelSelector;
  /** Name of a Service for its pods; `true` names it after the experiment. @default - none, unless there is a weight */
  readonly service?: string | true;
}

/** An analysis of an experiment. */
export interface ExperimentAnalysis {
  /** Unique within the experiment. */
  readonly name: string;
  /** What judges, with its arguments. */
  readonly template: AnalysisUse;
  /** The experiment goes on until it has ended, and ends with it. @default false */
  readonly requiredForCompletion?: boolean;
}

/** What an experiment step does. */
export interface ExperimentStepProps {
  /** Pods of either version, one ReplicaSet for each. */
  readonly templates: readonly [ExperimentTemplate, ...ExperimentTemplate[]];
  /** From the moment all its pods are available. Needed unless an analysis is `requiredForCompletion`. @default - until such an analysis ends */
  readonly duration?: Duration;
  /** @default - none */
  readonly analyses?: readonly ExperimentAnalysis[];
  /** @default - none */
  readonly dryRun?: MetricSelection;
  /** @default - none */
  readonly analysisRunMetadata?: EphemeralMetadata;
  /** How long its pods stay after it has ended. @default Duration.seconds(30) */
  readonly scaleDownDelay?: Duration;
}

/** Factories for single steps. */
export const Step = {
  /** Sends `weight` of `maxTrafficWeight` (100) to the canary. */
  setWeight: (weight: number): SetWeightStep => ({ setWeight: weight }),

  /** Waits for a time of at least one second. */
  pause: (duration: Duration): PauseStep => ({ pause: { duration } }),

  /** Waits until a person promotes the rollout. It is its own word so that nobody waits for ever by accident. */
  pauseUntilPromoted: (): PauseStep => ({ pause: {} }),

  /** Runs an analysis to its end; every metric needs a count. */
  analysis: (analysis: Analysis): AnalysisStep => ({ analysis }),

  /** Runs pods of both versions beside the rollout. */
  experiment: (experiment: ExperimentStepProps): ExperimentStep => ({ experiment }),

  /** Sets the number of canary pods apart from the traffic weight. */
  setCanaryScale: (scale: CanaryScale): SetCanaryScaleStep => ({ setCanaryScale: scale }),

  /** Sends requests with these headers to the canary; no `match` removes the route. */
  setHeaderRoute: (name: string, match?: readonly HeaderMatch[]): SetHeaderRouteStep => ({
    setHeaderRoute: { name, match },
  }),

  /** Copies `percentage` of the matching requests to the canary; no `match` removes the route. */
  setMirrorRoute: (name: string, match?: readonly RouteMatch[], percentage?: number): SetMirrorRouteStep => ({
    setMirrorRoute: { name, match, percentage },
  }),

  /** Runs a step plugin. */
  plugin: (name: string, config?: unknown): PluginStep => ({ plugin: { name, config } }),
} as const;
