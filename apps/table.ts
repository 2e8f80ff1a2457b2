import Table from 'cli-table3';
import { duration, percent, type PlanReport, type Scenario } from 'stepgate/plan';

/** All the lines that cli-table3 would draw. */
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';

/** One line for each workload: how it is released, how long that takes, when a bad version is stopped and how it goes back. */
export function releases(reports: readonly PlanReport[]): string {
  return plainTable(
    ['service', 'strategy', 'steps', 'takes', 'bad one stopped', 'weight-min', 'back in'],
    reports.map((report) => {
      const bad = scenario(report, 'badFromStart');
      const back = bad?.rollback?.secondsToFullCapacity;
      const stopped = bad?.detection ? `after ${duration(bad.detection.atSeconds)}` : '';
      const reached =
        bad?.detection && bad.curve.findLast(({ atSeconds }) => atSeconds <= (bad.detection?.atSeconds ?? 0));
      return [
        report.plan.identity.name,
        strategyOf(report),
        stepsOf(report),
        duration(scenario(report, 'healthy')?.durationSeconds ?? 'never'),
        reached ? `${stopped}, at ${percent(reached.exposure)}` : 'never',
        bad?.badWeightMinutes === undefined || !bad.detection ? '' : bad.badWeightMinutes.toFixed(1),
        back === undefined ? '' : duration(back),
      ];
    }),
  );
}

/** Remarks on the plans, each with the services it is about. */
export function remarks(reports: readonly PlanReport[]): string {
  const about = new Map<string, string[]>();
  for (const { plan, remarks: found } of reports) {
    for (const id of new Set(found.filter(({ severity }) => severity === 'warning').map((remark) => remark.id))) {
      about.set(id, [...(about.get(id) ?? []), plan.identity.name]);
    }
  }
  return plainTable(
    ['to look at', 'in'],
    [...about].map(([id, names]) => [id, names.join(', ')]),
  );
}

function scenario({ simulations }: PlanReport, kind: Scenario['kind']) {
  return simulations.find((simulation) => simulation.scenario.kind === kind);
}

function strategyOf({ plan: { strategy } }: PlanReport): string {
  if (strategy.kind !== 'canary') return strategy.kind === 'blueGreen' ? 'blue-green' : 'rolling update';
  return ['canary', ...(strategy.traffic.mode === 'routed' ? strategy.traffic.routers : [])].join(', ');
}

function stepsOf({ plan: { strategy } }: PlanReport): string {
  const weights = (strategy.kind === 'canary' ? strategy.steps : []).flatMap((step) =>
    step.kind === 'setWeight' && typeof step.weight === 'number' ? step.weight : [],
  );
  return weights.length > 0 ? `${weights.join(' ')} %` : '';
}

function plainTable(head: string[], rows: string[][]): string {
  const table = new Table({
    head,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(BORDERS.split(' ').map((border) => [border, ''])),
  });
  table.push(...rows.map((cells) => cells.map((cell) => (cell === '' ? '-' : cell))));
  return table.toString().replace(/ +$/gm, '');
}
