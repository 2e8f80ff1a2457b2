import type { PlanReport, Simulation } from '../../plan';
import { exposureWhenStopped } from '../sentences/headline';
import { markup, name, type Html } from '../page/markup';
import { simulationOf } from '../sentences/scenarios';
import { table, type Cell } from '../page/table';
import { verdictOf } from '../sentences/verdict';
import { amount, percent, tied, time } from '../page/words';

/** A line for each rollout, with the way to it. Sorts by any column. */
export function overview(reports: readonly PlanReport[], ids: readonly string[]): Html {
  return table({
    caption: `${reports.length} rollouts`,
    sortable: true,
    mostRows: Infinity,
    columns: [
      { title: 'Rollout' },
      { title: 'Bad version' },
      { title: 'Caught after', isNumber: true },
      { title: 'At', isNumber: true },
      { title: 'Bad weight-min', isNumber: true },
      { title: '+1 point' },
      { title: 'Good version' },
      { title: 'Warnings', isNumber: true },
    ],
    rows: reports.map((report, index) => rowOf(report, ids[index] ?? '')),
  });
}

function rowOf({ plan: { identity }, simulations, remarks }: PlanReport, id: string) {
  const bad = simulationOf(simulations, 'badFromStart');
  const found = bad?.detection?.secondsToDetect;
  const at = bad && exposureWhenStopped(bad);
  const warnings = remarks.filter(({ severity }) => severity === 'warning').length;
  return [
    markup`<a href="#${id}">${name(identity.name, 120)}</a>`,
    outcome(bad),
    { shows: found === undefined ? 'never' : time(found), sortsBy: found ?? Number.MAX_SAFE_INTEGER },
    { shows: at === undefined ? '–' : percent(at), sortsBy: at ?? 2 },
    { shows: bad ? amount(bad.badWeightMinutes ?? 0) : '–', sortsBy: bad?.badWeightMinutes ?? 0 },
    outcome(simulationOf(simulations, 'errorRise')),
    outcome(simulationOf(simulations, 'healthy')),
    { shows: warnings, sortsBy: warnings },
  ];
}

const ORDER = { bad: 0, wait: 1, plain: 2, good: 3 } as const;

/** How a scenario ends, as a cell. */
export function outcome(simulation: Simulation | undefined): Cell {
  if (!simulation) return { shows: '–', sortsBy: 9 };
  const { tone, sign, words } = verdictOf(simulation);
  return {
    shows: markup`<span class="outcome ${tone}"><span aria-hidden="true">${sign}</span> ${tied(words)}</span>`,
    sortsBy: ORDER[tone],
  };
}
