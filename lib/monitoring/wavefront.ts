import { askedOnly } from './asked-only';
import type { MonitoringVendor } from './vendor';

/** Wavefront (VMware Aria Operations for Applications) can't say "too few requests" in a way that Argo hears. */
export const wavefrontVendor: MonitoringVendor = {
  ...askedOnly('wavefront', 'Wavefront'),
  analysis: () => ({
    unsupported:
      'Argo reads a series of Wavefront without points as 0, which is a healthy error rate, and its answers cannot hold NaN: too few requests would pass for health. Judge the canary by Prometheus, or write a metric with `wavefront(...)` whose noData you can stand for.',
  }),
};
