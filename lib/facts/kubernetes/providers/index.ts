import { readCloudWatch, readDatadog, readGraphite, readInfluxdb, readWavefront } from './floats';
import { readNewRelic, readSkyWalking, readWeb } from './json';
import { readJob, readKayenta, readPlugin } from './own';
import { readPrometheus } from './prometheus';
import type { ReadProvider } from './provider';

/** Every provider of Argo Rollouts v1.9, by its key under `provider`. */
export const PROVIDERS: Readonly<Record<string, ReadProvider>> = {
  prometheus: readPrometheus,
  datadog: readDatadog,
  newRelic: readNewRelic,
  wavefront: readWavefront,
  cloudWatch: readCloudWatch,
  graphite: readGraphite,
  influxdb: readInfluxdb,
  skywalking: readSkyWalking,
  web: readWeb,
  job: readJob,
  kayenta: readKayenta,
  plugin: readPlugin,
};
