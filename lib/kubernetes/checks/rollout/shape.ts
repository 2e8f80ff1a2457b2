import type { Check } from '../check';
import { CANARY } from './subject';
import type { RolloutProps } from '../../rollout/props';

/** What all other checks rely on, and only JavaScript (or a cast) can get wrong: judged first. */
export const shapeChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'S7',
    *find({ strategy }) {
      if (!strategy?.canary && !strategy?.blueGreen) {
        yield {
          at: 'spec.strategy',
          what: 'there is no strategy.',
          why: 'Argo refuses a Rollout that does not say how a new version takes over.',
          fix: 'pass Strategy.canary({ ... }) or Strategy.blueGreen({ ... }).',
        };
      }
    },
  },
  {
    id: 'S8',
    *find({ strategy }) {
      if (strategy?.canary && strategy.blueGreen) {
        yield {
          at: 'spec.strategy',
          value: ['canary', 'blueGreen'],
          what: 'there are two strategies.',
          why: 'a new version takes over in one way: Argo refuses both at once.',
          fix: 'pass Strategy.canary({ ... }) or Strategy.blueGreen({ ... }), not an object with both.',
        };
      }
    },
  },
  {
    id: 'steps-list',
    *find({ strategy }) {
      const steps: unknown = strategy?.canary?.steps;
      if (steps !== undefined && !Array.isArray(steps)) {
        yield {
          at: `${CANARY}.steps`,
          value: steps,
          what: 'it is not a list.',
          why: 'steps are taken one after the other.',
          fix: 'pass a list, such as [Step.setWeight(10), Step.pause(Duration.minutes(5))] or Steps.linear({ bake }).',
        };
      }
    },
  },
];
