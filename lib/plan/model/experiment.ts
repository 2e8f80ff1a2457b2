import type { Analysis } from './analysis';
import type { Known } from './known';

/** Pods of either version beside the rollout, and the analyses that judge them. */
export interface Experiment {
  readonly templates: readonly ExperimentTemplate[];
  /** Counted from when all pods are available. @default - until the required analyses have succeeded, or for ever */
  readonly durationSeconds?: Known<number>;
  readonly analyses: readonly ExperimentAnalysis[];
}

/** Pods of one version. */
export interface ExperimentTemplate {
  readonly name: string;
  /** Whose pod template it copies. */
  readonly version: 'stable' | 'canary';
  /** Argo's default: 1. */
  readonly replicas: Known<number>;
  /** Weight the router sends to these pods while the experiment runs. @default - none */
  readonly weight?: Known<number>;
}

/** One analysis of an experiment. */
export interface ExperimentAnalysis {
  readonly analysis: Analysis;
  /** Whether the experiment lasts until it has succeeded. */
  readonly required: Known<boolean>;
}
