import type { Analysis } from './analysis';
import type { Experiment } from './experiment';
import type { Known } from './known';

/** One step of a canary. Its index is its place in the list. */
export type Step =
  | SetWeightStep
  | PauseStep
  | AnalysisStep
  | ExperimentStep
  | SetCanaryScaleStep
  | SetHeaderRouteStep
  | SetMirrorRouteStep
  | PluginStep;

/** Sends `weight` of `maxWeight` to the canary; with pod share, as near as whole pods allow. */
export interface SetWeightStep {
  readonly kind: 'setWeight';
  readonly weight: Known<number>;
}

/** Waits. */
export interface PauseStep {
  readonly kind: 'pause';
  /** `indefinite`: until a person resumes it. */
  readonly seconds: Known<number> | 'indefinite';
}

/** Runs an analysis and goes on when it succeeds. */
export interface AnalysisStep {
  readonly kind: 'analysis';
  readonly analysis: Analysis;
}

/** Runs pods of both versions beside the rollout and judges them. */
export interface ExperimentStep {
  readonly kind: 'experiment';
  readonly experiment: Experiment;
}

/** Sets the number of canary pods apart from the weight. Only with a router. */
export interface SetCanaryScaleStep {
  readonly kind: 'setCanaryScale';
  /** Exactly one of the three. */
  readonly scale: CanaryScale;
}

/** How many canary pods. */
export type CanaryScale =
  | { readonly replicas: Known<number> }
  /** Share of all pods, out of maxWeight like a traffic weight (Argo v1.9.1 utils/replicaset/canary.go:372-379). */
  | { readonly weight: Known<number> }
  /** As many as the weight asks for, as without the step. */
  | { readonly matchTrafficWeight: true };

/** Sends requests with certain headers to the canary, whatever the weight. How many those are is not known. */
export interface SetHeaderRouteStep {
  readonly kind: 'setHeaderRoute';
  readonly name: string;
  /** Number of header conditions; 0 removes the route. */
  readonly matches: number;
}

/** Copies requests to the canary; users do not see its answers. */
export interface SetMirrorRouteStep {
  readonly kind: 'setMirrorRoute';
  readonly name: string;
  /** Number of conditions; 0 removes the route. */
  readonly matches: number;
  /** Share of the matching requests, 0 to 100. Argo's default: 100. */
  readonly percentage: Known<number>;
}

/** Waits for a step plugin. */
export interface PluginStep {
  readonly kind: 'plugin';
  readonly name: string;
  /** How long the plugin takes; hardly ever known. */
  readonly seconds: Known<number>;
}
