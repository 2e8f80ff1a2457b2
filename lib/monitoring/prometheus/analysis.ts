import { slotMatchers, type Objective, type Side } from '../../slo';
import { judgedOf } from '../judged';
import { argumentsIn, judgementOf, type Judgement } from '../judgement';
import type { AnalysisOptions, Answer, CanaryForm, CanaryMetric } from '../vendor';
import { eventQueries, gaugeQuery } from './promql';

/** Answers of Prometheus carry the noise of binary fractions: 0.009999999999999998 for one percentage point. */
const GRAIN = '1e-9';

/** Keeps the standard error above 0 where no request failed at all, or every one did. */
const LEAST_VARIANCE = '1e-12';

/** Questions about the canary in PromQL. */
export function canaryMetrics(objective: Objective, options: AnalysisOptions): Answer<readonly CanaryMetric[]> {
  const { indicator } = objective.spec;
  if (indicator.slot === undefined) {
    return { unsupported: `"${objective.id}" has no slot: nothing tells the canary's events from those of stable.` };
  }
  const judgement = judgementOf(objective, options);
  if (indicator.kind === 'gauge') {
    return gaugeMetric(objective, judgement);
  }
  const canary = sideOf(objective, 'canary', judgement);
  const stable = sideOf(objective, 'stable', judgement);
  if (canary === undefined || stable === undefined) {
    return { unsupported: `"${objective.id}" has no query in PromQL.` };
  }
  const { windowMinutes, forms, limits, minimums } = judgement;
  const counts: Counts = {
    bad: [canary.bad(windowMinutes), stable.bad(windowMinutes)],
    total: [canary.total(windowMinutes), stable.total(windowMinutes)],
  };
  return forms.map((form) => {
    const sides = form === 'level' ? counts.total.slice(0, 1) : counts.total;
    const enough = sides.map((total) => `(${total} >= ${minimums[form]})`);
    const query = [`round(${VALUES[form](counts)}, ${GRAIN})`, ...enough].join(' and on() ');
    return {
      name: `${objective.spec.name}-${form}`,
      provider: { id: 'prometheus', options: { query } },
      below: limits[form],
      judged: judgedOf(form, judgement),
      lookBackSeconds: windowMinutes * 60,
      args: argumentsIn(query),
    };
  });
}

interface Counts {
  readonly bad: readonly [canary: string, stable: string];
  readonly total: readonly [canary: string, stable: string];
}

const VALUES: Readonly<Record<CanaryForm, (counts: Counts) => string>> = {
  rise: ({ bad, total }) => `${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]}`,
  significance: ({ bad, total }) => {
    const each = `(1 / ${total[0]} + 1 / ${total[1]})`;
    const pooled = `((${bad[0]} + ${bad[1]}) / (${total[0]} + ${total[1]}))`;
    const variance = `clamp_min(${pooled} * (1 - ${pooled}), ${LEAST_VARIANCE}) * ${each}`;
    return `(${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]} - 0.5 * ${each}) / sqrt(${variance})`;
  },
  level: ({ bad, total }) => `${bad[0]} / ${total[0]}`,
};

/** A gauge has no requests to compare: the canary's is held against the limit itself. */
function gaugeMetric(objective: Objective, { sides }: Judgement): Answer<readonly CanaryMetric[]> {
  const { indicator, name } = objective.spec;
  const query =
    indicator.kind === 'gauge' ? gaugeQuery(indicator, slotMatchers(indicator.slot, 'canary', sides)) : undefined;
  return indicator.kind !== 'gauge' || query === undefined
    ? { unsupported: `"${objective.id}" has no query in PromQL.` }
    : [
        {
          name: `${name}-limit`,
          provider: { id: 'prometheus', options: { query } },
          below: indicator.limit,
          judged: { quantity: 'other' },
          lookBackSeconds: 0,
          args: argumentsIn(query),
        },
      ];
}

function sideOf({ spec: { indicator } }: Objective, side: Side, { sides }: Judgement) {
  return eventQueries(indicator, slotMatchers(indicator.slot, side, sides));
}
