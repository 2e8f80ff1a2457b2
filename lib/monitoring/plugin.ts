import { neverAsked } from './asked-only';

/** Only the author of a plugin knows how it is asked. */
export const pluginVendor = neverAsked(
  'plugin',
  'Plugin',
  'only the author of a plugin knows what it asks and what its result means: write the metric with `metricPlugin(...)`, or judge the canary by Prometheus.',
);
