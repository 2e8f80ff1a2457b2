/** Largest number the API takes: its counts are 32-bit. */
const LARGEST = 2_147_483_647;

/** True for a whole number from `least` up that the API takes. */
export function isWhole(value: unknown, least = 0): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= LARGEST;
}
