import { isRaw, slotMatchers, type EventIndicator, type GaugeIndicator, type Objective } from '../../slo';
import { Cannot } from '../cannot';
import { argumentsIn, judgementOf, type Judgement } from '../judgement';
import { infix, questions, SIDES_OF, termOf, type Counted } from '../question';
import type { AnalysisOptions, CanaryForm, CanaryMetric } from '../vendor';
import { attribute, conditions, eventCounts, filtered, fromOf, rawCount } from './nrql';

/** Answers are rounded to one in so many: binary fractions are noisy. */
const GRAINS = '1000000000';

const NRQL = infix((a) => `sqrt(${a})`);

/** Questions about the canary in NRQL, each answered by one row with the column `value`. */
export function canaryMetrics(objective: Objective, options: AnalysisOptions): readonly CanaryMetric[] {
  const { indicator } = objective.spec;
  if (indicator.slot === undefined) {
    throw new Cannot(`"${objective.id}" has no slot: nothing tells the canary's events from those of stable.`);
  }
  const judgement = judgementOf(objective, options);
  return indicator.kind === 'gauge'
    ? [gaugeMetric(objective, indicator, judgement)]
    : questions(objective, judgement, (form, least) => provider(eventQuery(indicator, judgement, form, least)));
}

/** The inner query counts and the outer one divides: `WHERE` can then ask for enough requests, and leaves no row without. */
function eventQuery(indicator: EventIndicator, judgement: Judgement, form: CanaryForm, least: number): string {
  const { windowMinutes, sides } = judgement;
  const counts = SIDES_OF[form].map((side) => ({
    side,
    ...eventCounts(indicator, slotMatchers(indicator.slot, side, sides)),
  }));
  const columns = counts.flatMap(({ side, total, part }) => [
    `${filtered(total)} AS ${side}Total`,
    `${filtered(part)} AS ${side}Part`,
  ]);
  const inner = `SELECT ${columns.join(', ')} ${fromOf(...counts.flatMap(({ total, part }) => [total, part]))}`;
  const value = termOf(form, counted('canary', indicator), counted('stable', indicator), NRQL);
  const enough = SIDES_OF[form].map((side) => `${side}Total >= ${least}`).join(' AND ');
  return `SELECT max(round(${value} * ${GRAINS}) / ${GRAINS}) AS value FROM (${inner}) WHERE ${enough} ${since(windowMinutes)}`;
}

/** Events by the columns of the inner query. */
function counted(side: 'canary' | 'stable', { part: { is } }: EventIndicator): Counted {
  const total = `${side}Total`;
  return { total, bad: is === 'bad' ? `${side}Part` : `clamp_min(${total} - ${side}Part, 0)` };
}

/** A gauge has no requests to compare. Its age is that at its newest sample, for NRQL's aggregators know no now. */
function gaugeMetric(
  { spec: { name } }: Objective,
  { gauge, reads, limit, slot }: GaugeIndicator,
  { sides, windowMinutes }: Judgement,
): CanaryMetric {
  const side = slotMatchers(slot, 'canary', sides);
  const { select, from, where } = isRaw(gauge)
    ? rawCount(gauge.raw.nrql, side)
    : { select: `max(${attribute(gauge.metric)})`, from: 'Metric', where: conditions([...gauge.where, ...side]) };
  const value = reads === 'age' ? `max(timestamp) / 1000 - ${select}` : select;
  const known = isRaw(gauge) ? '' : `${attribute(gauge.metric)} IS NOT NULL`;
  const all = [where, known].filter((condition) => condition !== '').join(' AND ');
  const query = `SELECT ${value} AS value FROM ${from}${all === '' ? '' : ` WHERE ${all}`} ${since(windowMinutes)}`;
  return {
    name: `${name}-limit`,
    provider: provider(query),
    below: limit,
    judged: { quantity: 'other' },
    lookBackSeconds: windowMinutes * 60,
    args: argumentsIn(query),
  };
}

/** Aggregates without FACET always have a row; where nothing was met its column is null. */
function provider(query: string): CanaryMetric['provider'] {
  return { id: 'newRelic', options: { query, field: 'value', alwaysAnswers: true } };
}

function since(minutes: number): string {
  return `SINCE ${minutes * 60} seconds ago`;
}
