import type { AnalysisProof, MetricProof, PlanReport, StepProof } from '../../plan';
import { markup, name, type Content, type Html } from '../page/markup';
import { table } from '../page/table';
import { isNotKnown, percent, points, time, whole } from '../page/words';

/** What can be said of each analysis before it runs. */
export function analyses({ proofs }: PlanReport): Html {
  if (proofs.length === 0) {
    return markup`<p class="none">
      No analysis judges this rollout: a bad version that starts and stays up is not noticed.
    </p>`;
  }
  return markup`${table({
    caption: 'Analyses, metric by metric',
    columns: [
      { title: 'Metric' },
      { title: 'Can it fail?' },
      { title: 'Sees an error rate from' },
      { title: 'Power' },
      { title: 'False alarms' },
      { title: 'What would be enough' },
    ],
    rows: proofs.flatMap((proof) =>
      proof.metrics.length === 0
        ? [[named(proof), [mark(proof.canFail), ' ', proof.why], '–', '–', '–', '–']]
        : proof.metrics.map((metric) => rowOf(proof, metric)),
    ),
  })}`;
}

function rowOf(proof: AnalysisProof, metric: MetricProof): readonly Content[] {
  return [named(proof, metric), [mark(metric.canFail), ' ', metric.why], sees(metric.steps), ...chances(metric)];
}

const ROLES: Readonly<Record<AnalysisProof['role'], string>> = {
  background: 'in the background',
  step: 'as a step',
  prePromotion: 'before promotion',
  postPromotion: 'after promotion',
  experiment: 'in an experiment',
};

function named({ analysis, role, stepIndex }: AnalysisProof, metric?: MetricProof): Html {
  const where = stepIndex === undefined ? '' : `, ${role === 'background' ? 'from ' : ''}step ${stepIndex + 1}`;
  return markup`${name(metric?.metric ?? analysis, 80)}<small>${name(analysis, 80)}, ${ROLES[role]}${where}</small>`;
}

function mark(canFail: MetricProof['canFail']): Html {
  if (isNotKnown(canFail)) return markup`<b class="tag wait">? unknown</b>`;
  return canFail ? markup`<b class="tag good">✓ yes</b>` : markup`<b class="tag bad">✕ no</b>`;
}

/** Steps in a row that see the same are one line. */
function sees(steps: readonly StepProof[]): Content {
  const lines: { from?: number; to?: number; what: string }[] = [];
  for (const step of steps) {
    const what = seen(step);
    const last = lines.at(-1);
    if (last?.what === what && step.stepIndex !== undefined) last.to = step.stepIndex;
    else if (step.stepIndex === undefined) lines.push({ what });
    else lines.push({ from: step.stepIndex, to: step.stepIndex, what });
  }
  const shown = lines.slice(0, 12).map(({ from, to, what }) => markup`<li>${stepsNamed(from, to)}${what}</li>`);
  return lines.length === 0
    ? '–'
    : markup`<ul>
        ${shown}${lines.length > 12 && markup`<li>… and ${lines.length - 12} more</li>`}
      </ul>`;
}

function stepsNamed(from: number | undefined, to: number | undefined): string {
  if (from === undefined || to === undefined) return '';
  return from === to ? `step ${from + 1}: ` : `steps ${from + 1}–${to + 1}: `;
}

function seen({ detectableErrorRate, exposure, requestsPerMeasurement }: StepProof): string {
  const of = requestsPerMeasurement === undefined ? '' : `, ${whole(requestsPerMeasurement)} requests a look`;
  const share = ` at ${percent(exposure)}${of}`;
  if (detectableErrorRate === 'none') return `nothing, not even if every request fails,${share}`;
  return isNotKnown(detectableErrorRate) ? `unknown${share}` : `${percent(detectableErrorRate)}${share}`;
}

function chances({ power }: MetricProof): readonly Content[] {
  if (isNotKnown(power)) return [markup`unknown<small>${power.unknown}</small>`, '–', '–'];
  const about = power.overlaps ? 'about ' : '';
  return [
    markup`${about}${percent(power.power)}<small>to stop a version that fails ${points(power.rise)} more</small>`,
    markup`${about}${percent(power.falseAlarm)}<small>to stop a good version</small>`,
    enough(power.needed),
  ];
}

function enough(needed: Exclude<MetricProof['power'], { unknown: string }>['needed']): Content {
  if (!needed) return 'it is';
  if (needed.factor === 'never') return `no number of requests${needed.why === undefined ? '' : `: ${needed.why}`}`;
  const ways = [
    needed.requestRate !== undefined && `${whole(needed.requestRate)} requests/s`,
    needed.requestsPerMeasurement !== undefined && `${whole(needed.requestsPerMeasurement)} requests a look`,
    needed.exposure !== undefined && `a share of ${percent(needed.exposure)}`,
    needed.windowSeconds !== undefined && `a window of ${time(needed.windowSeconds)}`,
  ].filter((way) => way !== false);
  return markup`for ${percent(needed.power)}: ${ways.join(', or ')}`;
}
