import { blueGreenCases } from './blue-green';
import { canaryCases } from './canary';
import { canaryRoutingCases } from './canary-routing';
import type { Case } from './case';
import { experimentCases } from './experiments';
import { podCases } from './pod';
import { routeCases } from './routes';
import { serviceCases } from './services';
import { specCases } from './spec';
import { stepCases } from './steps';

export type { Case } from './case';

/** Every fault of a Rollout that is refused at construction, with a neighbour that is fine. */
export const cases = {
  'the spec': specCases,
  'the pod template': podCases,
  'the Services': serviceCases,
  'a canary': canaryCases,
  'the routing of a canary': canaryRoutingCases,
  'the steps': stepCases,
  'experiment steps': experimentCases,
  'header and mirror routes': routeCases,
  'blue-green': blueGreenCases,
} as const satisfies Readonly<Record<string, readonly Case[]>>;
