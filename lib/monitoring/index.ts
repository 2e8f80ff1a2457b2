import { cloudWatchVendor } from './cloudwatch';
import { datadogVendor } from './datadog';
import { grafanaVendor } from './grafana';
import { graphiteVendor } from './graphite';
import { influxdbVendor } from './influxdb';
import { jobVendor } from './job';
import { kayentaVendor } from './kayenta';
import { newRelicVendor } from './newrelic';
import { pluginVendor } from './plugin';
import { prometheusVendor } from './prometheus';
import { skywalkingVendor } from './skywalking';
import { wavefrontVendor } from './wavefront';
import { webVendor } from './web';
import type { MonitoringVendor } from './vendor';

/** Every monitoring system that is known, in the order in which people shall read it. */
export const monitoringVendors = [
  prometheusVendor,
  grafanaVendor,
  datadogVendor,
  newRelicVendor,
  cloudWatchVendor,
  wavefrontVendor,
  graphiteVendor,
  influxdbVendor,
  skywalkingVendor,
  webVendor,
  jobVendor,
  kayentaVendor,
  pluginVendor,
] as const satisfies readonly MonitoringVendor[];

export { alertsOf } from './alert';
export * from './alert-test-run';
export { writeAlertTests } from './alert-test-folder';
export { alertTestFiles, type PromtoolFile } from './prometheus/tests';
export { grafana, grafanaVendor, type FolderChoice, type GrafanaOptions } from './grafana';
export { prometheusVendor } from './prometheus';
export { MonitoringError, type MonitoringProblem } from './prometheus/refuse';
export * from './prometheus/routes';
export * from './prometheus/route-tests';
export {
  podMonitor,
  serviceMonitor,
  type ScrapedService,
  type ScrapeProps,
  type ServiceMonitorProps,
} from './prometheus/scrape';
export { datadogVendor } from './datadog';
export { datadogMonitor, genericResource } from './datadog/operator';
export type { Monitor, MonitorBody } from './datadog/monitors';
export { newRelicServiceLevel, newRelicVendor } from './newrelic';
export { referencesIn, withIds } from './references';
export { cloudWatchVendor } from './cloudwatch';
export { wavefrontVendor } from './wavefront';
export { graphiteAt, graphiteVendor } from './graphite';
export { influxdbVendor } from './influxdb';
export { skywalkingVendor } from './skywalking';
export { webAt, webVendor } from './web';
export { jobVendor } from './job';
export { kayentaVendor } from './kayenta';
export { pluginVendor } from './plugin';
export * from './vendor';
/** What is alerted on: an entry of its own would be a line more to import. */
export * from '../slo';
