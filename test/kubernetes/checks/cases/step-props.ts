import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { POD, sides } from './case';
import { smi, Strategy, type RolloutProps, type Step, type TrafficRouter } from '../../../../lib';

export const AT = 'spec.strategy.canary.steps';
export const fiveMinutes = Duration.minutes(5);

/** A canary without a router. */
export const basic = (...steps: readonly Step[]): RolloutProps => ({ ...POD, strategy: Strategy.canary({ steps }) });

/** A canary behind a router. */
export const behind = (router: TrafficRouter, scope: Construct, ...steps: readonly Step[]): RolloutProps => ({
  ...POD,
  strategy: Strategy.canary({ router, ...sides(scope), steps }),
});

/** A canary behind SMI. */
export const split = (scope: Construct, ...steps: readonly Step[]) => behind(smi(), scope, ...steps);
