import { alertsOf } from '../alert';
import { Cannot } from '../cannot';
import { idOf } from '../references';
import { plain, type EventIndicator, type Objective } from '../../slo';
import type { Alert, Artefact } from '../vendor';
import { monitorName, sloName, tagsOf } from './names';
import { badOf, eventQueries } from './queries';
import { timeframeOf } from './slo';

/** A monitor as the API takes it. */
export interface MonitorBody {
  readonly name: string;
  readonly type: 'query alert' | 'composite' | 'slo alert';
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  /** 1 is the most urgent. */
  readonly priority: number;
  readonly options: {
    readonly thresholds?: { readonly critical: number };
    readonly notify_no_data: boolean;
    readonly require_full_window?: boolean;
    readonly include_tags: boolean;
  };
}

/** A monitor, and the name by which others refer to it. */
export interface Monitor extends Artefact {
  readonly kind: 'monitor';
  readonly body: MonitorBody;
}

/** Burn rates are measured over an hour at least, and over five minutes at least as the short window. */
const BURN_RATE = { long: 60, short: 5 };

/** The monitors of an objective, those that others refer to first. */
export function monitorsOf(objective: Objective): readonly Monitor[] {
  const { indicator } = objective.spec;
  return alertsOf(objective).flatMap((alert) =>
    indicator.kind === 'gauge' ? [burnRate(objective, alert)] : ofEvents(objective, indicator, alert),
  );
}

/**
 * A metric monitor looks at one window only, so each window, and each minimum of traffic, is a monitor that tells nobody; the
 * alert is a composite of them. `burn_rate()` would take both windows and no minimum, and one failure at night would wake
 * somebody.
 */
function ofEvents(objective: Objective, indicator: EventIndicator, alert: Alert): readonly Monitor[] {
  const { minimum } = objective.spec;
  const { longMinutes, shortMinutes, threshold } = alert.leg;
  const queries = (minutes: number) => eventQueries(indicator, [], minutes * 60);
  const ratio = (minutes: number) => `${badOf(indicator, queries(minutes))} / ${queries(minutes).total}`;
  const part = (name: string, minutes: number, value: string, comparator: '>' | '>=', critical: number): Monitor => {
    const whole = `${monitorName(objective, alert)}-${name}`;
    return {
      kind: 'monitor',
      name: whole,
      body: {
        // rules that notify go by tags such as severity: a part has none of them
        name: whole,
        tags: [`part-of:${monitorName(objective, alert)}`],
        priority: 5,
        type: 'query alert',
        message: `Part of ${monitorName(objective, alert)}, which tells people. This one tells nobody.`,
        query: `sum(last_${evaluation(minutes)}):${value} ${comparator} ${critical}`,
        options: options(critical),
      },
    };
  };
  const parts = [
    part('long', longMinutes, ratio(longMinutes), '>', threshold),
    part('short', shortMinutes, ratio(shortMinutes), '>', threshold),
    ...(minimum.bad > 0 ? [part('bad', longMinutes, badOf(indicator, queries(longMinutes)), '>=', minimum.bad)] : []),
    ...(minimum.events > 1 ? [part('events', longMinutes, queries(longMinutes).total, '>=', minimum.events)] : []),
  ];
  const name = monitorName(objective, alert);
  const composite: Monitor = {
    kind: 'monitor',
    name,
    body: {
      ...common(alert, name),
      type: 'composite',
      message: messageOf(alert),
      query: parts.map(idOf).join(' && '),
      options: { notify_no_data: false, include_tags: false },
    },
  };
  return [...parts, composite];
}

/** Minutes of a gauge can be counted by an SLO alone, and its burn rate is what a monitor may look at. */
function burnRate(objective: Objective, alert: Alert): Monitor {
  const { leg } = alert;
  const { minimum } = objective.spec;
  if (leg.longMinutes < BURN_RATE.long || leg.shortMinutes < BURN_RATE.short) {
    throw new Cannot(
      `Datadog measures burn rates over 1 hour and 5 minutes at least, and "${objective.id}" has the leg ${leg.id}: give it longer burnWindows.`,
    );
  }
  const least = plain(leg.threshold * leg.longMinutes);
  if (least < minimum.bad) {
    throw new Cannot(
      `Datadog's burn rates know no minimum: the leg ${leg.id} of "${objective.id}" fires from ${leg.threshold} × ${leg.longMinutes} minutes = ${least} bad minutes on, and minimum.bad is ${minimum.bad}. Set it to ${Math.floor(least)} or less, or give the leg a longer window.`,
    );
  }
  const name = monitorName(objective, alert);
  const windows = `.long_window("${evaluation(leg.longMinutes)}").short_window("${evaluation(leg.shortMinutes)}")`;
  const slo = idOf({ kind: 'slo', name: sloName(objective) });
  return {
    kind: 'monitor',
    name,
    body: {
      ...common(alert, name),
      type: 'slo alert',
      message: messageOf(alert),
      query: `burn_rate("${slo}").over("${timeframeOf(objective)}")${windows} > ${leg.factor}`,
      options: { thresholds: { critical: leg.factor }, notify_no_data: false, include_tags: false },
    },
  };
}

function common(
  { name: alertName, leg, labels }: Alert,
  name: string,
): Pick<MonitorBody, 'name' | 'tags' | 'priority'> {
  return {
    name: `${alertName} ${name}`,
    tags: tagsOf(labels),
    priority: leg.severity === 'page' ? 1 : 3,
  };
}

/** Without events nothing burns, so no data is no alarm: a service that has gone silent is the business of its probes. */
function options(critical: number): MonitorBody['options'] {
  return { thresholds: { critical }, notify_no_data: false, require_full_window: false, include_tags: false };
}

function messageOf({ annotations: { summary, description, runbook_url }, labels: { owner } }: Alert): string {
  return `${summary}\n\n${description}\n\nOwner: ${owner}\nRunbook: ${runbook_url}`;
}

/** `1h`, or `90m`: hours where they are whole. */
function evaluation(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
