/** Largest number the API takes: its counts are 32-bit. */
const LARGEST = 2_147_483_647;

/** True for a whole number from `least` to `most`. */
export function isWhole(value: unknown, least = 0, most = LARGEST): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
