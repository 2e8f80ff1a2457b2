import { Duration } from 'cdk8s';
import { plain, slotMatchers, type EventIndicator, type GaugeIndicator, type Objective } from '../../slo';
import { Cannot } from '../cannot';
import { judgedOf } from '../judged';
import { argumentsIn, judgementOf, type Judgement } from '../judgement';
import type { AnalysisOptions, CanaryForm, CanaryMetric } from '../vendor';
import { badOf, eventQueries, gaugeQuery } from './queries';

/** Half of the grain to which other vendors round: added to a value, it makes one percentage point of 0.009999999999999998. */
const HALF_GRAIN = '0.0000000005';

/** Keeps the variance above 0 where no request failed at all, or every one did. */
const LEAST_VARIANCE = '0.000000000001';

/** Questions about the canary as queries with a formula over their sums. */
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

function eventMetric(
  { spec: { name } }: Objective,
  indicator: EventIndicator,
  judgement: Judgement,
  form: CanaryForm,
): CanaryMetric {
  const { windowMinutes, sides, minimums, limits } = judgement;
  const of = (side: 'canary' | 'stable') =>
    eventQueries(indicator, slotMatchers(indicator.slot, side, sides), windowMinutes * 60);
  const [canary, stable] = [of('canary'), of('stable')];
  const queries = {
    canary_total: canary.total,
    canary_part: canary.part,
    ...(form === 'level' ? {} : { stable_total: stable.total, stable_part: stable.part }),
  };
  return {
    name: `${name}-${form}`,
    provider: {
      id: 'datadog',
      options: {
        queries,
        formula: FORMULAS[form](sideNames('canary', indicator), sideNames('stable', indicator), minimums[form]),
        aggregator: 'sum',
        interval: Duration.seconds(windowMinutes * 60),
      },
    },
    below: form === 'significance' ? signedSquare(limits[form]) : limits[form],
    judged: judgedOf(form, judgement),
    lookBackSeconds: windowMinutes * 60,
    args: argumentsIn(JSON.stringify(queries)),
  };
}

/** A side by the names of its queries. */
interface SideNames {
  readonly bad: string;
  readonly total: string;
}

function sideNames(side: 'canary' | 'stable', indicator: EventIndicator): SideNames {
  const total = `${side}_total`;
  return { total, bad: badOf(indicator, { total, part: `${side}_part` }) };
}

/** The fraction that is bad; nothing where there were fewer events, for `cutoff_min` makes nothing of what is below. */
function fraction({ bad, total }: SideNames, least: number): string {
  return `${bad} / cutoff_min(${total}, ${least})`;
}

/**
 * There is no square root, so the significance is compared as its square, with its sign: both grow together. A side without
 * enough events leaves no answer.
 */
const FORMULAS: Readonly<Record<CanaryForm, (canary: SideNames, stable: SideNames, least: number) => string>> = {
  rise: (canary, stable, least) => `${fraction(canary, least)} - ${fraction(stable, least)} + ${HALF_GRAIN}`,
  significance: (canary, stable, least) => {
    const each = `(1 / ${canary.total} + 1 / ${stable.total})`;
    const rise = `(${fraction(canary, least)} - ${fraction(stable, least)} - 0.5 * ${each})`;
    const pooled = `((${canary.bad} + ${stable.bad}) / (${canary.total} + ${stable.total}))`;
    return `${rise} * abs(${rise}) / ((${pooled} * (1 - ${pooled}) + ${LEAST_VARIANCE}) * ${each}) + ${HALF_GRAIN}`;
  },
  level: (canary, _, least) => `${fraction(canary, least)} + ${HALF_GRAIN}`,
};

/** What the formula of the significance is compared with. */
function signedSquare(standardErrors: number): number {
  return plain(standardErrors * Math.abs(standardErrors));
}

/** A gauge has no requests to compare: the canary's is held against the limit itself. */
function gaugeMetric(
  { spec: { name } }: Objective,
  indicator: GaugeIndicator,
  { sides, windowMinutes }: Judgement,
): CanaryMetric {
  const query = gaugeQuery(indicator, slotMatchers(indicator.slot, 'canary', sides));
  return {
    name: `${name}-limit`,
    provider: { id: 'datadog', options: { query, aggregator: 'last', interval: Duration.seconds(windowMinutes * 60) } },
    below: indicator.limit,
    judged: { quantity: 'other' },
    lookBackSeconds: windowMinutes * 60,
    args: argumentsIn(query),
  };
}
