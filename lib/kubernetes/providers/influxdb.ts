import type { ProviderKind, QueryProvider } from '../analysis';
import { needsText } from './options';
import { provide, type OptionCheck } from './provide';
import { eachOf, numberOrNaN } from './samples';

/** Options of {@link influxdb}. */
export interface InfluxdbProps {
  /** Flux; Argo gives up after 30 s. */
  readonly query: string;
  /** Secret with `address`, `authToken` and `org`, in the controller's namespace. @default 'influxdb' */
  readonly profile?: string;
  /**
   * Says that there is a record even where nothing was counted. Only then can no data `pass` or `pause`: Argo makes an Error
   * of an answer without records. @default false
   */
  readonly alwaysAnswers?: boolean;
}

const checks: readonly OptionCheck<InfluxdbProps>[] = [
  needsText('influxdb-query', ({ query }) => ({ query }), 'InfluxDB refuses it, so every measurement is an Error.'),
  needsText(
    'influxdb-profile',
    ({ profile }) => (profile === undefined ? {} : { profile }),
    'Argo looks for a Secret of that name, and without it every measurement is an Error.',
  ),
];

/** Asks InfluxDB. A null value is no data. */
export function influxdb(props: InfluxdbProps): QueryProvider {
  return Object.assign(provide('influxdb', props, checks, render), {
    samples: eachOf('result', numberOrNaN('#')),
    emptyIsError: !props.alwaysAnswers,
  });
}

function render({ profile, query }: InfluxdbProps): object {
  return { profile, query };
}

/** The registry's line. */
export const influxdbKind: ProviderKind = {
  id: 'influxdb',
  title: 'InfluxDB',
  since: '1.3',
  reads: 'the `_value` of every record',
  checks: checks.map(({ id }) => id),
  make: influxdb,
  examples: () => [
    influxdb({ query: 'from(bucket: "shop") |> range(start: -5m) |> mean()', profile: 'influxdb-shop' }),
    influxdb({ query: 'from(bucket: "shop") |> range(start: -5m) |> count()', alwaysAnswers: true }),
  ],
};
