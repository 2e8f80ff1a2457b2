import { neverAsked } from './asked-only';

/** A Job decides by its exit status. */
export const jobVendor = neverAsked(
  'job',
  'Kubernetes Job',
  'a Job decides by its exit status and knows no objective: pass the numbers to a program of your own with `job(...)`, or judge the canary by Prometheus.',
);
