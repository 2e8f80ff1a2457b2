import type { MonitoringVendor } from './vendor';

/** The part of a vendor that has no alerts of ours and shows nothing: Argo asks it, and that is all. */
export function askedOnly(id: string, title: string): Omit<MonitoringVendor, 'analysis'> {
  return {
    id,
    title,
    longestWindowMinutes: 0,
    alerts: () => ({
      unsupported: `stepgate writes no alerts for ${title}: let Prometheus or another vendor watch it.`,
    }),
    dashboard: () => ({ unsupported: `stepgate writes no dashboards for ${title}: let Grafana show it.` }),
  };
}
