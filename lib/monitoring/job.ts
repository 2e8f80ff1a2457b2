import { askedOnly } from './asked-only';
import type { MonitoringVendor } from './vendor';

/** A Job decides by its exit status. */
export const jobVendor: MonitoringVendor = {
  ...askedOnly('job', 'Kubernetes Job'),
  analysis: () => ({
    unsupported:
      'a Job decides by its exit status and knows no objective: pass the numbers to a program of your own with `job(...)`, or judge the canary by Prometheus.',
  }),
};
