import type { FaultyRelease } from './fault';
import { analysisFaults } from './faults-analysis';
import { ownFaults } from './faults-own';
import { safetyFaults } from './faults-safety';
import { strategyFaults } from './faults-strategy';
import { watchFaults } from './faults-watch';

/** Releases with one fault each. */
export const faults: readonly FaultyRelease[] = [
  ...strategyFaults,
  ...analysisFaults,
  ...safetyFaults,
  ...watchFaults,
  ...ownFaults,
];
