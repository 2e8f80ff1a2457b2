import { isRaw, slotMatchers, span, type EventQuery, type Matcher, type Objective, type Side } from '../slo';
import { askedOnly } from './asked-only';
import { judgementOf, type Judgement } from './judgement';
import { comparable, decimal, infix, questions, SIDES_OF, termOf } from './question';
import { isUnsupported, type CanaryForm, type MonitoringVendor } from './vendor';

const FLUX = infix((a) => `math.sqrt(x: ${a})`, float);

/** What is kept of an answer: the rest is the noise of binary fractions. */
const GRAIN = float(1e9);

/** Adds up all tables; without a row it is 0. */
const COUNT = `count = (tables) => {
  row = tables |> group() |> toFloat() |> sum() |> findRecord(fn: (key) => true, idx: 0)
  return if exists row._value then row._value else 0.0
}`;

/**
 * InfluxDB in Flux. Its answer is always one record: NaN where there were too few requests, which is no data, as with
 * Prometheus. So `noData: 'pause'` is possible, although Argo makes an Error of an answer without records.
 */
export const influxdbVendor: MonitoringVendor = {
  ...askedOnly('influxdb', 'InfluxDB'),
  analysis(objective, options = {}) {
    const indicator = comparable(objective, 'InfluxDB');
    if (isUnsupported(indicator)) {
      return indicator;
    }
    const judgement = judgementOf(objective, options);
    const canary = counts(objective, 'canary', judgement);
    const stable = counts(objective, 'stable', judgement);
    if (canary === undefined || stable === undefined) {
      return { unsupported: `"${objective.id}" has no query for InfluxDB: add \`raw.flux\` to its indicator.` };
    }
    return questions(objective, judgement, (form, least) => ({
      id: 'influxdb',
      options: { query: fluxOf(form, least, { canary, stable }), alwaysAnswers: true },
    }));
  },
};

function fluxOf(form: CanaryForm, least: number, sides: Readonly<Record<'canary' | 'stable', string>>): string {
  const value = termOf(
    form,
    { bad: 'canaryBad', total: 'canaryTotal' },
    { bad: 'stableBad', total: 'stableTotal' },
    FLUX,
  );
  const enough = SIDES_OF[form].map((side) => `${side}Total >= ${float(least)}`).join(' and ');
  return [
    'import "array"',
    'import "math"',
    COUNT,
    ...SIDES_OF[form].map((side) => sides[side]),
    `answer = if ${enough} then math.round(x: ${value} * ${GRAIN}) / ${GRAIN} else float(v: "NaN")`,
    'array.from(rows: [{_value: answer}])',
  ].join('\n');
}

function counts({ spec: { indicator } }: Objective, side: Side, judgement: Judgement): string | undefined {
  if (indicator.kind === 'gauge') {
    return undefined;
  }
  const slot = slotMatchers(indicator.slot, side, judgement.sides);
  const [total, part] = [indicator.total, indicator.part.query].map((query) => tables(query, slot, judgement));
  if (total === undefined || part === undefined) {
    return undefined;
  }
  const bad = `count(tables: ${part})`;
  return [
    `${side}Total = count(tables: ${total})`,
    `${side}Bad = ${indicator.part.is === 'bad' ? bad : `${side}Total - ${bad}`}`,
  ].join('\n');
}

function tables(query: EventQuery, slot: readonly Matcher[], judgement: Judgement): string | undefined {
  const raw = isRaw(query) ? query.raw.flux : undefined;
  return raw
    ?.replaceAll('$side', () => slot.map(condition).join(' and '))
    .replaceAll('$window', span(judgement.windowMinutes));
}

function condition({ label, operator, value }: Matcher): string {
  const column = `r[${JSON.stringify(label)}]`;
  return operator === '='
    ? `${column} == ${JSON.stringify(value)}`
    : `${column} =~ /^(?:${value.replaceAll('/', '\\/')})$/`;
}

/** Flux tells whole numbers from fractions. */
function float(value: number): string {
  const text = decimal(value);
  return text.includes('.') ? text : `${text}.0`;
}
