import type { AnalysisProof, MetricProof, PowerNeeded, StepProof } from '../../plan';
import { duration, percent, whole } from '../../plan/words';
import { amount, isNotKnown, known } from '../words';
import { grouped } from './scenarios';
import type { Style } from './style';
import { table, type Cell } from './table';
import { paragraph } from './width';

/** What each analysis can do: a table, and below it why, and what would be enough. */
export function analyses(proofs: readonly AnalysisProof[], style: Style): string {
  const rows = proofs.flatMap((proof) => rowsOf(proof, style));
  const rise = proofs.flatMap(({ metrics }) =>
    metrics.map(({ power }) => (isNotKnown(power) ? undefined : power.rise)),
  );
  const points = (rise.find((one) => one !== undefined) ?? 0.01) * 100;
  const columns = [
    { title: 'analysis', rank: 1 },
    { title: 'metric', rank: 1 },
    { title: 'can it fail', rank: 3 },
    { title: 'error rate it sees', rank: 0 },
    { title: `power, +${Number(points.toFixed(2))} %`, align: 'right', rank: 3 },
    { title: 'false alarms', align: 'right', rank: 3 },
  ] as const;
  return [table(columns, rows, style.faint), ...notesOn(proofs)].join('\n');
}

function rowsOf(proof: AnalysisProof, style: Style): Cell[][] {
  const name = `${proof.analysis}, ${placeOf(proof)}`;
  if (proof.metrics.length === 0) return [[name, '-', can(proof.canFail, style), '-', '-', '-']];
  return proof.metrics.map(({ metric, canFail, steps, power }, index) => [
    index === 0 ? name : '',
    metric,
    can(canFail, style),
    seen(steps),
    known(power, (one) => percent(one.power)),
    known(power, (one) => percent(one.falseAlarm)),
  ]);
}

function placeOf({ role, stepIndex }: AnalysisProof): string {
  const at = stepIndex === undefined ? '' : ` ${stepIndex + 1}`;
  if (role === 'step') return `step${at}`;
  if (role === 'background') return stepIndex === undefined ? 'background' : `background from step${at}`;
  return role === 'experiment' ? `experiment at step${at}` : role;
}

function can(canFail: AnalysisProof['canFail'], style: Style): Cell {
  if (isNotKnown(canFail)) return { text: 'not known', paint: style.doubtful };
  return canFail ? { text: 'yes', paint: style.good } : { text: 'no', paint: style.bad };
}

/** From which error rate on a measurement is bad, steps with the same together: `step 2, 4: 5 %`. */
function seen(steps: readonly StepProof[]): string {
  const rates = steps.map((step): [string, string] => [
    step.detectableErrorRate === 'none' ? 'none' : known(step.detectableErrorRate, (rate) => `from ${percent(rate)}`),
    step.stepIndex === undefined ? '' : String(step.stepIndex + 1),
  ]);
  const groups = grouped(rates);
  if (groups.length === 0) return '-';
  return groups.length > MOST_RATES
    ? span(steps)
    : groups
        .map(([rate, names]) =>
          names.every((name) => name === '') || groups.length === 1 ? rate : `${rate}: step ${runs(names)}`,
        )
        .join('; ');
}

/** Rates that are told one by one; of more, people read the least and the largest. */
const MOST_RATES = 3;

function span(steps: readonly StepProof[]): string {
  const rated = steps.flatMap(({ detectableErrorRate: rate, stepIndex = 0 }) =>
    typeof rate === 'number' ? [{ rate, step: stepIndex + 1 }] : [],
  );
  const sorted = rated.sort((one, other) => one.rate - other.rate);
  const ends = [sorted[0], sorted.at(-1)].map((end) => (end ? `${percent(end.rate)} (step ${end.step})` : '-'));
  return `from ${ends.join(' to ')}${sorted.length < steps.length ? ', or none' : ''}`;
}

/** `2, 3, 4, 7` as `2-4, 7`. */
function runs(names: readonly string[]): string {
  const found: [first: string, last: string][] = [];
  for (const name of names) {
    const open = found.at(-1);
    if (open && Number(open[1]) + 1 === Number(name)) open[1] = name;
    else found.push([name, name]);
  }
  return found.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(', ');
}

/** Notes of all analyses, each once: those that share one are named together. */
function notesOn(proofs: readonly AnalysisProof[]): string[] {
  const notes = proofs.flatMap(notesOnOne);
  return grouped(notes.map((one) => [one.note, one])).map(([note, all]) =>
    paragraph(`${subjects(all, proofs)}: ${note}.`.replace(/\.\.$/, '.'), '  · '),
  );
}

interface Note {
  readonly analysis: string;
  /** Undefined where it is about the whole analysis. */
  readonly metric?: string;
  readonly note: string;
}

/** Whom a note is about: `watch, errors, latency; gate, errors`; an analysis alone where all of its metrics are meant. */
function subjects(notes: readonly Note[], proofs: readonly AnalysisProof[]): string {
  return grouped(notes.map((one) => [one.analysis, one]))
    .map(([analysis, own]) => {
      const metrics = [...new Set(own.flatMap(({ metric = [] }) => metric))];
      const all = new Set(
        proofs
          .filter((proof) => proof.analysis === analysis)
          .flatMap((proof) => proof.metrics.map(({ metric }) => metric)),
      );
      return metrics.length > 1 && metrics.length === all.size ? analysis : [analysis, ...metrics].join(', ');
    })
    .join('; ');
}

function notesOnOne({ analysis, canFail, why, metrics }: AnalysisProof): Note[] {
  const own = metrics.flatMap((metric) =>
    notesOnMetric(metric).map((note) => ({ analysis, metric: metric.metric, note })),
  );
  // what is said of a metric is not said of its analysis again
  const isSaid = metrics.some((metric) => why.includes(metric.why) || isNotKnown(metric.canFail));
  return canFail === true || isSaid ? own : [{ analysis, note: why }, ...own];
}

function notesOnMetric({ metric, why, canFail, power }: MetricProof): string[] {
  const said = why.startsWith(`${metric}: `) ? why.slice(metric.length + 2) : why;
  if (isNotKnown(power)) {
    // one thing that is not known is the reason for both
    const isSame = isNotKnown(canFail) && said.includes(power.unknown);
    return [...(isSame || said === '' ? [] : [said]), `power not known: ${power.unknown}`];
  }
  const { needed, overlaps } = power;
  return [
    ...(said === '' ? [] : [said]),
    ...(needed ? [enough(needed)] : []),
    ...(overlaps ? ['its windows overlap, so its chances are approximate'] : []),
  ];
}

function enough({
  power,
  factor,
  why,
  requestRate,
  requestsPerMeasurement,
  exposure,
  windowSeconds,
}: PowerNeeded): string {
  const goal = `power ${Number(power.toFixed(2))}`;
  if (factor === 'never') return `no number of requests gives ${goal}${why === undefined ? '' : `: ${why}`}`;
  const ways = [
    requestRate === undefined ? [] : `${amount(requestRate)} requests/s`,
    requestsPerMeasurement === undefined ? [] : `${whole(requestsPerMeasurement)} requests per measurement`,
    exposure === undefined ? [] : `an exposure of ${percent(exposure)}`,
    windowSeconds === undefined ? [] : `a window of ${duration(windowSeconds)}`,
  ].flat();
  return `${goal} takes ${amount(factor)} times the requests: ${ways.join(', or ')}`;
}
