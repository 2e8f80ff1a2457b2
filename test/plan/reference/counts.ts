/** What is asked for and what is available, of both versions. */
export interface PodCounts {
  readonly canaryWanted: number;
  readonly canaryAvailable: number;
  readonly stableWanted: number;
  readonly stableAvailable: number;
}

interface Limits {
  readonly surge: number;
  readonly unavailable: number;
}

/** Canary and stable pods whose ratio is nearest to the weight; the first of equals wins. */
export function nearestRatio(replicas: number, weight: number, surge: number): [canary: number, stable: number] {
  if (replicas === 0) return [0, 0];
  const emptyIsFine = weight === 0 || weight === 100 || (replicas === 1 && surge === 0);
  const more = Math.ceil((replicas * weight) / 100);
  const less = Math.floor((replicas * weight) / 100);
  const options: [number, number][] = [];
  for (const total of surge > 0 ? [replicas, replicas + 1] : [replicas]) {
    const halfway = (total * (weight / 100)) % 1 === 0.5;
    if (total > replicas || more < replicas || emptyIsFine) options.push([more, total - more]);
    if (!halfway && (less > 0 || emptyIsFine)) options.push([less, total - less]);
  }
  let best: [number, number] = [0, replicas];
  let bestOff = Infinity;
  for (const [canary, stable] of options) {
    const off = Math.abs((canary * 100) / (canary + stable) - weight);
    if (off < bestOff) {
      best = [canary, stable];
      bestOff = off;
    }
  }
  return best;
}

/** One look at a canary without a router: pods are added and taken one by one while the limits allow it. */
export function nextPods(
  replicas: number,
  weight: number,
  { surge, unavailable }: Limits,
  pods: PodCounts,
): [number, number] {
  const [canaryGoal, stableGoal] = nearestRatio(replicas, weight, surge);
  let canary = pods.canaryWanted;
  let stable = pods.stableWanted;
  while (stable < stableGoal && canary + stable < replicas + surge) stable++;
  while (canary < canaryGoal && canary + stable < replicas + surge) canary++;

  const least = replicas - unavailable;
  const forward = canaryGoal >= pods.canaryWanted;
  const standing = (wanted: number, available: number) => Math.min(wanted, available);
  // of the version that gives way, pods count whether or not they are up
  let spare = forward
    ? standing(pods.canaryWanted, pods.canaryAvailable) + pods.stableWanted - least
    : pods.canaryWanted + standing(pods.stableWanted, pods.stableAvailable) - least;
  if (spare <= 0) return [canary, stable];
  if (forward) {
    for (; spare > 0 && stable > stableGoal && pods.stableWanted > stableGoal; spare--) stable--;
  } else {
    for (; spare > 0 && canary > canaryGoal && pods.canaryWanted > canaryGoal; spare--) canary--;
  }
  const most = replicas + surge;
  const trim = () => {
    // never over the top: the version that gains gives first, unless that costs pods that are up and needed
    let giving = forward ? stable : canary;
    let gaining = forward ? canary : stable;
    const gainingUp = forward ? pods.canaryAvailable : pods.stableAvailable;
    const givingUp = forward ? pods.stableAvailable : pods.canaryAvailable;
    while (giving + gaining > most) gaining--;
    const lost = Math.max(0, gainingUp - gaining);
    const missing = least - (Math.min(givingUp, giving) + Math.min(gainingUp, gaining));
    for (let back = 0; back < Math.min(lost, missing); back++) gaining++;
    while (giving + gaining > most) giving--;
    [canary, stable] = forward ? [gaining, giving] : [giving, gaining];
  };
  trim();
  return [canary, stable];
}

/** Pods for a weight out of a full one, rounded up. */
export function podsFor(replicas: number, weight: number, full: number): number {
  let pods = 0;
  while (pods * full < weight * replicas) pods++;
  return pods;
}
