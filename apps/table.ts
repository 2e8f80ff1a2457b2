import { duration, percent, type PlanReport, type Scenario, type Seconds, REMARKS } from 'stepgate/plan';
import { plainTable } from './plain-table';

/** One line for each workload: how it is released, how long that takes, when a bad version is stopped and how it goes back. */
export function releases(reports: readonly PlanReport[]): string {
  return plainTable(
    ['service', 'strategy', 'steps, %', 'takes', 'bad one stopped', 'back in'],
    reports.map((report) => {
      const bad = scenario(report, 'badFromStart');
      const { secondsToZeroExposure: zero, secondsToFullCapacity: full } = bad?.rollback ?? {};
      const at = bad?.detection?.atSeconds;
      const reached = at === undefined ? undefined : bad?.curve.findLast(({ atSeconds }) => atSeconds < at);
      return [
        report.plan.identity.name,
        strategyOf(report),
        stepsOf(report),
        duration(scenario(report, 'healthy')?.durationSeconds ?? 'never'),
        at === undefined ? 'never' : `${duration(at)}, at ${percent(reached?.exposure ?? 0)}`,
        zero === undefined || full === undefined ? '' : duration(later(zero, full)),
      ];
    }),
  );
}

/** Remarks on the plans, each with the services it is about. */
export function remarks(reports: readonly PlanReport[]): string {
  const earning = (id: string) =>
    reports.filter(({ remarks: all }) => all.some((one) => one.id === id)).map(({ plan }) => plan.identity.name);
  const rows = REMARKS.filter(({ severity }) => severity === 'warning').map(({ id }) => [id, earning(id).join(', ')]);
  return plainTable(
    ['to look at', 'in'],
    rows.filter(([, names]) => names !== ''),
  );
}

/** Gone and replaced. */
function later(one: Seconds, other: Seconds): Seconds {
  return one === 'never' || other === 'never' ? 'never' : Math.max(one, other);
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
  return weights.join(' ');
}
