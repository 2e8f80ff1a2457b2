import type { ControllerVersion } from './version';

/** What no manifest says and a simulation needs. */
export interface Assumptions {
  /** Seconds from a pod's creation until it is ready: `R` of the reference. */
  readonly podStartSeconds: number;
  /** Seconds one measurement takes: `q`. */
  readonly queryLatencySeconds: number;
  /** Seconds from a change of state to the controller's next look at it: `ε`. */
  readonly reconcileSeconds: number;
  /** Seconds until a router has followed a change of weight: `P`. */
  readonly routePropagationSeconds: number;
  /** Requests per second to the whole service. @default - not known, and nothing is said about requests */
  readonly requestRate?: number;
  /** Share of the old version's requests that fail, 0 to 1. */
  readonly baselineErrorRate: number;
  /** Share of a bad version's requests that fail, 0 to 1. */
  readonly badErrorRate: number;
  /**
   * How often a crash-looping pod gets ready, for less than minReadySeconds, before it stays down. Each is progress to
   * the deadline's clock (Argo v1.9.1 utils/conditions/conditions.go:353). With minReadySeconds 0 ready is available:
   * such a version is `badFromStart`, and this number is ignored.
   */
  readonly crashReadyRestarts: number;
  /** Seconds until a person resumes a rollout that waits for one. @default - nobody does */
  readonly manualResumeSeconds?: number;
  /** The version of the Argo Rollouts controller; timing differs between versions. */
  readonly controllerVersion: ControllerVersion;
}

/** One default: why it is what it is. */
export interface Assumed {
  readonly name: keyof Assumptions;
  readonly unit: string;
  /** Where the default comes from and how to do better. */
  readonly source: string;
}

/** The defaults. Measure your own: pod start, query latency and propagation dominate every figure. */
export const DEFAULT_ASSUMPTIONS: Assumptions = {
  podStartSeconds: 30,
  queryLatencySeconds: 1,
  reconcileSeconds: 1,
  routePropagationSeconds: 1,
  baselineErrorRate: 0.001,
  badErrorRate: 1,
  crashReadyRestarts: 0,
  controllerVersion: '1.9',
};

/** Where the defaults come from, in the order people should look at them. */
export const ASSUMED: readonly Assumed[] = [
  { name: 'podStartSeconds', unit: 's', source: 'a guess; measure from creation to Ready of your pods' },
  { name: 'queryLatencySeconds', unit: 's', source: 'a guess; measure your metrics backend' },
  { name: 'routePropagationSeconds', unit: 's', source: 'a guess; measure your router, load balancers take longer' },
  { name: 'reconcileSeconds', unit: 's', source: 'status patch, watch and next reconcile, normally under 1 s' },
  { name: 'requestRate', unit: 'requests/s', source: 'not assumed; take it from your metrics' },
  { name: 'baselineErrorRate', unit: 'fraction', source: 'a guess; take it from your metrics' },
  { name: 'badErrorRate', unit: 'fraction', source: 'the worst case: every request fails' },
  { name: 'crashReadyRestarts', unit: 'restarts', source: 'the common crash loop: never ready' },
  { name: 'manualResumeSeconds', unit: 's', source: 'not assumed; nobody resumes' },
  { name: 'controllerVersion', unit: 'version', source: 'the latest stable release when this was written, v1.9.1' },
];
