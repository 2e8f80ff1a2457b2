import type { MetricProvider, MetricSchedule } from '../../../../lib';

/** Options with a fault, and their nearest neighbour without. */
export interface ProviderCase {
  readonly id: string;
  readonly when: string;
  /** Relative to the provider's key. */
  readonly at: string;
  readonly broken: () => MetricProvider;
  readonly fine: () => MetricProvider;
  /** What Argo's own provider says about the broken one, where it says anything. */
  readonly argo?: string;
  /** The metric that asks. @default a metric `check` without a schedule */
  readonly metric?: Partial<MetricSchedule>;
}

/** What JavaScript lets through. */
export const js = <T>(value: unknown): T => value as T;
