import { reportOn, type Plan } from '../../../lib/plan';
import { analysis, canaryPlan, metric, NO_DELAYS, pause, plan, routed, setWeight } from '../../plan/plans';

/** The worked example: caught after 25 min, at 60 %, with 9 weight-minutes. */
export const worked = (identity?: Plan['identity']) =>
  reportOn(
    {
      ...canaryPlan({
        steps: [20, 40, 60, 80].flatMap((weight) => [setWeight(weight), pause(600)]),
        traffic: routed(),
        background: { analysis: analysis(metric({ intervalSeconds: 300, failureLimit: 3 })), startingStep: 2 },
      }),
      ...(identity ? { identity } : {}),
    },
    { ...NO_DELAYS, requestRate: 50 },
  );

/** One that waits for a person for ever. */
export const waiting = () => reportOn(canaryPlan({ steps: [setWeight(20), pause('indefinite')], traffic: routed() }));

/** One that is replaced pod by pod. */
export const rolling = () =>
  reportOn(plan({ strategy: { kind: 'rolling', maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } } }));
