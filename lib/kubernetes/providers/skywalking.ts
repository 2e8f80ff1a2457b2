import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import { needsText, needsTime, needsUrl } from './options';
import { provide, type OptionCheck } from './provide';
import { at, each, numberOrNaN } from './samples';
import { goDuration } from '../values';

/** Options of {@link skywalking}. */
export interface SkywalkingProps {
  /** Of the OAP server, such as `http://skywalking-oap.monitoring:12800`; Argo appends `/graphql`. */
  readonly address: string;
  /** GraphQL with a variable `$duration: Duration!`; Argo gives up after 30 s. */
  readonly query: string;
  /** Time span that `$duration` covers, up to now, in steps of a minute. Argo has no default for it. */
  readonly interval: Duration;
  /** Keys from the top of the answer to a list of values, such as `['service_apdex', 'values', 'values']`, or to a number. */
  readonly values: readonly [string, ...string[]];
  /** Key of the number in each element of the list, such as `value`. @default - the elements are numbers */
  readonly field?: string;
}

const checks: readonly OptionCheck<SkywalkingProps>[] = [
  needsUrl('skywalking-address', ({ address }) => ({ address: address ?? '' })),
  needsText('skywalking-query', ({ query }) => ({ query }), 'SkyWalking refuses it, so every measurement is an Error.'),
  needsTime('skywalking-interval', ({ interval }) => ({ interval: interval ?? 'none' }), {
    least: 60,
    wholeSeconds: false,
  }),
  needsText(
    'skywalking-values',
    ({ values, field }) => ({
      ...(Array.isArray(values) && values.length > 0 ? {} : { values: '' }),
      ...Object.fromEntries([...(values ?? [])].map((key, index) => [`values[${index}]`, key])),
      ...(field === undefined ? {} : { field }),
    }),
    'the samples stand there: without it every answer has no data.',
  ),
];

/** Asks Apache SkyWalking. A list that is missing, empty or null is no data. */
export function skywalking(props: SkywalkingProps): QueryProvider {
  const found = at('result', [...(props.values ?? [])]);
  const sample = numberOrNaN(props.field === undefined ? '#' : at('#', [props.field]));
  return Object.assign(provide('skywalking', props, checks, render), { samples: each(found, sample) });
}

function render({ address, query, interval }: SkywalkingProps): object {
  return { address, query, interval: goDuration(interval) };
}

/** The registry's line. */
export const skywalkingKind: ProviderKind = {
  id: 'skywalking',
  title: 'Apache SkyWalking',
  since: '1.5',
  reads: 'every value of a list (`values`) in the answer',
  checks: checks.map(({ id }) => id),
  make: skywalking,
  examples: () => [
    skywalking({
      address: 'http://skywalking-oap.monitoring:12800',
      query:
        'query queryData($duration: Duration!) { service_apdex: readMetricsValues(condition: { name: "service_apdex", ' +
        'entity: { scope: Service, serviceName: "checkout", normal: true } }, duration: $duration) { values { values { value } } } }',
      interval: Duration.minutes(3),
      values: ['service_apdex', 'values', 'values'],
      field: 'value',
    }),
    skywalking({
      address: '{{args.address}}',
      query: 'query ($duration: Duration!) { sla: readMetricsValue(condition: { name: "sla" }, duration: $duration) }',
      interval: Duration.minutes(5),
      values: ['sla'],
    }),
  ],
};
