import type { Check } from '../check';
import { isWhole } from '../whole';
import { CANARY, type CanarySubject, type StepParts } from './subject';

/** The analysis that runs beside the steps. */
export const backgroundChecks: readonly Check<CanarySubject>[] = [
  {
    id: 'starting-step',
    *find({ canary: { analysis, steps } }) {
      const { startingStep } = analysis ?? {};
      const last = (steps?.length ?? 0) - 1;
      if (startingStep !== undefined && !isWhole(startingStep, 0, Math.max(last, 0))) {
        yield {
          at: `${CANARY}.analysis.startingStep`,
          value: startingStep,
          what:
            last < 0
              ? 'there are no steps.'
              : `it must be the index of a step: a whole number from 0 to ${last} (the first step is 0).`,
          why: 'the analysis would never start, and the rollout would go on without it.',
          fix: 'leave it out: the analysis then starts with the first traffic of the canary.',
        };
      }
    },
  },
  {
    id: 'background-no-traffic',
    *find({ canary, routers, steps }) {
      // without router and steps it is a rolling update: traffic comes with the pods
      const listed = (canary.steps?.length ?? 0) > 0;
      if (canary.analysis && (listed || routers.length > 0) && !steps.some(({ step }) => givesTraffic(step))) {
        yield {
          at: `${CANARY}.analysis`,
          what: listed ? 'no step gives the canary traffic.' : 'there are no steps.',
          why: 'the canary gets all traffic only after the last step, when this analysis has been stopped: it judges nothing.',
          fix: 'add steps with a weight, such as Steps.exponential({ bake: Duration.minutes(5) }).',
        };
      }
    },
  },
];

function givesTraffic({ setWeight = 0, setHeaderRoute, setMirrorRoute, experiment, plugin }: StepParts): boolean {
  const routed = setHeaderRoute?.match ?? setMirrorRoute?.match ?? experiment ?? plugin;
  return setWeight > 0 || routed !== undefined;
}
