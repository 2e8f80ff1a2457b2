import { createHash } from 'node:crypto';
import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';

/** Labels and annotations that Argo puts on pods of one role while they play it. */
export interface EphemeralMetadata {
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The duration as Go writes it: `1h30m`, `5m`, `45s`, `250ms`. Argo parses durations with Go's
 * `time.ParseDuration`, which knows no days: two days are `48h`.
 */
export function goDuration(duration: Duration): string {
  const ms = duration.toMilliseconds();
  const parts: [number, string][] = [
    [Math.floor(ms / 3_600_000), 'h'],
    [Math.floor(ms / 60_000) % 60, 'm'],
    [Math.floor(ms / 1000) % 60, 's'],
    [ms % 1000, 'ms'],
  ];
  const text = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n}${unit}`);
  return text.join('') || '0s';
}

/** Whole seconds; undefined stays undefined. */
export function seconds(duration: Duration | undefined): number | undefined {
  return duration?.toSeconds();
}

/**
 * An int, or a string ending in `%`. Argo's defaulting reads any other string as a percentage too (`"2"` is 2 %),
 * so no other string ever leaves this library.
 */
export function intOrPercent(value: PercentOrAbsolute | undefined): number | string | undefined {
  return value?.value as number | string | undefined;
}

/** True for a `Duration` of any copy of cdk8s; false for `"1d"` and other look-alikes that JavaScript lets through. */
export function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toMilliseconds' in value;
}

/** True for a `PercentOrAbsolute` of any copy of cdk8s-plus. */
export function isPercentOrAbsolute(value: unknown): value is PercentOrAbsolute {
  return typeof value === 'object' && value !== null && 'value' in value && 'isZero' in value;
}

/** Eight hex digits that change whenever the content changes, whatever the order of its keys. */
export function contentHash(content: unknown): string {
  const sorted = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('hex').slice(0, 8);
}

/** The path a construct will have: errors name it before the construct exists. */
export function pathOf(scope: Construct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}

/** The same metadata under another name. */
export function named(name: string, metadata?: ApiObjectMetadata): ApiObjectMetadata {
  return { ...metadata, name };
}

/** An object without the keys whose value is undefined; undefined if nothing is left. */
export function compact<T extends object>(object: T): T | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}
