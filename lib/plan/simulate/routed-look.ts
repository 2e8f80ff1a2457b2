import type { Settled } from '../model/settled';
import type { RoutedTraffic } from '../model/traffic';
import { routedReplicas, type PodSet } from '../replicas';
import { abortSteps, abortWeight } from './abort-weight';
import { enoughAvailable, fewestPods, type CanaryState, type Look } from './canary-state';
import type { Live } from './live';

/**
 * One look at a canary behind a router: first the weight, then stable, then the canary
 * (Argo v1.9.1 rollout/trafficrouting.go:161-360 and rollout/canary.go:446-481).
 */
export function routedLook(live: Live, state: CanaryState, router: Settled<RoutedTraffic>): Look {
  const { fresh, now } = live;
  if (fresh.available(now) > 0) live.podsAreUp();
  const { asked, met } = wantedCanary(live, state, router);

  const weightBefore = state.weight;
  const target = targetWeight(live, state, router, met);
  if (stableCanTake(live, state, state.maxWeight - target) && target !== state.weight) {
    state.weight = target;
    state.weightSince = now;
  }
  // an experiment may ask for more than the canary leaves
  const share = Math.min(1, (state.weight + state.experiment.canary) / state.maxWeight);
  if (share !== live.curve.latest) live.curve.set(now + live.given.routePropagationSeconds, share);

  const scaled =
    !live.haltedBy &&
    (router.dynamicStableScale
      ? scaleBoth(live, state, router, weightBefore)
      : scaleCanary(live, state, router, asked));
  if (scaled) live.progressAt = now;
  return { changed: scaled || state.weight !== weightBefore, met };
}

/**
 * Whether the router refuses a new weight because a version that gets traffic lacks pods. The look ends there: nothing is
 * judged, scaled or aborted (Argo v1.9.1 rollout/trafficrouting/istio/istio.go:385-408, rollout/canary.go:67-69; an
 * abort does not wait for the canary's pods).
 */
export function isStalled(live: Live, state: CanaryState, router: Settled<RoutedTraffic>): boolean {
  if (!router.stallsOnMissingPods) return false;
  const { stable, fresh, now } = live;
  const lacks = ({ desired, available }: PodSet) => available < desired;
  if (!lacks(stable.seen(now)) && (state.aborting || !lacks(fresh.seen(now)))) return false;
  const { met } = wantedCanary(live, state, router);
  // a weight that stable has no pods for is not even tried
  return stableCanTake(live, state, state.maxWeight - targetWeight(live, state, router, met));
}

/** Canary pods the step asks for, and whether they are there. */
function wantedCanary(live: Live, state: CanaryState, router: Settled<RoutedTraffic>) {
  const { canary } = routedReplicas({
    replicas: live.replicas,
    weight: state.weights[state.index] ?? 0,
    maxWeight: state.maxWeight,
    scale: state.scales[state.index],
    minPods: fewestPods(live, router),
    // weights do not bear on the canary here, but dynamicStableScale raises even an exact scale to the fewest pods
    dynamic: router.dynamicStableScale ? { stableWeight: 0, canaryWeight: 0, aborting: false } : undefined,
  });
  const met =
    enoughAvailable(live, state, live.fresh.seen(live.now), canary) &&
    (router.dynamicStableScale || live.stable.desired === live.replicas);
  return { asked: canary, met };
}

/** The weight the canary should have now. */
function targetWeight(live: Live, state: CanaryState, router: Settled<RoutedTraffic>, met: boolean): number {
  if (state.aborting) return abortWeight(live, state, router);
  if (live.fresh.available(live.now) === 0) return 0;
  // without steps the router is left alone until promotion
  if (state.strategy.steps.length === 0) return 0;
  return (met ? state.weights : state.weightsBefore)[state.index] ?? 0;
}

/** From 1.8.1 on the weight changes only while stable has the pods for its share. */
function stableCanTake(live: Live, state: CanaryState, weight: number): boolean {
  if (!live.behaviour.guardsStable) return true;
  const needed = Math.floor((weight * live.replicas) / state.maxWeight);
  const pods = live.stable.seen(live.now);
  return pods.available >= needed || enoughAvailable(live, state, pods, needed);
}

/** Stable keeps all its pods; the canary follows its weight, and after an abort goes if nobody keeps it. */
function scaleCanary(live: Live, state: CanaryState, router: Settled<RoutedTraffic>, asked: number): boolean {
  const { stable, fresh, now } = live;
  if (stable.scale(live.replicas, now)) return true;
  if (!state.aborting) return fresh.scale(asked, now);
  return keepsCanary(router, stable.available(now) >= live.replicas) ? false : fresh.scale(0, now);
}

/** With dynamicStableScale stable follows the weights of the look before, the canary those just set (canary.go:118-128). */
function scaleBoth(live: Live, state: CanaryState, router: Settled<RoutedTraffic>, weightBefore: number): boolean {
  const { stable, fresh, now } = live;
  const counts = (canaryWeight: number) =>
    routedReplicas({
      replicas: live.replicas,
      weight: state.aborting ? abortSteps(live, state, router) : (state.weights[state.index] ?? 0),
      maxWeight: state.maxWeight,
      scale: state.aborting ? undefined : state.scales[state.index],
      minPods: fewestPods(live, router),
      dynamic: {
        canaryWeight,
        stableWeight: state.maxWeight - canaryWeight - state.experiment.canary - state.experiment.stable,
        aborting: state.aborting,
      },
    });
  if (stable.scale(counts(weightBefore).stable, now)) return true;
  if (state.aborting && keepsCanary(router, stable.available(now) >= live.replicas)) return false;
  return fresh.scale(counts(state.weight).canary, now);
}

/**
 * Whether an abort leaves the canary's pods alone: for a while, unless stable grew with its weight and nobody asked for
 * a delay; with a delay it first waits for all of stable (rollout/replicaset.go:190-251).
 */
function keepsCanary(router: Settled<RoutedTraffic>, stableIsFull: boolean): boolean {
  const { seconds, explicit } = router.abortScaleDownDelay;
  if (seconds === 0) return false;
  return router.dynamicStableScale ? explicit && !stableIsFull : true;
}
