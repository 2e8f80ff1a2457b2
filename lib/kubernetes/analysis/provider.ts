import type { Problem } from '../../errors';
import type { MetricSchedule } from './schedule';

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
   * It is empty, or holds NaN, where the system had no data. Left out by providers that decide on their own
   * (`job`, `kayenta`): conditions do not apply to them. @default - it decides on its own
   */
  readonly samples?: string;
  /**
   * True where Argo makes an Error of an answer without a single row, point or series before it asks any condition:
   * then no data can't `pass` or `pause`. @default false
   */
  readonly emptyIsError?: boolean;
  /**
   * What is wrong with its options, or with the metric it is asked for; judged together with the template that uses it.
   * @default - nothing
   */
  problems?(metric: MetricSchedule): readonly Problem[];
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
  /** Ids of the checks of its options. */
  readonly checks: readonly string[];
  /** Its factory, for whoever finds it by its id. */
  readonly make: (props: never) => MetricProvider;
  /** Complete uses: every option appears in at least one. The conformance suite validates and evaluates them. */
  readonly examples: () => readonly MetricProvider[];
}
