import { analysisProblems, argumentChecks } from './analyses';
import { backgroundChecks } from './background';
import { blueGreenChecks, type BlueGreenSubject } from './blue-green';
import { canaryPodChecks } from './canary-pods';
import { canaryRouterChecks } from './canary-router';
import { canaryServiceChecks } from './canary-services';
import { runChecks, type Check } from '../check';
import { durationChecks } from '../durations';
import { numberChecks } from './numbers';
import { percentChecks } from './percents';
import { podChecks } from './pod';
import { serviceChecks } from './services';
import { shapeChecks } from './shape';
import { specChecks } from './spec';
import { stepExperimentChecks } from './step-experiment';
import { stepMatchChecks } from './step-matches';
import { stepRouteChecks } from './step-routes';
import { stepWeightChecks } from './step-weight';
import { stepListChecks } from './steps';
import { strategyChecks } from './strategy';
import { canarySubject, type CanarySubject } from './subject';
import type { Problem } from '../../../errors';
import type { RolloutProps } from '../../rollout/props';
import { containersOf, routerRequest } from '../../rollout/service-wiring';

/** The checks of a Rollout by what they judge. */
export interface RolloutChecks {
  /** What the others rely on: if one of these fails, no other is asked. */
  readonly shape: readonly Check<RolloutProps>[];
  readonly spec: readonly Check<RolloutProps>[];
  readonly canary: readonly Check<CanarySubject>[];
  readonly blueGreen: readonly Check<BlueGreenSubject>[];
}

export const rolloutChecks: RolloutChecks = {
  shape: shapeChecks,
  spec: [
    ...numberChecks,
    ...specChecks,
    ...durationChecks,
    ...podChecks,
    ...strategyChecks,
    ...percentChecks,
    ...serviceChecks,
    ...argumentChecks,
  ],
  canary: [
    ...canaryServiceChecks,
    ...canaryRouterChecks,
    ...canaryPodChecks,
    ...stepListChecks,
    ...stepWeightChecks,
    ...stepRouteChecks,
    ...stepMatchChecks,
    ...stepExperimentChecks,
    ...backgroundChecks,
  ],
  blueGreen: blueGreenChecks,
};

/**
 * Everything that Argo would refuse in a Rollout, and everything that could never do what it says.
 *
 * @param checks the checks to ask: all of them, unless a test leaves one out
 */
export function checkRollout(props: RolloutProps, checks: RolloutChecks = rolloutChecks): readonly Problem[] {
  const shape = runChecks(checks.shape, props);
  if (shape.length > 0) {
    return shape;
  }
  const { canary, blueGreen } = props.strategy;
  return [
    ...runChecks(checks.spec, props),
    ...(canary ? canaryProblems(canarySubject(props, canary), checks.canary) : []),
    ...(blueGreen ? runChecks(checks.blueGreen, { props, blueGreen }) : []),
    ...analysisProblems(props),
  ];
}

function canaryProblems(subject: CanarySubject, checks: readonly Check<CanarySubject>[]): readonly Problem[] {
  const { props, canary, routers } = subject;
  // a name that is not given is made by the chart, later; no object has the empty name, so nothing clashes with it
  const request = routerRequest(props.metadata?.name ?? '', canary, containersOf(props));
  return [...runChecks(checks, subject), ...routers.flatMap((router) => router.problems(request))];
}
