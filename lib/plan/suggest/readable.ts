/** A threshold with as many digits as stand in a manifest: its chances are computed from what that says. */
export function readable(threshold: number): number {
  return Number(threshold.toPrecision(4));
}
