import type { Metric } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import { isUnknown } from '../model/known';
import type { SuggestedObjective } from '../model/suggestion';
import type { Settled } from '../model/settled';
import { normalQuantile } from '../prove/normal';
import { powerOf } from '../prove/power';
import { requestsForPower } from '../prove/sample-size';
import { readable } from './readable';

/** A metric that is measured once, and its chances. */
export interface Gate {
  readonly metric: Settled<Metric>;
  readonly power: number;
  readonly falseAlarm: number;
}

/** How often a window is made longer before it is given up; each time by a tenth. */
const MOST_TRIES = 60;

/** How much stricter the threshold is made at a time, in standard errors, and how often. */
const STRICTER = 0.05;
const MOST_STRICT = 60;

/** A window no longer than this is too short for a metrics backend to fill. */
const SHORTEST_WINDOW_SECONDS = 30;

/**
 * The metric that sees a rise at one weight with one measurement: new against old version while both serve, the error
 * rate against its baseline once nothing but the new one does. The window starts from the formula for the number of
 * requests, and grows until exact chances bear it out. Undefined if no window does.
 */
export function gateAt(
  weight: number,
  objective: Required<SuggestedObjective>,
  falseAlarm: number,
  given: Assumptions & { readonly requestRate: number },
): Gate | undefined {
  const exposure = weight / 100;
  const baseline = given.baselineErrorRate;
  const { rise, power } = objective;
  const needed = requestsForPower({
    baseline,
    rise,
    stablePerCanary: exposure < 1 ? (1 - exposure) / exposure : Infinity,
    falseAlarm,
    power,
  });
  let seconds = Math.max(SHORTEST_WINDOW_SECONDS, needed / (given.requestRate * exposure));
  for (let tries = 0; tries < MOST_TRIES; tries++, seconds *= 1.1) {
    const gate = gateOver(Math.ceil(seconds), exposure, objective, falseAlarm, given);
    if (gate && gate.power >= power) return gate;
  }
  return undefined;
}

/**
 * The gate over a window with the lowest threshold that is quiet enough. Few errors are skewed to the right: the
 * threshold of the normal distribution alone gives more false alarms than it says.
 */
function gateOver(
  windowSeconds: number,
  exposure: number,
  { rise }: Required<SuggestedObjective>,
  falseAlarm: number,
  given: Assumptions & { readonly requestRate: number },
): Gate | undefined {
  const requests = windowSeconds * given.requestRate * exposure;
  let z = normalQuantile(1 - falseAlarm);
  for (let tries = 0; tries < MOST_STRICT; tries++, z += STRICTER) {
    const metric = metricOf(exposure, windowSeconds, requests, z, given.baselineErrorRate);
    const chances = powerOf(metric, [{ exposure, measurements: 1 }], given, { rise, power: 0 });
    if (isUnknown(chances)) return undefined;
    if (chances.falseAlarm <= falseAlarm) return { metric, power: chances.power, falseAlarm: chances.falseAlarm };
  }
  return undefined;
}

function metricOf(
  exposure: number,
  windowSeconds: number,
  requests: number,
  z: number,
  baseline: number,
): Settled<Metric> {
  // requests of the old version are those that the new one leaves; without any, the baseline is a number
  const perRequest = 1 + (exposure < 1 ? exposure / (1 - exposure) : 0);
  const rise = z * Math.sqrt((baseline * (1 - baseline) * perRequest) / requests);
  const threshold = readable(exposure < 1 ? rise : baseline + rise);
  return {
    name: exposure < 1 ? 'error-rate-rise' : 'error-rate',
    initialDelaySeconds: windowSeconds,
    count: 1,
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    consecutiveSuccessLimit: 0,
    dryRun: false,
    verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Inconclusive' },
    scope: 'canary',
    needsTraffic: true,
    lookBackSeconds: windowSeconds,
    judged: { quantity: exposure < 1 ? 'errorRateRise' : 'errorRate', threshold },
  };
}
