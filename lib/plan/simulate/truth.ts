import type { Assumptions } from '../model/assumptions';
import type { Scenario } from '../model/scenario';

/** What is true of the new version in a scenario, whatever the controller sees of it. */
export interface Truth {
  /** From when on its requests fail at `errorRate`; -Infinity: always, Infinity: never. */
  readonly faultAt: number;
  /** Share of its requests that fail once it is faulty. */
  readonly errorRate: number;
  /** What metrics that need traffic return. */
  readonly data: 'values' | 'none' | 'notANumber';
  /** Whether such a metric has no data before there is traffic, or simply sees nothing bad. */
  readonly emptyBeforeTraffic: boolean;
  /** Whether its pods never become available. */
  readonly crashes: boolean;
}

const GOOD: Truth = { faultAt: Infinity, errorRate: 0, data: 'values', emptyBeforeTraffic: false, crashes: false };

/** What a scenario says of the new version. `worstMoment` and `revert` are several simulations and start healthy. */
export function truthOf(scenario: Scenario, given: Assumptions): Truth {
  switch (scenario.kind) {
    case 'healthy':
    case 'worstMoment':
    case 'revert':
      return GOOD;
    case 'coldStart':
      return { ...GOOD, emptyBeforeTraffic: true };
    case 'badFromStart':
      return { ...GOOD, faultAt: -Infinity, errorRate: given.badErrorRate };
    case 'fault':
      return { ...GOOD, faultAt: scenario.atSeconds, errorRate: given.badErrorRate };
    case 'errorRise':
      return { ...GOOD, faultAt: -Infinity, errorRate: Math.min(1, given.baselineErrorRate + scenario.rise) };
    case 'crashLoop':
      return { ...GOOD, crashes: true, emptyBeforeTraffic: true };
    case 'noData':
      return { ...GOOD, data: 'none' };
    case 'notANumber':
      return { ...GOOD, data: 'notANumber' };
  }
}
