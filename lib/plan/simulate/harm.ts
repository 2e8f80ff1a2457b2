import type { Assumptions } from '../model/assumptions';
import type { Simulation } from '../model/simulation';
import type { Curve } from './curve';

/** The figures of a simulation that are areas under its curve. */
export type Harm = Pick<
  Simulation,
  'weightMinutes' | 'badWeightMinutes' | 'requestsServed' | 'badRequestsServed' | 'finalExposure'
>;

/** Exposure by time up to `until`. `badSince`: -Infinity if the version is bad all the time, Infinity if it is good. */
export function harmOf(curve: Curve, until: number, badSince: number, given: Assumptions): Harm {
  const seconds = curve.area(0, until);
  const badSeconds = badSince === Infinity ? undefined : curve.area(Math.max(0, badSince), until);
  const { requestRate } = given;
  return {
    weightMinutes: seconds / 60,
    badWeightMinutes: badSeconds === undefined ? undefined : badSeconds / 60,
    finalExposure: curve.latest,
    requestsServed: requestRate === undefined ? undefined : seconds * requestRate,
    badRequestsServed: requestRate === undefined || badSeconds === undefined ? undefined : badSeconds * requestRate,
  };
}
