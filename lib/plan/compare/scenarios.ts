import type { FigureChange, FigureName, FigureValue } from '../model/comparison';
import type { PlanReport } from '../model/report';
import type { Scenario } from '../model/scenario';
import type { Outcome, Simulation } from '../model/simulation';
import { changeOf, type Compared } from './figure';
import { decidedBy, endOf, scenarioName } from './scenario-words';

/** What a scenario is about: a version that should get through, one that should not, or measurements that tell nothing. */
type About = 'good' | 'bad' | 'blind';

const ABOUT: Readonly<Record<Scenario['kind'], About>> = {
  healthy: 'good',
  coldStart: 'good',
  badFromStart: 'bad',
  fault: 'bad',
  worstMoment: 'bad',
  errorRise: 'bad',
  crashLoop: 'bad',
  // whether silence should stop a release is a choice
  noData: 'blind',
  notANumber: 'blind',
  // it is the old, good version that is applied again
  revert: 'good',
};

/** Outcomes from the best to the worst. */
const BEST: Readonly<Record<Exclude<About, 'blind'>, readonly Outcome[]>> = {
  good: ['promoted', 'paused', 'aborted', 'stuck'],
  bad: ['aborted', 'paused', 'stuck', 'promoted'],
};

/** One report in one mood: with somebody who resumes what waits, or with nobody. */
interface Told {
  readonly simulations: readonly Simulation[];
  readonly steps: number;
  readonly requestRate?: number;
}

/** How the scenarios of a rollout changed; with a person who resumes it at once only where that says something new. */
export function scenarioChanges(before: PlanReport, after: PlanReport): FigureChange[] {
  const alone = changesIn(told(before, false), told(after, false), false);
  if (!before.resumed && !after.resumed) return alone;
  const said = new Set(alone.map(essence));
  const resumed = changesIn(told(before, true), told(after, true), true);
  return [...alone, ...resumed.filter((change) => !said.has(essence(change)))];
}

function told({ plan: { strategy }, assumptions, simulations, resumed }: PlanReport, atOnce: boolean): Told {
  return {
    simulations: (atOnce ? resumed : undefined) ?? simulations,
    steps: strategy.kind === 'canary' ? strategy.steps.length : 0,
    requestRate: assumptions.requestRate,
  };
}

function essence({ figure, spoken, subject }: FigureChange): string {
  return JSON.stringify([figure, subject.kind === 'scenario' && subject.scenario, spoken.before, spoken.after]);
}

function changesIn(before: Told, after: Told, resumed: boolean): FigureChange[] {
  const keyed = new Map(after.simulations.map((simulation) => [JSON.stringify(simulation.scenario), simulation]));
  return before.simulations.flatMap((was) => {
    const { scenario } = was;
    const is = keyed.get(JSON.stringify(scenario));
    if (!is) return [];
    const name = `${scenarioName(scenario)}${resumed ? ', resumed at once' : ''}`;
    return figuresOf(ABOUT[scenario.kind], was, is).flatMap(({ figure, value, better, both }) => {
      const [from, to] = [value(was, before), value(is, after)];
      // what one side lacks is said by the outcome
      if (both && (from === undefined || to === undefined)) return [];
      return changeOf({ figure, before: from, after: to, better }, { kind: 'scenario', scenario, resumed }, name);
    });
  });
}

/** A figure of a simulation. */
interface Reading {
  readonly figure: FigureName;
  readonly value: (simulation: Simulation, told: Told) => FigureValue | undefined;
  readonly better: Compared['better'];
  /** Compared only where both sides have it. @default false */
  readonly both?: boolean;
}

function figuresOf(about: About, was: Simulation, is: Simulation): Reading[] {
  const outcome: Reading = {
    figure: 'outcome',
    value: (one, { steps }) => endOf(one, steps),
    better: outcomeJudgement(about, was.outcome, is.outcome),
  };
  const stops = [was, is].some((one) => one.outcome === 'aborted');
  const duration: Reading = {
    figure: 'durationSeconds',
    value: ({ durationSeconds }) => durationSeconds,
    better: about === 'blind' || stops ? 'neither' : 'less',
  };
  switch (about) {
    case 'good':
      return was.scenario.kind === 'revert'
        ? [outcome, duration, ...HARM, ...WAY_BACK]
        : [outcome, duration, { figure: 'weightMinutes', value: (one) => one.weightMinutes, better: 'neither' }];
    case 'blind':
      return [outcome, { ...DETECTION, better: 'neither' }, duration, DECIDED_BY];
    case 'bad':
      return [outcome, DETECTION, ...HARM, ...WAY_BACK, ...(OWN[was.scenario.kind] ?? []), DECIDED_BY];
  }
}

const DETECTION: Reading = {
  figure: 'secondsToDetect',
  value: ({ detection, outcome }) => (detection && outcome !== 'promoted' ? detection.secondsToDetect : 'never'),
  better: 'less',
};

/** A bad version that stays does harm without end, whatever had come together when the simulation stopped. */
const HARM: readonly Reading[] = [
  {
    figure: 'badWeightMinutes',
    value: ({ finalExposure, badWeightMinutes }) => (finalExposure > 0 ? 'endless' : badWeightMinutes),
    better: 'less',
  },
  {
    figure: 'badRequests',
    value: ({ finalExposure, badRequestsServed }, { requestRate }) =>
      requestRate !== undefined && finalExposure > 0 ? 'endless' : badRequestsServed,
    better: 'less',
  },
  { figure: 'finalExposure', value: ({ finalExposure }) => finalExposure, better: 'less' },
];

const WAY_BACK: readonly Reading[] = (['secondsToZeroExposure', 'secondsToFullCapacity'] as const).map((figure) => ({
  figure,
  value: ({ rollback }) => rollback?.[figure],
  better: 'less',
  both: true,
}));

const DECIDED_BY: Reading = { figure: 'decidedBy', value: ({ detection }) => decidedBy(detection), better: 'neither' };

/** What only one scenario has. */
const OWN: Readonly<Partial<Record<Scenario['kind'], readonly Reading[]>>> = {
  worstMoment: [{ figure: 'secondsUnguarded', value: unguarded, better: 'less' }],
  crashLoop: [
    { figure: 'secondsToDegraded', value: ({ degradedAtSeconds }) => degradedAtSeconds ?? 'never', better: 'less' },
  ],
};

/** How long before promotion a fault is no longer caught. */
function unguarded({ worstMoment }: Simulation, { simulations }: Told): FigureValue {
  const from = worstMoment?.unguardedFromSeconds;
  if (from === undefined) return 0;
  const end = simulations.find(({ scenario }) => scenario.kind === 'healthy')?.durationSeconds ?? 'never';
  return end === 'never' ? 'endless' : Math.max(0, end - from);
}

function outcomeJudgement(about: About, was: Outcome, is: Outcome): Compared['better'] {
  if (about === 'blind' || was === is) return 'different';
  const best = BEST[about];
  return best.indexOf(is) < best.indexOf(was) ? 'better' : 'worse';
}
