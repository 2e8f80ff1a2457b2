import { istioSignals, Objective, signalsKinds } from '../../lib/slo';

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const istio = istioSignals({ workload: 'checkout', namespace: 'shop' });

/** One objective of each kind, with minimums that differ. */
export const oneOfEachKind: readonly Objective[] = [
  Objective.availability({ ...common, signals: istio, target: 0.999 }),
  Objective.latency({ ...common, signals: istio, thresholdSeconds: 1, percentile: 99 }),
  Objective.saturation({
    ...common,
    metric: 'pool_used_ratio',
    where: [{ label: 'pool', operator: '=', value: 'db' }],
    limit: 0.9,
    target: 0.99,
  }),
  Objective.freshness({
    ...common,
    metric: 'import_last_success_timestamp_seconds',
    where: [{ label: 'job', operator: '=', value: 'import' }],
    limit: 600,
    target: 0.99,
    minimum: { events: 10 },
  }),
  Objective.ratio({
    ...common,
    name: 'mails',
    target: 0.99,
    minimum: { events: 100, bad: 5 },
    indicator: {
      kind: 'events',
      total: { raw: { promql: 'sum(increase(mails_total{queue="shop",$side}[$window]))' } },
      part: {
        is: 'good',
        query: { raw: { promql: 'sum(increase(mails_total{queue="shop",sent="yes",$side}[$window]))' } },
      },
      series: [
        { metric: 'mails_total', labels: { queue: 'shop', sent: 'yes' }, counts: 'good' },
        { metric: 'mails_total', labels: { queue: 'shop', sent: 'no' }, counts: 'bad' },
      ],
    },
  }),
];

/** Availability, and latency where it is counted, of every use of every convention. */
export const ofEachConvention: readonly (readonly [string, Objective])[] = signalsKinds.flatMap((kind) =>
  kind
    .examples()
    .flatMap((signals, index) => [
      [`${kind.id} ${index + 1}, availability`, Objective.availability({ ...common, signals, target: 0.999 })] as const,
      ...(kind.bucketSeconds.length > 0
        ? [
            [
              `${kind.id} ${index + 1}, latency`,
              Objective.latency({ ...common, signals, thresholdSeconds: 1, target: 0.99 }),
            ] as const,
          ]
        : []),
    ]),
);
