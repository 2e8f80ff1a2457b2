import type { PlanReport, Simulation } from '../../plan';
import { markup, type Html } from '../page/markup';
import { stepWords } from './steps';
import { scroll, table } from '../page/table';
import { percent, time } from '../page/words';

/** What the chart shows, as tables: the curve, the steps, the measurements. */
export function curveTables(report: PlanReport, simulation: Simulation): Html {
  return markup`<details class="data">
    <summary>The same as tables</summary>
    ${scroll('Curve, steps and measurements', [curve(simulation), steps(report, simulation), measurements(simulation)])}
  </details>`;
}

function curve({ curve: points }: Simulation): Html {
  return table({
    within: true,
    caption: 'Share of the traffic, from each moment on',
    columns: [
      { title: 'From', isNumber: true },
      { title: 'Share', isNumber: true },
    ],
    rows: points.map(({ atSeconds, exposure }) => [time(atSeconds), percent(exposure)]),
  });
}

function steps({ plan: { strategy } }: PlanReport, simulation: Simulation): Html | undefined {
  if (strategy.kind !== 'canary' || simulation.steps.length === 0) return undefined;
  return table({
    within: true,
    caption: 'Steps',
    columns: [
      { title: 'Step' },
      { title: 'Begins', isNumber: true },
      { title: 'Ends', isNumber: true },
      { title: 'Share at its end', isNumber: true },
    ],
    rows: simulation.steps.map(({ stepIndex, startSeconds, endSeconds, exposure }) => {
      const step = strategy.steps[stepIndex];
      const words = step ? `${stepIndex + 1}. ${stepWords(step)}` : 'final jump to 100 %';
      return [words, time(startSeconds), time(endSeconds ?? 'never'), percent(exposure)];
    }),
  });
}

function measurements({ analyses }: Simulation): Html | undefined {
  const rows = analyses.flatMap((span) =>
    span.measurements.map(({ metric, verdict, atSeconds, everySeconds, times, endless }) => [
      metric,
      time(atSeconds),
      endless ? 'without end' : times,
      times > 1 || endless ? time(everySeconds) : '–',
      verdict,
    ]),
  );
  if (rows.length === 0) return undefined;
  return table({
    within: true,
    caption: 'Measurements',
    columns: [
      { title: 'Metric' },
      { title: 'First', isNumber: true },
      { title: 'Times', isNumber: true },
      { title: 'Every', isNumber: true },
      { title: 'Verdict' },
    ],
    rows,
  });
}
