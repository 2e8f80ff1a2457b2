import { grafanaVendor } from './grafana';
import { prometheusVendor } from './prometheus';
import type { MonitoringVendor } from './vendor';

/** Every monitoring system that is known, in the order in which people shall read it. */
export const monitoringVendors = [prometheusVendor, grafanaVendor] as const satisfies readonly MonitoringVendor[];

export { alertsOf } from './alert';
export * from './alert-test-run';
export { alertTestFiles, type PromtoolFile } from './prometheus/tests';
export { grafana, grafanaVendor, type FolderChoice, type GrafanaOptions } from './grafana';
export { prometheusVendor } from './prometheus';
export * from './vendor';
/** What is alerted on: an entry of its own would be a line more to import. */
export * from '../slo';
