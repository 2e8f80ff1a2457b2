import type { Objective } from '../slo';

/** Outward names of our monitoring: what dashboards, routes and people read. */

/** Fraction of bad events in the window that the label `window` names. */
export const ERROR_RATIO = 'slo:error_ratio';
/** Bad events in the window that the label `window` names. */
export const BAD_EVENTS = 'slo:bad_events';
/** All events in the window that the label `window` names. */
export const EVENTS = 'slo:events';
/** Fraction of the error budget that is left; below 0 where it is overdrawn. */
export const BUDGET_LEFT = 'slo:error_budget:remaining';

/** Labels that tell the series of an objective from those of all others. */
export function identityLabels({ id, spec }: Objective): Readonly<Record<string, string>> {
  return { namespace: spec.namespace, service: spec.service, slo: id };
}

/** Such as `CheckoutAvailabilityErrorBudgetBurn`. */
export function alertName({ id }: Objective): string {
  const words = id.split('-').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `${words.join('')}ErrorBudgetBurn`;
}
