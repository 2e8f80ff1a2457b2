import type { Analysis } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { Step } from '../model/step';
import type { Cost, SuggestedObjective } from '../model/suggestion';
import { simulate } from '../simulate';
import { gateAt } from './gate';
import { outrightFailure } from './outright';

/** A plan and what it takes. */
export interface Candidate {
  readonly plan: Plan;
  readonly cost: Cost;
  readonly power: number;
  readonly falseAlarm: number;
}

/**
 * A plan that judges the new version at each weight before it goes on, the last time with all traffic. Every gate alone
 * sees the rise with the power asked for; the false alarms of all gates together stay within what is allowed.
 * Undefined if a gate cannot be that sure.
 */
export function candidate(
  weights: readonly number[],
  replicas: number,
  objective: Required<SuggestedObjective>,
  given: Assumptions & { readonly requestRate: number },
): Candidate | undefined {
  const perGate = objective.falseAlarm / weights.length;
  const steps: Step[] = [];
  let power = 1;
  let quiet = 1;
  for (const weight of weights) {
    const gate = gateAt(weight, objective, perGate, given);
    if (!gate) return undefined;
    const analysis = { name: `at-${weight}-percent`, templates: [`at-${weight}-percent`], metrics: [gate.metric] };
    steps.push({ kind: 'setWeight', weight }, { kind: 'analysis', analysis });
    power = Math.min(power, gate.power);
    quiet *= 1 - gate.falseAlarm;
  }
  const plan = planOf(steps, replicas, outrightFailure(objective, given));
  const cost = costOf(plan, objective.rise, given);
  return cost && { plan, cost, power, falseAlarm: 1 - quiet };
}

/** What a plan takes; undefined if it does not do what it is made for. */
function costOf(plan: Plan, rise: number, given: Assumptions): Cost | undefined {
  const good = simulate(plan, { kind: 'healthy' }, given);
  const bad = simulate(plan, { kind: 'errorRise', rise }, given);
  if (good.outcome !== 'promoted' || good.durationSeconds === 'never' || bad.outcome !== 'aborted' || !bad.detection) {
    return undefined;
  }
  return {
    detectionSeconds: bad.detection.secondsToDetect,
    weightMinutes: bad.badWeightMinutes ?? 0,
    totalSeconds: good.durationSeconds,
  };
}

function planOf(steps: readonly Step[], replicas: number, background: Analysis): Plan {
  return {
    identity: { name: 'suggested', kind: 'Plan' },
    replicas: { desired: replicas },
    minReadySeconds: 0,
    progressDeadline: { seconds: 600, aborts: true },
    paused: false,
    rollbackWindowRevisions: 1,
    revisionHistoryLimit: 10,
    strategy: {
      kind: 'canary',
      steps,
      // from the first pause for traffic on: before, there is nothing to see
      background: { analysis: background, startingStep: 1 },
      maxSurge: { percent: 25 },
      maxUnavailable: 0,
      traffic: {
        mode: 'routed',
        routers: [],
        maxWeight: 100,
        dynamicStableScale: false,
        verifiesWeight: false,
        stallsOnMissingPods: false,
        pingPong: false,
        scaleDownDelaySeconds: 30,
        abortScaleDownDelay: { seconds: 30, explicit: false },
      },
    },
  };
}
