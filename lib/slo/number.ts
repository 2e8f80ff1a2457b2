/** The number without the noise of binary fractions: 1 - 0.999 is 0.001, not 0.0010000000000000009. */
export function plain(value: number): number {
  return Number(value.toPrecision(12));
}

/** Minutes as Prometheus and Go write them: `5m`, `6h`, `3d`. */
export function span(minutes: number): string {
  const units: readonly [number, string][] = [
    [1440, 'd'],
    [60, 'h'],
    [1, 'm'],
  ];
  const [size, unit] = units.find(([size]) => minutes % size === 0) ?? [1 / 60, 's'];
  return `${plain(minutes / size)}${unit}`;
}

/** A fraction as people say it: 0.0144 is `1.44 %`. */
export function percent(fraction: number): string {
  return `${plain(fraction * 100)} %`;
}
