import type { Detection, Reason, Scenario, Simulation } from '../../plan';
import { duration, percent, whole } from '../../plan/words';
import { amount, points } from '../words';
import type { Paint, Style } from './style';
import { table, type Cell, type Column } from './table';
import { paragraph } from './width';

/** A scenario in people's words. */
export function scenarioName(scenario: Scenario): string {
  if (scenario.kind === 'errorRise') return `errors +${points(scenario.rise)}`;
  if (scenario.kind === 'revert') return `revert after ${duration(scenario.afterSeconds)}`;
  if (scenario.kind === 'fault') return `fault at ${duration(scenario.atSeconds)}`;
  return NAMES[scenario.kind];
}

const NAMES: Readonly<Record<Exclude<Scenario['kind'], 'errorRise' | 'revert' | 'fault'>, string>> = {
  healthy: 'healthy',
  coldStart: 'cold start',
  badFromStart: 'bad from start',
  worstMoment: 'worst moment',
  crashLoop: 'crash loop',
  noData: 'no data',
  notANumber: 'not a number',
};

const REASONS: Readonly<Record<Reason, string>> = {
  completed: '-',
  analysis: 'analysis',
  deadline: 'deadline',
  indefinitePause: 'pause without end',
  inconclusive: 'inconclusive analysis',
  endlessAnalysis: 'analysis without end',
  endlessExperiment: 'experiment without end',
  experimentFailed: 'experiment without pods',
  missingPods: 'pods never available',
  neverSettles: 'weights never at rest',
  rollbackWindow: 'blue-green in its rollback window',
  frozen: 'spec.paused',
};

/** How a scenario ends and at which step: `aborted at step 3`. */
export function ending({ outcome, stepIndex }: Simulation, steps: number): string {
  if (stepIndex === undefined || outcome === 'promoted') return outcome;
  return `${outcome} at ${stepIndex >= steps ? 'the last jump' : `step ${stepIndex + 1}`}`;
}

/** How good an end is. */
export function paintOf({ outcome, scenario, badWeightMinutes }: Simulation, style: Style): Paint {
  if (outcome === 'paused' || outcome === 'stuck') return style.doubtful;
  const isBad = badWeightMinutes !== undefined || scenario.kind === 'crashLoop' || scenario.kind === 'worstMoment';
  return (outcome === 'aborted') === isBad ? style.good : style.bad;
}

/** All scenarios of a rollout, and what a table has no room for. */
export function scenarioTable(simulations: readonly Simulation[], steps: number, style: Style): string {
  const withRequests = simulations.some((one) => one.badRequestsServed !== undefined);
  const columns: Column[] = [
    { title: 'scenario', rank: 2 },
    { title: 'outcome', rank: 0 },
    { title: 'after', align: 'right', rank: 3 },
    { title: 'weight- minutes', align: 'right', rank: 3 },
    ...(withRequests ? [{ title: 'bad requests', align: 'right', rank: 3 } as const] : []),
    { title: 'detected in', align: 'right', rank: 3 },
    { title: 'zero exposure', align: 'right', rank: 3 },
    { title: 'full capacity', align: 'right', rank: 3 },
    { title: 'decided by', rank: 1 },
  ];
  const rows = simulations.map((one): Cell[] => [
    scenarioName(one.scenario),
    { text: ending(one, steps), paint: paintOf(one, style) },
    duration(one.durationSeconds),
    amount(one.badWeightMinutes ?? one.weightMinutes),
    ...(withRequests ? [one.badRequestsServed === undefined ? '-' : whole(one.badRequestsServed)] : []),
    one.detection ? duration(one.detection.secondsToDetect) : '-',
    one.rollback ? duration(one.rollback.secondsToZeroExposure) : '-',
    one.rollback ? duration(one.rollback.secondsToFullCapacity) : '-',
    one.detection?.by ?? REASONS[one.reason],
  ]);
  return [table(columns, rows, style.faint), ...notesOn(simulations).map((note) => paragraph(note, '  · '))].join('\n');
}

/** In full, which a column has no room for. */
function decider({ analysis = 'analysis', metric, measurement, verdict }: Detection): string {
  const name = metric === undefined || metric === analysis ? analysis : `${analysis} / ${metric}`;
  const which = measurement === undefined ? '' : `, measurement ${measurement}`;
  return `${name}${which}${verdict === undefined || verdict === 'Failed' ? '' : `: ${verdict}`}`;
}

function notesOn(simulations: readonly Simulation[]): string[] {
  const worst = simulations.find(({ worstMoment }) => worstMoment)?.worstMoment;
  const degraded = simulations.filter((one) => one.degradedAtSeconds !== undefined && one.outcome !== 'aborted');
  const kept = simulations.filter(
    (one) => one.outcome !== 'promoted' && one.outcome !== 'aborted' && one.finalExposure > 0,
  );
  const decided = simulations.flatMap(({ scenario, detection }): [string, string][] =>
    detection?.by === 'analysis' ? [[decider(detection), scenarioName(scenario)]] : [],
  );
  return [
    ...grouped(decided).map(([by, names]) => `${names.join(', ')}: decided by ${by}.`),
    ...(worst?.faultAtSeconds === undefined
      ? []
      : [`worst moment: the fault begins at ${duration(worst.faultAtSeconds)}.`]),
    ...(worst?.unguardedFromSeconds === undefined
      ? []
      : [`a fault from ${duration(worst.unguardedFromSeconds)} on is not caught before promotion.`]),
    ...degraded.map(
      (one) => `${scenarioName(one.scenario)}: marked Degraded at ${duration(one.degradedAtSeconds ?? 0)}.`,
    ),
    ...grouped(kept.map((one) => [percent(one.finalExposure), scenarioName(one.scenario)])).map(
      ([share, names]) => `${names.join(', ')}: ${share} of the traffic stays on the new version.`,
    ),
    ...new Set(simulations.flatMap(({ notCounted }) => notCounted.map((what) => `not counted: ${what}.`))),
  ];
}

/** Names by what they share, in order. */
export function grouped<T>(pairs: readonly (readonly [key: string, name: T])[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const [key, name] of pairs) groups.set(key, [...(groups.get(key) ?? []), name]);
  return [...groups];
}
