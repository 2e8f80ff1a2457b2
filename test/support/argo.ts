import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools';

/** Why a test that needs the oracle is skipped. */
export const NO_ORACLE = 'no .tools/oracle: scripts/build-tools.sh builds it where Go is at hand';

/**
 * The program in test/tools/go: the code of the real Argo Rollouts (`.tools/oracle`, or $STEPGATE_ORACLE). Undefined
 * where nobody built it.
 */
export function oracle(): string | undefined {
  const file = process.env.STEPGATE_ORACLE ?? join(ROOT, '.tools', 'oracle');
  return existsSync(file) ? file : undefined;
}

/** A Kubernetes object as parsed YAML or JSON. */
export type KubeObject = object;

/** A file for `kubectl argo rollouts lint`, which sees references only within one file. */
export interface LintInput {
  readonly name: string;
  readonly yaml: string;
}

export interface LintResult {
  readonly name: string;
  readonly ok: boolean;
  /** What the command prints; it names the first error only. */
  readonly stderr: string;
  /** All errors. */
  readonly errors: readonly string[];
}

/** Runs the real lint command on each file. */
export const lint = (files: readonly LintInput[]) => ask<LintResult[]>('lint', files);

/** A number, or one that JSON can't say. */
export type Num = number | 'NaN' | '+Inf' | '-Inf';

/**
 * What a metric provider of Argo Rollouts hands to the conditions, by Go type. test/tools/go/value.go says which
 * provider gives which.
 */
export type MetricResult =
  /** Prometheus scalar, Datadog, Wavefront with one series. */
  | { readonly type: 'float64'; readonly value: Num }
  /** Prometheus vector and range, Graphite, Wavefront with several series. */
  | { readonly type: 'float64[]'; readonly value: readonly Num[] }
  /** Datadog without data: a nil pointer. */
  | { readonly type: '*float64' }
  /** InfluxDB: one element for each record. */
  | { readonly type: 'any[]'; readonly value: readonly MetricResult[] }
  /** New Relic, one row. */
  | { readonly type: 'nrdb'; readonly value: object }
  /** New Relic, several rows. */
  | { readonly type: 'nrdb[]'; readonly value: readonly object[] }
  | { readonly type: 'cloudwatch'; readonly value: readonly CloudWatchResult[] }
  /** Web and SkyWalking; strings and booleans of InfluxDB. */
  | { readonly type: 'json'; readonly value: unknown }
  /** Elements of InfluxDB. */
  | { readonly type: 'int64'; readonly value: number }
  | { readonly type: 'time'; readonly value: string }
  | { readonly type: 'nil' };

export interface CloudWatchResult {
  readonly id?: string;
  readonly label?: string;
  readonly statusCode?: string;
  readonly timestamps?: readonly string[];
  readonly values: readonly Num[];
}

export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

export interface ConditionInput {
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly result: MetricResult;
}

export interface ConditionResult {
  readonly phase: Phase;
  readonly error?: string;
}

/** Evaluates each pair of conditions on its result. */
export const conditions = (inputs: readonly ConditionInput[]) => ask<ConditionResult[]>('conditions', inputs);

/** The spec of an AnalysisTemplate; an argument's value is a string, as in an AnalysisRun. */
export interface MetricsInput {
  readonly metrics: readonly object[];
  readonly args?: readonly object[];
  readonly dryRun?: readonly object[];
  readonly measurementRetention?: readonly object[];
}

export interface MetricsResult {
  /** What makes the AnalysisRun end in Error before its first measurement; the controller reports the first. */
  readonly errors: readonly string[];
  /** Names of the metrics that the dryRun patterns silence. */
  readonly dryRun: readonly string[];
}

/** Does with each template what the controller does when an AnalysisRun starts. */
export const metrics = (inputs: readonly MetricsInput[]) => ask<MetricsResult[]>('metrics', inputs);

export interface MeasureInput {
  /** A metric whose arguments are resolved, with any provider but job, kayenta and plugin. */
  readonly metric: object;
  /** What the vendor answers, wherever the provider's address points. */
  readonly response: { readonly status?: number; readonly contentType?: string; readonly body: string };
}

export interface MeasureResult {
  readonly phase: Phase;
  readonly value: string;
  readonly message: string;
  /** What the provider asked the vendor; `url` is path and query. */
  readonly requests: readonly { readonly method: string; readonly url: string; readonly body: string }[];
}

/** Takes one measurement of each metric with the controller's own provider. */
export const measure = (inputs: readonly MeasureInput[]) => ask<MeasureResult[]>('measure', inputs);

/** The controller's command line flags that decide which API versions of a router's objects it reads. */
export interface ControllerFlags {
  readonly 'ambassador-api-version'?: string;
  readonly 'appmesh-crd-version'?: string;
  readonly 'istio-api-version'?: string;
  readonly 'traefik-api-group'?: string;
  readonly 'traefik-api-version'?: string;
  readonly 'traffic-split-api-version'?: string;
}

export interface ReferencesInput {
  /** Everything that is applied together. Fields the API server doesn't know are an error. */
  readonly docs: readonly KubeObject[];
  readonly flags?: ControllerFlags;
}

export interface ReferencesResult {
  readonly rollouts: readonly {
    readonly rollout: string;
    /** Everything wrong in the spec, and the first missing reference or else everything wrong in what is referred to. */
    readonly errors: readonly string[];
    /** What the running controller reports in the Rollout's status, its first error. */
    readonly invalidSpec?: string;
  }[];
  /** Why the documents can't be judged at all, an unknown field for example. */
  readonly error?: string;
}

/** Judges each set of manifests as the controller judges a Rollout and what it refers to. */
export const references = (inputs: readonly ReferencesInput[]) => ask<ReferencesResult[]>('references', inputs);

export interface RouteInput {
  readonly docs: readonly KubeObject[];
  /** The canary's share, of 100 or of maxTrafficWeight. */
  readonly weight: number;
  /** Further receivers, as an experiment step with weights has them. */
  readonly destinations?: readonly { serviceName: string; podTemplateHash: string; weight: number }[];
  /** Afterwards, take the routes away that setHeaderRoute and setMirrorRoute added, as at the end of a rollout. */
  readonly removeManagedRoutes?: boolean;
  readonly flags?: ControllerFlags;
}

export interface RouteResult {
  readonly rollouts: readonly {
    readonly rollout: string;
    /** The controller's routers that were run, by their own names: Istio, Nginx, ALB, ... */
    readonly routers: readonly string[];
    /** Routers that live in a plugin's process, which isn't here. */
    readonly unsupported: readonly string[];
    readonly errors: readonly string[];
    readonly created: readonly KubeObject[];
    readonly updated: readonly KubeObject[];
    /** As `resource/name`. */
    readonly deleted: readonly string[];
  }[];
  readonly error?: string;
}

/** Lets the real traffic routers set a weight in each set of manifests; pod hashes are `canary-hash` and `stable-hash`. */
export const route = (inputs: readonly RouteInput[]) => ask<RouteResult[]>('route', inputs);

/** One document of a text. */
export interface YamlDocument {
  /** As JSON; absent where it cannot be read. */
  readonly value?: unknown;
  readonly error?: string;
  /** What only a reader says that refuses duplicate keys. */
  readonly strictError?: string;
}

/** Reads each text as kubectl reads a file. */
export const yaml = (texts: readonly string[]) => ask<YamlDocument[][]>('yaml', texts);

/** The release whose code judges. */
export const version = () => ask<{ readonly argoRollouts: string; readonly go: string }>('version', null);

function ask<T>(subcommand: string, input: unknown): T {
  const file = oracle();
  if (file === undefined) {
    throw new Error(NO_ORACLE);
  }
  const run = spawnSync(file, [subcommand], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.error ?? run.status !== 0) {
    throw new Error(`oracle ${subcommand}: ${run.error?.message ?? run.stderr}`);
  }
  // the shapes are those of the Go structs; test/oracles.test.ts reads every one of them
  return JSON.parse(run.stdout) as T;
}
