import {
  albSignals,
  isUnsupported,
  istioSignals,
  monitoringVendors,
  Objective,
  type Answer,
  type MonitoringVendor,
} from '../lib/monitoring';

/** What a vendor can do for an objective that suits it. */
export interface VendorRow {
  readonly title: string;
  readonly id: string;
  /** Judges canaries. */
  readonly canary: boolean;
  /** Longest window of its alerts in hours, Infinity for any. @default - it does not alert */
  readonly alerts: number | undefined;
  /** Shows a page. */
  readonly page: boolean;
}

/** One row for each vendor of the registry. */
export function vendorRows(): readonly VendorRow[] {
  return monitoringVendors.map((vendor: MonitoringVendor) => {
    const can = (ask: (objective: Objective) => Answer<object>) =>
      OBJECTIVES.some((objective) => !isUnsupported(ask(objective)));
    return {
      title: vendor.title,
      id: vendor.id,
      canary: can((objective) => vendor.analysis(objective)),
      alerts: can((objective) => vendor.alerts(objective)) ? vendor.longestWindowMinutes / 60 : undefined,
      page: can((objective) => vendor.dashboard({ ...common, objectives: [objective] })),
    };
  });
}

const common = { service: 'web', namespace: 'shop' };

const promised = {
  ...common,
  target: 0.99,
  owner: 'shop',
  runbook: 'https://runbooks.example.com/web',
  burnWindows: [{ severity: 'page', longMinutes: 60, shortMinutes: 5, budget: 0.02 }],
} as const;

/** Counters as a mesh has them, as a load balancer has them, and queries of the author's own. */
const OBJECTIVES: readonly Objective[] = [
  Objective.availability({ ...promised, signals: istioSignals({ workload: 'web', namespace: 'shop' }) }),
  Objective.availability({
    ...promised,
    signals: albSignals({ loadBalancer: 'app/shop/1', slot: { label: 'dimension_TargetGroup', by: 'service' } }),
  }),
  Objective.ratio({
    ...promised,
    indicator: {
      kind: 'events',
      total: { raw: { graphite: 'sumSeries(requests.$side)', flux: counted('requests') } },
      part: { is: 'bad', query: { raw: { graphite: 'sumSeries(failures.$side)', flux: counted('failures') } } },
      slot: { label: 'side', by: 'hash' },
      series: [],
    },
  }),
];

function counted(measurement: string): string {
  return `from(bucket: "shop") |> range(start: -$window) |> filter(fn: (r) => r._measurement == "${measurement}" and $side) |> sum()`;
}
