import { plain, type Objective } from '../../slo';
import { Cannot } from '../cannot';
import type { Artefact } from '../vendor';
import { nameOf } from './conditions';
import { eventCounts, type Count } from './nrql';

/** Days over which New Relic holds a service level. */
const ROLLING_DAYS: readonly number[] = [1, 7, 28];

/** A service level in words that NerdGraph and Terraform spell differently. */
export interface ServiceLevel {
  readonly name: string;
  readonly description: string;
  readonly valid: Events;
  /** Good or bad ones. */
  readonly part: Events & { readonly is: 'good' | 'bad' };
  /** In percent. */
  readonly target: number;
  readonly days: number;
}

/** Events of one kind of data. */
export interface Events {
  readonly from: string;
  /** Conditions. @default - none */
  readonly where?: string;
  /** `COUNT`, or `SUM` of the attribute. */
  readonly select: { readonly function: 'COUNT' } | { readonly function: 'SUM'; readonly attribute: string };
}

/** The service level of an objective. */
export function serviceLevelOf(objective: Objective): ServiceLevel {
  const { indicator, windowDays, target, owner, runbook } = objective.spec;
  if (indicator.kind === 'gauge') {
    throw new Cannot(`A service level of New Relic counts events, and "${objective.id}" is a gauge.`);
  }
  if (!ROLLING_DAYS.includes(windowDays)) {
    throw new Cannot(
      `New Relic holds service levels over 1, 7 or 28 days, and "${objective.id}" has ${windowDays}: give it one of these as windowDays. Its alerts do not need a service level.`,
    );
  }
  const { total, part } = eventCounts(indicator, []);
  return {
    name: nameOf(objective),
    description: `${objective.sentence}. Owner: ${owner}. Runbook: ${runbook}`,
    valid: eventsOf(total),
    part: { is: indicator.part.is, ...eventsOf(part) },
    target: plain(target * 100),
    days: windowDays,
  };
}

/** Variables of the mutation `serviceLevelCreate`; the sender adds `entityGuid`, and `accountId` in `events`. */
export function serviceLevelCreate({ name, description, valid, part, target, days }: ServiceLevel): Artefact {
  const { is, ...some } = part;
  return {
    kind: 'serviceLevelCreate',
    name,
    body: {
      indicator: {
        name,
        description,
        events: { validEvents: valid, [is === 'good' ? 'goodEvents' : 'badEvents']: some },
        objectives: [{ target, timeWindow: { rolling: { count: days, unit: 'DAY' } } }],
      },
    },
  };
}

function eventsOf({ select, from, where }: Count): Events {
  const summed = /^sum\(`?([^`()]+)`?\)$/i.exec(select)?.[1];
  if (summed === undefined && !/^count\(\*\)$/i.test(select)) {
    throw new Cannot(`A service level of New Relic takes count(*) or the sum of one attribute, not ${select}.`);
  }
  return {
    from,
    ...(where !== '' && { where }),
    select: summed === undefined ? { function: 'COUNT' } : { function: 'SUM', attribute: summed },
  };
}
