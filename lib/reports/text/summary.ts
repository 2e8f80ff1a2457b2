import type { PlanReport, Scenario } from '../../plan';
import { count, duration } from '../../plan/words';
import { amount } from '../words';
import { nameOf, stepsIn, strategyOf } from './rollout';
import { ending, paintOf } from './scenarios';
import type { Style } from './style';
import { table, type Cell } from './table';

/** One line for each of many rollouts. */
export function summary(reports: readonly PlanReport[], style: Style): string {
  const columns = [
    { title: 'rollout', rank: 0 },
    { title: 'strategy', rank: 1 },
    { title: 'healthy', align: 'right', rank: 3 },
    { title: 'bad from start', rank: 2 },
    { title: 'bad weight- minutes', align: 'right', rank: 3 },
    { title: 'zero exposure', align: 'right', rank: 3 },
    { title: 'warnings', align: 'right', rank: 3 },
  ] as const;
  const rows = reports.map((report) => rowOf(report, style));
  const made = table(columns, rows, style.faint, 2);
  return `${style.heading(count(reports.length, 'rollout'))}\n${made}`;
}

function rowOf(report: PlanReport, style: Style): Cell[] {
  const { plan, simulations, remarks } = report;
  const of = (kind: Scenario['kind']) => simulations.find(({ scenario }) => scenario.kind === kind);
  const [healthy, bad] = [of('healthy'), of('badFromStart')];
  return [
    nameOf(plan),
    strategyOf(plan),
    healthy ? duration(healthy.durationSeconds) : '-',
    bad ? { text: ending(bad, stepsIn(plan)), paint: paintOf(bad, style) } : '-',
    bad ? amount(bad.badWeightMinutes ?? bad.weightMinutes) : '-',
    bad?.rollback ? duration(bad.rollback.secondsToZeroExposure) : '-',
    String(remarks.filter(({ severity }) => severity === 'warning').length),
  ];
}
