import type { Settled } from '../model/settled';
import type { RoutedTraffic } from '../model/traffic';
import { podsForWeight } from '../replicas';
import type { CanaryState } from './canary-state';
import type { Live } from './live';

/**
 * Weight an abort steps down to next. From 1.9 on, dynamicStableScale goes back through the steps: to the last setWeight
 * whose pods are fewer than the canary still has, or than stable lacks (reference §2.7, §7.2; Argo v1.9.1
 * utils/replicaset/canary.go:518-557). Everything else goes to 0.
 *
 * The canary's pods hold it up where they may not go: with an explicit abortScaleDownDelaySeconds (issue 4898) or
 * minPodsPerReplicaSet (issue 4841) it never ends. `head` bounds it by the weight instead; that is a reading of pull
 * request 4900's description, no upstream test was at hand.
 */
export function abortSteps(live: Live, state: CanaryState, router: Settled<RoutedTraffic>): number {
  const { behaviour, replicas, now } = live;
  if (!router.dynamicStableScale || !behaviour.abortsInReverseSteps) return 0;
  const held = behaviour.abortsByWeight
    ? podsForWeight(replicas, state.weight, state.maxWeight)
    : live.fresh.available(now);
  const pods = Math.max(replicas - live.stable.available(now), held);
  const next = state.weightsBackwards.find((weight) => podsForWeight(replicas, weight, state.maxWeight) < pods);
  return next ?? 0;
}

/**
 * Weight the router gets during an abort: 0 at once where stable kept its pods; else only what stable's available pods
 * allow, and never more than now (Argo v1.9.1 rollout/trafficrouting.go:362-396).
 */
export function abortWeight(live: Live, state: CanaryState, router: Settled<RoutedTraffic>): number {
  const { replicas, now } = live;
  if (!router.dynamicStableScale || replicas === 0) return 0;
  const stableWeight = Math.floor((state.maxWeight * live.stable.available(now)) / replicas);
  const next = abortSteps(live, state, router);
  if (next <= 0) return Math.min(Math.max(0, state.maxWeight - stableWeight), state.weight);
  return stableWeight < state.maxWeight - next ? state.weight : Math.min(next, state.weight);
}
