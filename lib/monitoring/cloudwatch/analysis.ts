import { Duration } from 'cdk8s';
import type { Objective } from '../../slo';
import { judgementOf } from '../judgement';
import { comparable, decimal, infix, questions, SIDES_OF, termOf } from '../question';
import { isUnsupported, type AnalysisOptions, type Answer, type CanaryForm, type CanaryMetric } from '../vendor';
import { sourcesOf, type Source, type Sources } from './metrics';

/** The points of most metrics are a minute apart. */
const PERIOD_SECONDS = 60;

const MATH = infix((a) => `(${a} ^ 0.5)`);

/** Answers carry the noise of binary fractions. */
const GRAIN = 1e9;

/** Questions about the canary as queries of GetMetricData. */
export function canaryMetrics(objective: Objective, options: AnalysisOptions): Answer<readonly CanaryMetric[]> {
  const indicator = comparable(objective, 'CloudWatch');
  if (isUnsupported(indicator)) {
    return indicator;
  }
  const judgement = judgementOf(objective, options);
  const { sides, windowMinutes } = judgement;
  if (!Number.isInteger(windowMinutes)) {
    return {
      unsupported: `CloudWatch has points for whole minutes, and the window is ${windowMinutes} minutes: give the analysis windowMinutes without a fraction.`,
    };
  }
  const canary = sourcesOf(objective, 'canary', sides);
  const stable = sourcesOf(objective, 'stable', sides);
  if (isUnsupported(canary)) {
    return canary;
  }
  if (isUnsupported(stable)) {
    return stable;
  }
  return questions(objective, judgement, (form, least) => ({
    id: 'cloudWatch',
    options: {
      interval: Duration.minutes(windowMinutes),
      metricDataQueries: [
        answer(form, least),
        ...sideQueries('canary', canary),
        ...(SIDES_OF[form].includes('stable') ? sideQueries('stable', stable) : []),
      ],
    },
  }));
}

/**
 * The one query that returns data. It asks for requests of each side it compares, because an IF is 0 where its condition
 * is true and its value is missing, and 0 would be healthy.
 */
function answer(form: CanaryForm, least: number): object {
  const value = termOf(
    form,
    { bad: 'canaryBad', total: 'canaryTotal' },
    { bad: 'stableBad', total: 'stableTotal' },
    MATH,
  );
  const enough = SIDES_OF[form].map((side) => `(${side}Total >= ${least})`).join(' AND ');
  const rounded = `FLOOR(${value} * ${decimal(GRAIN)} + 0.5) / ${decimal(GRAIN)}`;
  return { id: 'answer', label: form, expression: `IF(${enough}, ${rounded})`, period: minute() };
}

/**
 * Sums over the window. Where a metric has no point in a minute it counts as 0 beside one that has, so what is added to
 * zero times the total has a point wherever there were requests.
 */
function sideQueries(side: 'canary' | 'stable', { total, part, is }: Sources): readonly object[] {
  const [all, some] = [`${side}Requests`, `${side}${is === 'bad' ? 'Failed' : 'Good'}`];
  const bad = is === 'bad' ? `0 * ${all} + ${some}` : `${all} - ${some}`;
  return [
    { id: `${side}Total`, expression: `TIME_SERIES(SUM(${all}))`, returnData: false, period: minute() },
    { id: `${side}Bad`, expression: `TIME_SERIES(SUM(${bad}))`, returnData: false, period: minute() },
    query(all, total),
    query(some, part),
  ];
}

function query(id: string, source: Source): object {
  return source.metric === undefined
    ? { id, expression: source.expression(PERIOD_SECONDS), returnData: false, period: minute() }
    : { id, metricStat: { metric: source.metric, period: minute(), stat: 'Sum' }, returnData: false };
}

function minute(): Duration {
  return Duration.seconds(PERIOD_SECONDS);
}
