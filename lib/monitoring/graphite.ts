import { isRaw, slotMatchers, type EventQuery, type Objective, type Side } from '../slo';
import { askedOnly } from './asked-only';
import { judgementOf, type Judgement } from './judgement';
import { comparable, decimal, questions, SIDES_OF, termOf, type Arithmetic, type Counted } from './question';
import {
  isUnsupported,
  type AnalysisOptions,
  type Answer,
  type CanaryForm,
  type CanaryMetric,
  type MonitoringVendor,
} from './vendor';

/** Digits that are kept of an answer: the rest is the noise of binary fractions. */
const DIGITS = 9;

/** Functions of series: a point is null where one of a division's is, and a difference or sum leaves nulls out. */
const SERIES: Arithmetic = {
  plus: (a, b) => `sumSeries(${a},${b})`,
  minus: (a, b) => `diffSeries(${a},${b})`,
  times: (a, b) => `multiplySeries(${a},${b})`,
  over: (a, b) => `divideSeries(${a},${b})`,
  line: (a, factor, constant) => `offset(scale(${a},${decimal(factor)}),${decimal(constant)})`,
  inverse: (a) => `invert(${a})`,
  root: (a) => `squareRoot(${a})`,
};

/** Graphite at this address; the registry's line leaves it to the argument `graphite-address`. */
export function graphiteAt(address: string): MonitoringVendor {
  return {
    ...askedOnly('graphite', 'Graphite'),
    analysis: (objective, options = {}) => analysis(objective, options, address),
  };
}

/**
 * Graphite. Its answer is null, which Argo leaves out, where there were too few requests: no data, as with Prometheus. There
 * is an answer even where no series exists, so `noData: 'pause'` is possible.
 */
export const graphiteVendor: MonitoringVendor = graphiteAt('{{args.graphite-address}}');

function analysis(objective: Objective, options: AnalysisOptions, address: string): Answer<readonly CanaryMetric[]> {
  const indicator = comparable(objective, 'Graphite');
  if (isUnsupported(indicator)) {
    return indicator;
  }
  const judgement = judgementOf(objective, options);
  const canary = counted(objective, 'canary', judgement);
  const stable = counted(objective, 'stable', judgement);
  if (isUnsupported(canary)) {
    return canary;
  }
  return isUnsupported(stable) ? stable : ask(objective, judgement, address, { canary, stable });
}

function ask(
  objective: Objective,
  judgement: Judgement,
  address: string,
  sides: Readonly<Record<'canary' | 'stable', Counted>>,
): readonly CanaryMetric[] {
  return questions(objective, judgement, (form, least) => ({
    id: 'graphite',
    options: {
      address,
      query: `target=${parameter(guarded(form, least, sides))}&from=-${seconds(judgement)}s`,
      alwaysAnswers: true,
    },
  }));
}

/** Divided by 1 where there were enough requests, and by nothing elsewhere: outermost, where nothing can fill it again. */
function guarded(form: CanaryForm, least: number, sides: Readonly<Record<'canary' | 'stable', Counted>>): string {
  const value = `round(${termOf(form, sides.canary, sides.stable, SERIES)},${DIGITS})`;
  return SIDES_OF[form].reduce(
    (inner, side) => `divideSeries(${inner},pow(removeBelowValue(${sides[side].total},${decimal(least)}),0))`,
    value,
  );
}

function counted(objective: Objective, side: Side, judgement: Judgement): Answer<Counted> {
  const { indicator } = objective.spec;
  const [slot] = slotMatchers(indicator.slot, side, judgement.sides);
  if (indicator.kind === 'gauge' || slot?.operator !== '=') {
    return {
      unsupported: `"${objective.id}" has a slot with a pattern, and a path of Graphite names canary and stable: leave \`pattern\` out and pass the whole names of the sides.`,
    };
  }
  const [total, part] = [indicator.total, indicator.part.query].map((query) => sumOf(query, slot.value, judgement));
  if (total === undefined || part === undefined) {
    return { unsupported: `"${objective.id}" has no query for Graphite: add \`raw.graphite\` to its indicator.` };
  }
  return { total, bad: indicator.part.is === 'bad' ? part : `diffSeries(${total},${part})` };
}

/** One point for the window. A line of zeros stands for series that do not exist, and 0 for points that were not written. */
function sumOf(query: EventQuery, side: string, judgement: Judgement): string | undefined {
  const raw = isRaw(query) ? query.raw.graphite : undefined;
  const window = `${seconds(judgement)}s`;
  const series = raw?.replaceAll('$side', () => side).replaceAll('$window', window);
  return series === undefined
    ? undefined
    : `transformNull(summarize(fallbackSeries(sumSeries(${series}),constantLine(0)),"${window}","sum",true),0)`;
}

function seconds({ windowMinutes }: Judgement): number {
  return windowMinutes * 60;
}

/** Argo reads the query as parameters of a URL and takes bare white space out of it. */
function parameter(text: string): string {
  return text.replace(/[%&#+;\s]/g, encodeURIComponent);
}
