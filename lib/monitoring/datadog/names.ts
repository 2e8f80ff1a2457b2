import type { Alert } from '../vendor';
import type { Objective } from '../../slo';

/** Name of the SLO of an objective. */
export function sloName({ id }: Objective): string {
  return `slo-${id}`;
}

/** Such as `slo-checkout-availability-page-1h-5m`: one for each leg. */
export function monitorName(objective: Objective, { leg }: Alert): string {
  return `${sloName(objective)}-${leg.severity}-${leg.id.replace('/', '-')}`;
}

/** Labels as Datadog writes them. */
export function tagsOf(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).map(([label, value]) => `${label}:${value}`);
}
