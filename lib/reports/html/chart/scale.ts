/** A mark on the time axis. */
export interface Tick {
  readonly seconds: number;
  readonly label: string;
}

/** Distances between ticks that people count in. */
const DISTANCES = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

/** Ticks from 0 on: the smallest usual distance that gives at most `most`; all in one unit. */
export function ticks(domainSeconds: number, most = 8): readonly Tick[] {
  const enough = DISTANCES.find((distance) => domainSeconds / distance < most);
  const distance = enough ?? Math.ceil(domainSeconds / most / 604_800) * 604_800;
  const count = Math.floor(domainSeconds / distance) + 1;
  const [size, unit] = unitOf(distance);
  return Array.from({ length: count }, (_, index) => {
    const value = Number(((index * distance) / size).toFixed(1));
    // the unit once, at the first tick that is not 0
    return { seconds: index * distance, label: index === 1 ? `${value} ${unit}` : String(value) };
  });
}

/** Where a moment stands, in hundredths of the width, two digits after the point. */
export function across(seconds: number, domainSeconds: number): number {
  return round(Math.min(100, Math.max(0, (seconds / domainSeconds) * 100)));
}

/** Two digits are a tenth of a pixel on any screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function unitOf(distance: number): readonly [seconds: number, name: string] {
  if (distance < 60) return [1, 's'];
  if (distance < 3600) return [60, 'min'];
  return distance < 86_400 ? [3600, 'h'] : [86_400, 'd'];
}
