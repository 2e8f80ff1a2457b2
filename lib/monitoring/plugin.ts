import { askedOnly } from './asked-only';
import type { MonitoringVendor } from './vendor';

/** Only the author of a plugin knows how it is asked. */
export const pluginVendor: MonitoringVendor = {
  ...askedOnly('plugin', 'Plugin'),
  analysis: () => ({
    unsupported:
      'only the author of a plugin knows what it asks and what its result means: write the metric with `metricPlugin(...)`, or judge the canary by Prometheus.',
  }),
};
