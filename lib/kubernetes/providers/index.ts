import type { ProviderKind } from '../analysis';
import { cloudWatchKind } from './cloudwatch';
import { datadogKind } from './datadog';
import { graphiteKind } from './graphite';
import { influxdbKind } from './influxdb';
import { jobKind } from './job';
import { kayentaKind } from './kayenta';
import { newRelicKind } from './newrelic';
import { metricPluginKind } from './plugin';
import { prometheusKind } from './prometheus';
import { skywalkingKind } from './skywalking';
import { wavefrontKind } from './wavefront';
import { webKind } from './web';

/** All metric providers of Argo Rollouts, in the order in which they are presented. */
export const metricProviders = [
  prometheusKind,
  datadogKind,
  newRelicKind,
  wavefrontKind,
  cloudWatchKind,
  graphiteKind,
  influxdbKind,
  skywalkingKind,
  webKind,
  jobKind,
  kayentaKind,
  metricPluginKind,
] as const satisfies readonly ProviderKind[];

export * from './cloudwatch';
export * from './cloudwatch-props';
export * from './datadog';
export * from './graphite';
export type { BasicAuth, HttpHeaders, OAuth2, PrometheusAuthentication, Sigv4, WebAuthentication } from './http';
export * from './influxdb';
export * from './job';
export * from './job-props';
export * from './kayenta';
export * from './kayenta-props';
export * from './newrelic';
export * from './plugin';
export * from './prometheus';
export * from './skywalking';
export * from './wavefront';
export * from './web';
