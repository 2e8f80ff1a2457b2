import type { PlanReport, Simulation } from '../../../plan';
import { resumedOf, simulationOf } from '../../sentences/scenarios';

/** What a chart shows beside its own curve, and over how much time. */
export interface View {
  readonly simulation: Simulation;
  /** Last moment the simulation says anything about. */
  readonly end: number;
  /** Seconds that the width stands for. */
  readonly domain: number;
  /** It neither ends nor goes on: what is drawn after `end` holds for ever. */
  readonly forever: boolean;
  /** Drawn behind, dashed. @default - there is nothing to compare with */
  readonly other?: { readonly simulation: Simulation; readonly words: string };
}

/** A comparison that is more than this many times longer is cut off, so that the curve stays readable. */
const MOST_TIMES_LONGER = 6;

/** The view of one scenario of a report. */
export function viewOf(report: PlanReport, simulation: Simulation): View {
  const end = endOf(simulation);
  const forever = simulation.durationSeconds === 'never';
  const other = otherThan(report, simulation);
  const wanted = Math.max(end * (forever ? 1.35 : 1.06), other ? endOf(other.simulation) * 1.04 : 0);
  const domain = Math.max(1, Math.min(wanted, Math.max(end, 1) * MOST_TIMES_LONGER));
  return { simulation, end, domain, forever, ...(other ? { other } : {}) };
}

/** The longest view of all scenarios: small pictures side by side share it. */
export function sharedDomain(views: readonly View[]): number {
  return Math.max(1, ...views.map(({ end, forever }) => end * (forever ? 1.2 : 1.02)));
}

/** Which scenario a page opens with: the one people fear most. */
export function startingView(views: readonly Pick<View, 'simulation'>[]): number {
  return Math.max(
    0,
    views.findIndex(({ simulation }) => simulation.scenario.kind === 'badFromStart'),
  );
}

function endOf({ curve, detection, durationSeconds, analyses }: Simulation): number {
  const last = curve.at(-1)?.atSeconds ?? 0;
  const decided = durationSeconds === 'never' ? 0 : durationSeconds;
  const measured = analyses.map((span) => span.endSeconds ?? span.startSeconds);
  return measured.reduce((most, at) => Math.max(most, at), Math.max(last, decided, detection?.atSeconds ?? 0));
}

function otherThan(report: PlanReport, simulation: Simulation): View['other'] {
  const resumed = resumedOf(report, simulation);
  if (resumed) return { simulation: resumed, words: 'if somebody resumes at once' };
  // a revert counts time from another moment
  if (['healthy', 'revert'].includes(simulation.scenario.kind)) return undefined;
  const good = simulationOf(report.simulations, 'healthy');
  return good?.outcome === 'promoted' ? { simulation: good, words: 'a good version' } : undefined;
}
