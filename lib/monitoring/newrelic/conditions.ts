import { alertsOf } from '../alert';
import { Cannot } from '../cannot';
import type { EventIndicator, Objective } from '../../slo';
import type { Alert } from '../vendor';
import { badOf, eventCounts, filtered, fromOf, ratioOf } from './nrql';
import { slidingWindow, type SlidingWindow } from './windows';

/** What one NRQL condition looks at. It is a part of an alert and tells nobody. */
export interface Component {
  /** Its letter in the trigger expression. */
  readonly alias: string;
  readonly name: string;
  readonly query: string;
  readonly window: SlidingWindow;
  readonly operator: 'ABOVE' | 'ABOVE_OR_EQUALS';
  readonly threshold: number;
}

/** One alert of New Relic: a compound condition over components. */
export interface Compound {
  readonly name: string;
  readonly alert: Alert;
  readonly components: readonly Component[];
  /** Such as `A AND B`. */
  readonly trigger: string;
}

/** Name of everything of an objective. */
export function nameOf({ id }: Objective): string {
  return `slo-${id}`;
}

/** The compound conditions of an objective, one for each leg. */
export function compoundsOf(objective: Objective): readonly Compound[] {
  const { indicator } = objective.spec;
  if (indicator.kind === 'gauge') {
    throw new Cannot(
      `New Relic's alerts evaluate a stream and cannot count minutes of it: the minutes in which the gauge of "${objective.id}" was above ${indicator.limit} are not known there. Count them as events, or let another vendor watch it.`,
    );
  }
  return alertsOf(objective).map((alert) => compoundOf(objective, indicator, alert));
}

/** One condition has one window, and both must burn; so must the minimum of traffic be met, which is a condition as well. */
function compoundOf(objective: Objective, indicator: EventIndicator, alert: Alert): Compound {
  const { longMinutes, shortMinutes, threshold, severity, id } = alert.leg;
  const { minimum } = objective.spec;
  const counts = eventCounts(indicator, []);
  const from = fromOf(counts.total, counts.part);
  const name = `${nameOf(objective)}-${severity}-${id.replace('/', '-')}`;
  const ratio = `SELECT ${ratioOf(indicator, counts)} ${from}`;
  const [long, short] = [slidingWindow(longMinutes), slidingWindow(shortMinutes)];
  const parts: readonly Omit<Component, 'alias'>[] = [
    { name: `${name}-long`, query: ratio, window: long, operator: 'ABOVE', threshold },
    { name: `${name}-short`, query: ratio, window: short, operator: 'ABOVE', threshold },
    ...atLeast(`${name}-bad`, minimum.bad, 1, `SELECT ${badOf(indicator, counts)} ${from}`, long),
    ...atLeast(`${name}-events`, minimum.events, 2, `SELECT ${filtered(counts.total)} ${fromOf(counts.total)}`, long),
  ];
  const components = parts.map((part, index) => ({ alias: 'ABCD'.charAt(index), ...part }));
  return { name, alert, components, trigger: components.map(({ alias }) => alias).join(' AND ') };
}

/** A minimum that a single burning event already meets needs no condition. */
function atLeast(
  name: string,
  threshold: number,
  from: number,
  query: string,
  window: SlidingWindow,
): readonly Omit<Component, 'alias'>[] {
  return threshold < from ? [] : [{ name, query, window, operator: 'ABOVE_OR_EQUALS', threshold }];
}
