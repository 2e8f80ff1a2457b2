import type { AnalysisProof, MetricProof, PowerNeeded, StepProof } from '../../plan';
import { amount, isNotKnown, known, percent, time, whole } from '../html/words';
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
  return [table(columns, rows, style.faint), ...proofs.flatMap(notesOn)].join('\n');
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
  return groups
    .map(([rate, names]) =>
      names.every((name) => name === '') || groups.length === 1 ? rate : `${rate}: step ${runs(names)}`,
    )
    .join('; ');
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

function notesOn(proof: AnalysisProof): string[] {
  const own = proof.canFail === true ? [] : [`${proof.analysis}: ${proof.why}.`];
  const notes = proof.metrics.flatMap((metric) => [...whyOf(metric, proof.why), ...powerNotes(metric)]);
  return [...new Set([...own, ...notes])].map((note) => paragraph(note.replace(/\.\.$/, '.'), '  · '));
}

function whyOf({ metric, why }: MetricProof, said: string): string[] {
  if (why === '' || why === said) return why === '' ? [] : [`${why}.`];
  return [why.startsWith(metric) ? `${why}.` : `${metric}: ${why}.`];
}

function powerNotes({ metric, power }: MetricProof): string[] {
  if (isNotKnown(power)) return [`${metric}: its power is not known for want of ${power.unknown}.`];
  const { needed, overlaps } = power;
  return [
    ...(needed ? [`${metric}: ${enough(needed)}.`] : []),
    ...(overlaps ? [`${metric}: its windows overlap, so its chances are approximate.`] : []),
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
    windowSeconds === undefined ? [] : `a window of ${time(windowSeconds)}`,
  ].flat();
  return `${goal} takes ${amount(factor)} times the requests: ${ways.join(', or ')}`;
}
