import { askedOnly } from './asked-only';
import type { MonitoringVendor } from './vendor';

/** Kayenta compares points by a configuration of its own. */
export const kayentaVendor: MonitoringVendor = {
  ...askedOnly('kayenta', 'Kayenta'),
  analysis: () => ({
    unsupported:
      'Kayenta judges by its own canary configuration: it compares the points of two series by rank, and neither counts requests nor knows a target. Name a configuration with `kayenta(...)`, or judge the canary by Prometheus.',
  }),
};
