import type { ProviderCase } from './case';
import { cloudWatchCases } from './cloudwatch';
import { datadogCases } from './datadog';
import { graphiteCases } from './graphite';
import { influxdbCases } from './influxdb';
import { jobCases } from './job';
import { kayentaCases } from './kayenta';
import { newRelicCases } from './newrelic';
import { pluginCases } from './plugin';
import { prometheusCases } from './prometheus';
import { skywalkingCases } from './skywalking';
import { wavefrontCases } from './wavefront';
import { webCases } from './web';

/** Cases by the id of their provider. */
export const providerCases: Readonly<Record<string, readonly ProviderCase[]>> = {
  prometheus: prometheusCases,
  datadog: datadogCases,
  newRelic: newRelicCases,
  wavefront: wavefrontCases,
  cloudWatch: cloudWatchCases,
  graphite: graphiteCases,
  influxdb: influxdbCases,
  skywalking: skywalkingCases,
  web: webCases,
  job: jobCases,
  kayenta: kayentaCases,
  plugin: pluginCases,
};
