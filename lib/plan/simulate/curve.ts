import type { ExposurePoint } from '../model/simulation';

/** A share of traffic by time: each value holds until the next. Before time 0 it is 0. */
export class Curve {
  private readonly times: number[] = [0];
  private readonly values: number[];
  /** Integral up to each time. */
  private readonly areas: number[] = [0];

  constructor(initial = 0) {
    this.values = [initial];
  }

  /** Time of the last change. */
  get changedAt(): number {
    return this.times[this.times.length - 1] ?? 0;
  }

  /** The last value. */
  get latest(): number {
    return this.values[this.values.length - 1] ?? 0;
  }

  /** Sets the value from `at` on. A change cannot come before one that is already there: it then comes with it. */
  set(at: number, value: number) {
    const last = this.times.length - 1;
    const lastAt = this.changedAt;
    if (value === this.latest) return;
    if (at <= lastAt) {
      this.values[last] = value;
      return;
    }
    this.areas.push((this.areas[last] ?? 0) + (at - lastAt) * this.latest);
    this.times.push(at);
    this.values.push(value);
  }

  /** The value at a time. */
  at(time: number): number {
    const index = this.indexAt(time);
    return index < 0 ? 0 : (this.values[index] ?? 0);
  }

  /** Area between two times. */
  area(from: number, to: number): number {
    return to <= from ? 0 : this.areaUntil(to) - this.areaUntil(from);
  }

  /** First time from `since` on at which it is above 0. */
  firstAboveZero(since = 0): number | undefined {
    for (let index = Math.max(0, this.indexAt(since)); index < this.times.length; index++) {
      if ((this.values[index] ?? 0) > 0) return Math.max(since, this.times[index] ?? 0);
    }
    return undefined;
  }

  /** Since when it is 0, if it is 0 at the end. */
  zeroSince(): number {
    return this.latest === 0 ? this.changedAt : Infinity;
  }

  /** The points up to a time, without repetitions, and one at `until`. */
  points(until: number): ExposurePoint[] {
    const points: ExposurePoint[] = [];
    this.times.forEach((atSeconds, index) => {
      const exposure = this.values[index] ?? 0;
      if (atSeconds <= until && points[points.length - 1]?.exposure !== exposure) points.push({ atSeconds, exposure });
    });
    if ((points[points.length - 1]?.atSeconds ?? until) < until)
      points.push({ atSeconds: until, exposure: this.at(until) });
    return points;
  }

  private areaUntil(time: number): number {
    const index = this.indexAt(time);
    if (index < 0) return 0;
    return (this.areas[index] ?? 0) + (time - (this.times[index] ?? 0)) * (this.values[index] ?? 0);
  }

  /** Index of the last point at or before a time. Mostly asked near the end, so it is looked for from there. */
  private indexAt(time: number): number {
    let high = this.times.length - 1;
    for (let near = 0; near < 8 && high >= 0; near++, high--) {
      if ((this.times[high] ?? 0) <= time) return high;
    }
    let low = -1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.times[middle] ?? 0) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
