import { isUnknown } from '../model/known';
import { settle } from '../model/settled';
import { podsForWeight } from '../replicas/counts';
import { count, percent, stepName } from '../words';
import { canaryOf, resumedIn, type Found, type RemarkKind } from './remarkable';

/** Points between the weight asked for and the true share that tell clear cases from rounding (reference §7.6). */
const TOLERANCE = 0.1;

/** Without a router the share of traffic is whole pods. */
export const rounded: RemarkKind = {
  id: 'rounded-weight',
  severity: 'warning',
  title: 'a weight that whole pods cannot give',
  find: (on) => {
    const canary = canaryOf(on);
    const healthy = resumedIn(on, 'healthy');
    if (canary?.traffic.mode !== 'podShare') return [];
    return canary.steps.flatMap((step, stepIndex) => {
      const exposure = healthy?.steps.find((span) => span.stepIndex === stepIndex)?.exposure;
      if (step.kind !== 'setWeight' || exposure === undefined) return [];
      const asked = step.weight / 100;
      if (Math.abs(exposure - asked) <= TOLERANCE) return [];
      return [
        {
          stepIndex,
          what: `step ${stepIndex + 1} asks for ${percent(asked)} and gets ${percent(exposure)}.`,
          why: `there is no router, so the share is that of whole pods, of ${count(settle(on.plan).plan.replicas.desired, 'replica')}.`,
          fix: 'route the traffic, run more replicas, or ask for a share that they can give.',
        },
      ];
    });
  },
};

/** More traffic at once than one look at it can justify. */
const JUMP = 0.5;

/** Argo goes from the last weight to 100 % by itself, and promotes at once. */
export const jump: RemarkKind = {
  id: 'jump',
  severity: 'warning',
  title: 'half of all traffic or more at once, unwatched',
  find: (on) => {
    const { strategy } = on.plan;
    if (strategy.kind === 'rolling') return [];
    if (strategy.kind === 'blueGreen') {
      if (strategy.postPromotion) return [];
      const what = 'the switch takes all traffic from 0 to 100 % at once, and nothing looks at it afterwards.';
      return [{ what, why: AT_ONCE, fix: 'add a postPromotionAnalysis: it switches back.' }];
    }
    const canary = canaryOf(on);
    // without any step another remark says it all
    if (!canary || canary.steps.length === 0) return [];
    const last = canary.steps.length;
    const found: Found[] = [];
    let before = 0;
    canary.steps.forEach((step, stepIndex) => {
      if (step.kind !== 'setWeight') return;
      if (step.weight / 100 - before >= JUMP) found.push(jumped(stepIndex, last, before, step.weight / 100));
      before = step.weight / 100;
    });
    if (1 - before >= JUMP) found.push(jumped(last, last, before, 1));
    return found;
  },
};

const AT_ONCE = 'a fault that only shows under load meets everybody before anything can stop it.';

function jumped(stepIndex: number, steps: number, from: number, to: number): Found {
  const place = stepName(stepIndex, steps);
  return {
    stepIndex,
    what:
      stepIndex >= steps
        ? `after the last step all traffic follows at once, from ${percent(from)}.`
        : `${place} goes from ${percent(from)} to ${percent(to)} at once.`,
    why: AT_ONCE,
    fix: stepIndex >= steps ? 'add steps up to 100 %, with a pause or an analysis at each.' : 'add a step between.',
  };
}

/** `setCanaryScale` keeps fewer pods than the weight sends requests to. */
export const overloaded: RemarkKind = {
  id: 'overloaded',
  severity: 'warning',
  title: 'fewer canary pods than their weight needs',
  find: (on) => {
    const canary = canaryOf(on);
    if (canary?.traffic.mode !== 'routed') return [];
    const { maxWeight } = canary.traffic;
    const { desired } = settle(on.plan).plan.replicas;
    let pods: number | undefined;
    return canary.steps.flatMap((step, stepIndex) => {
      if (step.kind === 'setCanaryScale') {
        const { scale } = step;
        pods =
          'replicas' in scale
            ? scale.replicas
            : 'weight' in scale
              ? podsForWeight(desired, scale.weight, 100)
              : undefined;
      }
      if (step.kind !== 'setWeight' || pods === undefined) return [];
      const needed = podsForWeight(desired, step.weight, maxWeight);
      if (pods >= needed) return [];
      return [
        {
          stepIndex,
          what: `step ${stepIndex + 1} sends ${percent(step.weight / maxWeight)} of the traffic to ${count(pods, 'pod')} where ${needed} would be needed.`,
          why: 'the canary is overloaded, and what its analysis sees is the overload.',
          fix: 'add a setCanaryScale with matchTrafficWeight before it.',
        },
      ];
    });
  },
};

/** It is promoted with nobody having looked at it under all traffic. */
export const noSoak: RemarkKind = {
  id: 'no-soak',
  severity: 'info',
  title: 'no look at the new version under all traffic',
  find: (on) => {
    const { strategy } = on.plan;
    if (strategy.kind !== 'canary' || strategy.traffic.mode !== 'routed' || isUnknown(strategy.traffic.maxWeight))
      return [];
    const { maxWeight } = strategy.traffic;
    const full = strategy.steps.findIndex((step) => step.kind === 'setWeight' && step.weight === maxWeight);
    const watched = strategy.steps.slice(full + 1).some(({ kind }) => kind === 'pause' || kind === 'analysis');
    if (full >= 0 && watched) return [];
    return [
      {
        what: 'it is promoted as soon as it has all traffic.',
        why: 'a canary has no analysis after promotion, and the way back is then a release of its own.',
        fix: 'end with setWeight: 100 and a pause or an analysis: the old version still stands ready.',
      },
    ];
  },
};
