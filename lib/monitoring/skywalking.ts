import { askedOnly } from './asked-only';
import type { MonitoringVendor } from './vendor';

/** Apache SkyWalking keeps rates, and a rate without its requests can't be compared. */
export const skywalkingVendor: MonitoringVendor = {
  ...askedOnly('skywalking', 'Apache SkyWalking'),
  analysis: () => ({
    unsupported:
      'SkyWalking hands over averages of each minute (`service_sla`, `service_cpm`): neither can they be weighed by requests, nor left out where the canary has too few. Judge the canary by Prometheus, or write a metric with `skywalking(...)` and a threshold of your own.',
  }),
};
