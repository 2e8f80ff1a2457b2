import { slotMatchers, type EventIndicator, type GaugeIndicator, isRaw, type Objective, type Side } from '../../slo';
import { Cannot } from '../cannot';
import { judgedOf } from '../judged';
import { argumentsIn, judgementOf, type Judgement } from '../judgement';
import type { AnalysisOptions, CanaryForm, CanaryMetric } from '../vendor';
import { attribute, conditions, eventCounts, filtered, fromOf, rawCount } from './nrql';

/** Answers are rounded to one in so many: binary fractions are noisy. */
const GRAINS = '1000000000';

/** Keeps the standard error above 0 where no request failed at all, or every one did. */
const LEAST_VARIANCE = '0.000000000001';

/** Questions about the canary in NRQL, each answered by one row with the column `value`. */
export function canaryMetrics(objective: Objective, options: AnalysisOptions): readonly CanaryMetric[] {
  const { indicator } = objective.spec;
  if (indicator.slot === undefined) {
    throw new Cannot(`"${objective.id}" has no slot: nothing tells the canary's events from those of stable.`);
  }
  const judgement = judgementOf(objective, options);
  return indicator.kind === 'gauge'
    ? [gaugeMetric(objective, indicator, judgement)]
    : judgement.forms.map((form) => eventMetric(objective, indicator, judgement, form));
}

/** The inner query counts and the outer one divides: `WHERE` can then ask for enough requests, and leaves no row without. */
function eventMetric(
  objective: Objective,
  indicator: EventIndicator,
  judgement: Judgement,
  form: CanaryForm,
): CanaryMetric {
  const { windowMinutes, sides, minimums, limits } = judgement;
  const names: readonly Exclude<Side, 'all'>[] = form === 'level' ? ['canary'] : ['canary', 'stable'];
  const counts = names.map((side) => ({
    side,
    ...eventCounts(indicator, slotMatchers(indicator.slot, side, sides)),
  }));
  const columns = counts.flatMap(({ side, total, part }) => [
    `${filtered(total)} AS ${side}Total`,
    `${filtered(part)} AS ${side}Part`,
  ]);
  const inner = `SELECT ${columns.join(', ')} ${fromOf(...counts.flatMap(({ total, part }) => [total, part]))}`;
  const value = FORMS[form](badColumn('canary', indicator), badColumn('stable', indicator));
  const enough = names.map((side) => `${side}Total >= ${minimums[form]}`).join(' AND ');
  const query = `SELECT max(round((${value}) * ${GRAINS}) / ${GRAINS}) AS value FROM (${inner}) WHERE ${enough} ${since(windowMinutes)}`;
  return metric(`${objective.spec.name}-${form}`, query, windowMinutes, limits[form], judgedOf(form, judgement));
}

/** Bad events by the columns of the inner query. */
function badColumn(side: 'canary' | 'stable', { part: { is } }: EventIndicator): string {
  return is === 'bad' ? `${side}Part` : `clamp_min(${side}Total - ${side}Part, 0)`;
}

const FORMS: Readonly<Record<CanaryForm, (canaryBad: string, stableBad: string) => string>> = {
  rise: (canary, stable) => `${canary} / canaryTotal - ${stable} / stableTotal`,
  significance: (canary, stable) => {
    const each = '(1 / canaryTotal + 1 / stableTotal)';
    const pooled = `((${canary} + ${stable}) / (canaryTotal + stableTotal))`;
    const variance = `clamp_min(${pooled} * (1 - ${pooled}), ${LEAST_VARIANCE}) * ${each}`;
    return `(${canary} / canaryTotal - ${stable} / stableTotal - 0.5 * ${each}) / sqrt(${variance})`;
  },
  level: (canary) => `${canary} / canaryTotal`,
};

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
  return metric(`${name}-limit`, query, windowMinutes, limit, { quantity: 'other' });
}

function metric(
  name: string,
  query: string,
  windowMinutes: number,
  below: number,
  judged: CanaryMetric['judged'],
): CanaryMetric {
  return {
    name,
    // aggregates without FACET always have a row; where nothing was met its column is null
    provider: { id: 'newRelic', options: { query, field: 'value', alwaysAnswers: true } },
    below,
    judged,
    lookBackSeconds: windowMinutes * 60,
    args: argumentsIn(query),
  };
}

function since(minutes: number): string {
  return `SINCE ${minutes * 60} seconds ago`;
}
