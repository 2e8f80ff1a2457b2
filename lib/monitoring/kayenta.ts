import { neverAsked } from './asked-only';

/** Kayenta compares points by a configuration of its own. */
export const kayentaVendor = neverAsked(
  'kayenta',
  'Kayenta',
  'Kayenta judges by its own canary configuration: it compares the points of two series by rank, and neither counts requests nor knows a target. Name a configuration with `kayenta(...)`, or judge the canary by Prometheus.',
);
