import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { Simulation, WorstMoment } from '../model/simulation';
import { run } from './run';

/** Moments tried before the search for the last one that is caught. */
const MOST_MOMENTS = 24;

/**
 * A fault does most harm when it begins right after a measurement: it is seen first by the next one, and needs
 * failureLimit + 1 of them (reference §2.3). All moments that differ are tried: after the first and the last
 * measurement of each stretch that saw the same exposure, and when the canary gets its first traffic.
 *
 * The simulation that comes back is the worst one that is caught. From `unguardedFromSeconds` to promotion no fault is
 * caught any more; it is found by halving, to the second.
 */
export function worstMoment(plan: Plan, given: Assumptions): Simulation {
  const scenario = { kind: 'worstMoment' } as const;
  const healthy = run(plan, { kind: 'healthy' }, given);
  const end = healthy.durationSeconds === 'never' ? Infinity : healthy.durationSeconds;
  const faultAt = (atSeconds: number) => run(plan, { kind: 'fault', atSeconds }, given);
  const caught = ({ detection, outcome }: Simulation) => detection !== undefined && outcome !== 'promoted';

  let worst: { at: number; simulation: Simulation } | undefined;
  let lastCaught = -Infinity;
  let firstMissed = end;
  for (const at of moments(healthy, end)) {
    const simulation = faultAt(at);
    if (caught(simulation)) {
      lastCaught = Math.max(lastCaught, at);
      if (!worst || harm(simulation) > harm(worst.simulation)) worst = { at, simulation };
    }
  }
  if (!worst) return { ...healthy, scenario, worstMoment: { unguardedFromSeconds: firstExposure(healthy) } };

  // a fault at the very end is always missed; look for where that begins
  while (Number.isFinite(firstMissed) && firstMissed - lastCaught > 1) {
    const middle = (lastCaught + firstMissed) / 2;
    const simulation = faultAt(middle);
    if (caught(simulation)) {
      lastCaught = middle;
      if (harm(simulation) > harm(worst.simulation)) worst = { at: middle, simulation };
    } else {
      firstMissed = middle;
    }
  }
  const worstMoment: WorstMoment = {
    faultAtSeconds: worst.at,
    unguardedFromSeconds: Number.isFinite(firstMissed) ? Math.ceil(firstMissed) : undefined,
  };
  return { ...worst.simulation, scenario, worstMoment };
}

function harm({ badWeightMinutes }: Simulation): number {
  return badWeightMinutes ?? 0;
}

function firstExposure(simulation: Simulation): number {
  return simulation.curve.find(({ exposure }) => exposure > 0)?.atSeconds ?? 0;
}

/** Moments after which the next measurements see something else, at most `MOST_MOMENTS` of them. */
function moments(healthy: Simulation, end: number): number[] {
  const from = firstExposure(healthy);
  const all = new Set([from]);
  for (const { measurements } of healthy.analyses) {
    for (const { atSeconds, everySeconds, times } of measurements) {
      all.add(atSeconds);
      all.add(atSeconds + (times - 1) * everySeconds);
    }
  }
  const sorted = [...all].filter((at) => at >= from && at < end).sort((one, other) => one - other);
  const stride = Math.max(1, sorted.length / MOST_MOMENTS);
  const some = new Set<number>();
  for (let index = 0; index < sorted.length; index += stride) some.add(sorted[Math.floor(index)] ?? from);
  const last = sorted[sorted.length - 1];
  if (last !== undefined) some.add(last);
  return [...some];
}
