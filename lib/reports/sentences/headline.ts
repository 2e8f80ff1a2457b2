import type { PlanReport, Simulation } from '../../plan';
import { requests, resumedOf, simulationOf } from './scenarios';
import { BECAUSE, place } from './verdict';
import { duration, percent } from '../../plan/words';
import { amount, points } from '../words';

/** What matters most about a rollout, in sentences: a bad version, a slightly worse one, a good one. */
export function headline(report: PlanReport): readonly string[] {
  const bad = simulationOf(report.simulations, 'badFromStart');
  const rise = simulationOf(report.simulations, 'errorRise');
  const good = simulationOf(report.simulations, 'healthy');
  return [
    ...(bad
      ? [`A version that fails ${requests(report.assumptions)} ${fate(report, bad)}${rising(report, rise)}.`]
      : []),
    ...(good ? [`A good one ${success(report, good)}.`] : []),
  ];
}

/** Exposure when the verdict fell, before the abort changed it, be it in the same moment. */
export function exposureWhenStopped({ curve, detection }: Simulation): number | undefined {
  if (!detection) return undefined;
  return curve.filter(({ atSeconds }) => atSeconds < detection.atSeconds).at(-1)?.exposure ?? 0;
}

function fate(report: PlanReport, simulation: Simulation): string {
  const { outcome, durationSeconds, reason } = simulation;
  switch (outcome) {
    case 'aborted': {
      const at = exposureWhenStopped(simulation);
      const where = at === undefined ? '' : ` at ${percent(at)}`;
      return `is stopped after ${duration(durationSeconds)}${where}, having served ${served(simulation)}`;
    }
    case 'promoted':
      return `is promoted after ${duration(durationSeconds)}: nothing stops it`;
    case 'stuck':
      return `stays at ${percent(simulation.finalExposure)} for ever${place(report, simulation)}, because ${BECAUSE[reason]}`;
    case 'paused': {
      const resumed = resumedOf(report, simulation);
      const then = resumed ? `; if somebody resumes it at once, it ${fate(report, resumed)}` : '';
      return `waits for a person${place(report, simulation)}, at ${percent(simulation.finalExposure)}${then}`;
    }
  }
}

function served({ weightMinutes, badWeightMinutes = weightMinutes }: Simulation): string {
  return badWeightMinutes === 0 ? 'nothing' : `${amount(badWeightMinutes)} weight-minutes`;
}

function rising({ riseNeedsRequestRate }: PlanReport, simulation: Simulation | undefined): string {
  // the same wait would only be told twice
  if (simulation?.scenario.kind !== 'errorRise' || simulation.outcome === 'paused') return '';
  const rise = `a rise of ${points(simulation.scenario.rise)}`;
  if (simulation.outcome === 'aborted') return `; ${rise} is caught after ${duration(simulation.durationSeconds)}`;
  return riseNeedsRequestRate
    ? `; whether ${rise} is caught depends on the request rate (--request-rate)`
    : `; ${rise} is not caught`;
}

function success(report: PlanReport, simulation: Simulation): string {
  const { outcome, durationSeconds, reason } = simulation;
  switch (outcome) {
    case 'promoted':
      return `is promoted after ${duration(durationSeconds)}`;
    case 'aborted':
      return `is stopped too, after ${duration(durationSeconds)}`;
    case 'stuck':
      return `never gets through: it is stuck${place(report, simulation)}, because ${BECAUSE[reason]}`;
    case 'paused': {
      const resumed = resumedOf(report, simulation);
      return `waits as well${resumed ? `; resumed at once, it ${success(report, resumed)}` : ''}`;
    }
  }
}
