import type { Assumptions, PlanReport, Scenario, Simulation } from '../../plan';
import { duration, percent } from '../../plan/words';
import { points } from '../words';

/** The name of a scenario, short enough for a switch. */
export function scenarioName(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'healthy':
      return 'Good version';
    case 'coldStart':
      return 'Good, but cold start';
    case 'badFromStart':
      return 'Bad from the start';
    case 'fault':
      return `Breaks after ${duration(scenario.atSeconds)}`;
    case 'worstMoment':
      return 'Breaks at the worst moment';
    case 'errorRise':
      return `Errors rise by ${points(scenario.rise)}`;
    case 'crashLoop':
      return 'Crash loop';
    case 'noData':
      return 'Metrics return nothing';
    case 'notANumber':
      return 'Metrics return NaN';
    case 'revert':
      return 'Reverted by hand';
  }
}

/** What happens in a scenario, in a sentence. */
export function scenarioStory(scenario: Scenario, assumptions: Assumptions): string {
  switch (scenario.kind) {
    case 'healthy':
      return 'The new version is good, and every measurement says so.';
    case 'coldStart':
      return 'The new version is good; metrics that need its traffic have no data until there is some.';
    case 'badFromStart':
      return `The new version fails ${requests(assumptions)} from its first request on.`;
    case 'fault':
      return `After ${duration(scenario.atSeconds)} the new version begins to fail ${requests(assumptions)}.`;
    case 'worstMoment':
      return `The new version begins to fail ${requests(assumptions)} at the moment that does most harm and is still caught.`;
    case 'errorRise':
      return `The new version fails ${points(scenario.rise)} more of its requests than the old one, which fails ${percent(assumptions.baselineErrorRate)}. Measurements are taken without noise; the chances are in the table of analyses.`;
    case 'crashLoop':
      return 'Pods of the new version never become available.';
    case 'noData':
      return 'The new version is good, but metrics that need traffic return nothing at all.';
    case 'notANumber':
      return 'The new version is good, but metrics that need traffic return NaN.';
    case 'revert':
      return `The new version was promoted and is bad; ${duration(scenario.afterSeconds)} later somebody applies the old one again. Time counts from that moment, and the curve is what the bad version still serves.`;
  }
}

/** How much a bad version fails. */
export function requests({ badErrorRate }: Assumptions): string {
  return badErrorRate >= 1 ? 'every request' : `${percent(badErrorRate)} of its requests`;
}

/** The moment from which the version is bad. Nothing where it is good. */
export function badFrom({ scenario, worstMoment }: Simulation): number | undefined {
  switch (scenario.kind) {
    case 'badFromStart':
    case 'errorRise':
    case 'crashLoop':
    case 'revert':
      return 0;
    case 'fault':
      return scenario.atSeconds;
    case 'worstMoment':
      return worstMoment?.faultAtSeconds ?? worstMoment?.unguardedFromSeconds;
    case 'healthy':
    case 'coldStart':
    case 'noData':
    case 'notANumber':
      return undefined;
  }
}

/** The simulation of one kind of scenario. */
export function simulationOf(simulations: readonly Simulation[] | undefined, kind: Scenario['kind']) {
  return simulations?.find(({ scenario }) => scenario.kind === kind);
}

/** The same scenario, if a person resumes at once whatever waits for one; only where that makes a difference. */
export function resumedOf(report: PlanReport, { scenario, outcome }: Simulation): Simulation | undefined {
  return outcome === 'paused' ? simulationOf(report.resumed, scenario.kind) : undefined;
}
