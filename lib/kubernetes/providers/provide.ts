import type { MetricProvider, MetricSchedule } from '../analysis';
import { runChecks, type Check } from '../checks/check';

/** What the checks of a provider judge: its options, and the metric that asks it. */
export interface Asked<P> {
  readonly props: P;
  readonly metric: MetricSchedule;
}

/** A check of a provider's options. Places are relative to the key of the provider. */
export type OptionCheck<P> = Check<Asked<P>>;

/** The part that all providers have in common. */
export function provide<P>(
  id: string,
  props: P,
  checks: readonly OptionCheck<P>[],
  render: (props: P) => object,
): Required<Pick<MetricProvider, 'id' | 'spec' | 'problems'>> {
  return {
    id,
    // rendered when asked for: after the checks, which alone can stand options of a wrong shape
    get spec() {
      return render(props);
    },
    problems: (metric) => runChecks(checks, { props, metric }),
  };
}
