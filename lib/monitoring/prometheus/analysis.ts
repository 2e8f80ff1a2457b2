import { slotMatchers, type Objective, type Side, type Sides } from '../../slo';
import type { AnalysisOptions, Answer, CanaryForm, CanaryMetric } from '../vendor';
import { eventQueries, gaugeQuery } from './promql';

/** Arguments that an AnalysisTemplate replaces: the hashes and Services of both sides. */
const ARGUMENTS: Sides = {
  canary: { hash: '{{args.canary-hash}}', service: '{{args.canary-service}}' },
  stable: { hash: '{{args.stable-hash}}', service: '{{args.stable-service}}' },
};

const LEAST_REQUESTS = 100;
const RISE = 0.01;
const STANDARD_ERRORS = 2.58;
const WINDOW_MINUTES = 5;

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
  if (indicator.kind === 'gauge') {
    return gaugeMetric(objective, options);
  }
  const {
    windowMinutes = WINDOW_MINUTES,
    minimumRequests = LEAST_REQUESTS,
    forms = ['rise', 'significance'],
  } = options;
  const canary = sideOf(objective, 'canary', options);
  const stable = sideOf(objective, 'stable', options);
  if (canary === undefined || stable === undefined) {
    return { unsupported: `"${objective.id}" has no query in PromQL.` };
  }
  const enough = `${canary.total(windowMinutes)} >= ${minimumRequests}`;
  const counts: Counts = {
    bad: [canary.bad(windowMinutes), stable.bad(windowMinutes)],
    total: [canary.total(windowMinutes), stable.total(windowMinutes)],
  };
  return forms.map((form) => {
    const query = `round(${FORMS[form].query(counts)}, ${GRAIN}) and on() (${enough})`;
    const limit = form === 'rise' ? (options.rise ?? RISE) : (options.standardErrors ?? STANDARD_ERRORS);
    return {
      name: `${objective.spec.name}-${form}`,
      provider: { id: 'prometheus', options: { query } },
      below: limit,
      judged: { quantity: FORMS[form].quantity, threshold: limit, minimumRequests },
      lookBackSeconds: windowMinutes * 60,
      args: argumentsIn(query),
    };
  });
}

interface Counts {
  readonly bad: readonly [canary: string, stable: string];
  readonly total: readonly [canary: string, stable: string];
}

const FORMS = {
  rise: {
    quantity: 'errorRateRise',
    query: ({ bad, total }) => `${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]}`,
  },
  significance: {
    quantity: 'errorRateSignificance',
    query: ({ bad, total }) => {
      const pooled = `((${bad[0]} + ${bad[1]}) / (${total[0]} + ${total[1]}))`;
      const variance = `clamp_min(${pooled} * (1 - ${pooled}), ${LEAST_VARIANCE}) * (1 / ${total[0]} + 1 / ${total[1]})`;
      return `(${bad[0]} / ${total[0]} - ${bad[1]} / ${total[1]}) / sqrt(${variance})`;
    },
  },
} as const satisfies Record<CanaryForm, { quantity: string; query: (counts: Counts) => string }>;

/** A gauge has no requests to compare: the canary's is held against the limit itself. */
function gaugeMetric(objective: Objective, { sides = ARGUMENTS }: AnalysisOptions): Answer<readonly CanaryMetric[]> {
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

function sideOf({ spec: { indicator } }: Objective, side: Side, { sides = ARGUMENTS }: AnalysisOptions) {
  return eventQueries(indicator, slotMatchers(indicator.slot, side, sides));
}

function argumentsIn(query: string): readonly string[] {
  return [...new Set([...query.matchAll(/\{\{args\.([^}]+)\}\}/g)].map(([, name = '']) => name))].sort();
}
