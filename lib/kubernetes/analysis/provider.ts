import type { Problem } from '../../errors';

/**
 * How Argo asks one system for a number or a verdict. A provider is plain data: the key and value that stand under
 * `spec.metrics[].provider`, and how its result reads.
 */
export interface MetricProvider {
  /** The key under `provider`, such as `prometheus`. */
  readonly id: string;
  /** The value under that key. */
  readonly spec: object;
  /**
   * An expression (Argo's expr language) over `result` that yields a list of floats: the samples of one measurement.
   * It is empty where the system had no data; samples may be NaN. Left out by providers that decide on their own
   * (`job`, `kayenta`): conditions do not apply to them.
   */
  readonly samples?: string;
  /** What is wrong with its options; judged together with the template that uses it. */
  readonly problems?: readonly Problem[];
}

/** A provider whose result is judged by thresholds. */
export interface QueryProvider extends MetricProvider {
  readonly samples: string;
}

/** A provider that reports success or failure itself. */
export interface VerdictProvider extends MetricProvider {
  readonly samples?: undefined;
}

/** One line of the registry: what the docs and the conformance suite need to know of a provider. */
export interface ProviderKind {
  /** The key under `provider`, such as `prometheus`. */
  readonly id: string;
  /** The vendor's name as it writes it. */
  readonly title: string;
  /** First stable Argo Rollouts version that has it. */
  readonly since: string;
  /** What `samples` reads, for people; or how the provider decides on its own. */
  readonly reads: string;
  /** Complete uses: every option appears in at least one. The conformance suite validates and evaluates them. */
  readonly examples: () => readonly MetricProvider[];
}
