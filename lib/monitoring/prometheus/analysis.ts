import type { Judged } from '../../plan';
import { slotMatchers, type Objective, type Side } from '../../slo';
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
    const { query: value, judged } = FORMS[form];
    const least = minimums[form];
    const sides = form === 'level' ? counts.total.slice(0, 1) : counts.total;
    const query = [`round(${value(counts)}, ${GRAIN})`, ...sides.map((total) => `(${total} >= ${least})`)].join(
      ' and on() ',
    );
    return {
      name: `${objective.spec.name}-${form}`,
      provider: { id: 'prometheus', options: { query } },
      below: limits[form],
      judged: judged(limits[form], least),
      lookBackSeconds: windowMinutes * 60,
      args: argumentsIn(query),
    };
  });
}

interface Counts {
  readonly bad: readonly [canary: string, stable: string];
  readonly total: readonly [canary: string, stable: string];
}

interface Form {
  readonly query: (counts: Counts) => string;
  readonly judged: (threshold: number, minimumRequests: number) => Judged;
}

const FORMS: Readonly<Record<CanaryForm, Form>> = {
  rise: {
    query: ({ bad, total }) => `${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]}`,
    judged: (threshold, least) => ({
      quantity: 'errorRateRise',
      threshold,
      minimumRequests: least,
      minimumStableRequests: least,
    }),
  },
  significance: {
    query: ({ bad, total }) => {
      const each = `(1 / ${total[0]} + 1 / ${total[1]})`;
      const pooled = `((${bad[0]} + ${bad[1]}) / (${total[0]} + ${total[1]}))`;
      const variance = `clamp_min(${pooled} * (1 - ${pooled}), ${LEAST_VARIANCE}) * ${each}`;
      return `(${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]} - 0.5 * ${each}) / sqrt(${variance})`;
    },
    judged: (threshold, least) => ({
      quantity: 'errorRateSignificance',
      threshold,
      minimumRequests: least,
      minimumStableRequests: least,
      continuityCorrected: true,
    }),
  },
  level: {
    query: ({ bad, total }) => `${bad[0]} / ${total[0]}`,
    judged: (threshold, minimumRequests) => ({ quantity: 'errorRate', threshold, minimumRequests }),
  },
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
