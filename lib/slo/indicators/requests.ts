import type { Counter, EventIndicator, Matcher, Slot, TestSeries } from '../indicator';
import { plain } from '../number';
import { ObjectiveError } from '../refusal';

/** Requests that one counter counts, with their outcome in a label. */
export interface Outcomes {
  readonly metric: string;
  readonly where: readonly Matcher[];
  /** Tells a failed request. */
  readonly failed: Matcher;
  /** A value of that label for tests, of a request that is fine and of one that failed. */
  readonly values: readonly [fine: string, failed: string];
  readonly slot: Slot;
  readonly counts?: Counter['counts'];
  readonly cloudWatch?: Readonly<Record<'total' | 'failed', Counter['cloudWatch']>>;
}

/** Requests and those that failed. */
export function outcomes({
  metric,
  where,
  failed,
  values,
  slot,
  counts = 'cumulative',
  cloudWatch,
}: Outcomes): EventIndicator {
  const count = (matchers: readonly Matcher[], inCloudWatch: Counter['cloudWatch']): Counter => ({
    metric,
    where: matchers,
    counts,
    ...(inCloudWatch && { cloudWatch: inCloudWatch }),
  });
  const series = (value: string, is: TestSeries['counts']): TestSeries => ({
    metric,
    labels: { ...labelsFor(where), [failed.label]: value },
    counts: is,
    delta: counts === 'delta',
  });
  return {
    kind: 'events',
    total: count(where, cloudWatch?.total),
    part: { is: 'bad', query: count([...where, failed], cloudWatch?.failed) },
    slot,
    series: [series(values[0], 'good'), series(values[1], 'bad')],
  };
}

/** Durations in the buckets of a classic histogram. */
export interface Durations {
  /** Name of the histogram, without `_bucket`. */
  readonly metric: string;
  readonly where: readonly Matcher[];
  /** Units of the buckets in a second: 1, or 1000 for milliseconds. */
  readonly perSecond: 1 | 1000;
  /** Bounds of the buckets in seconds. */
  readonly bucketSeconds: readonly number[];
  readonly slot: Slot;
}

/** Requests and those that took at most so many seconds. */
export function fastEnough(convention: string, histogram: Durations, thresholdSeconds: number): EventIndicator {
  const { metric, where, perSecond, bucketSeconds, slot } = histogram;
  if (!bucketSeconds.includes(thresholdSeconds)) {
    throw noSuchBucket(convention, thresholdSeconds, bucketSeconds);
  }
  const bound = `${plain(thresholdSeconds * perSecond)}`;
  const labels = labelsFor(where);
  return {
    kind: 'events',
    total: { metric: `${metric}_count`, where, counts: 'cumulative' },
    part: {
      is: 'good',
      query: { metric: `${metric}_bucket`, where: [...where, bucket(bound)], counts: 'cumulative' },
    },
    durations: perSecond === 1 ? 's' : 'ms',
    slot,
    series: [
      { metric: `${metric}_bucket`, labels: { ...labels, le: bound }, counts: 'good' },
      { metric: `${metric}_bucket`, labels: { ...labels, le: '+Inf' }, counts: 'total' },
      { metric: `${metric}_count`, labels, counts: 'total' },
    ],
  };
}

/** Prometheus 3 writes whole bounds as `1.0`, Prometheus 2 as the program does: `1`. */
function bucket(bound: string): Matcher {
  return bound.includes('.')
    ? { label: 'le', operator: '=', value: bound }
    : { label: 'le', operator: '=~', value: `${bound}(\\.0)?` };
}

function noSuchBucket(convention: string, asked: number, bounds: readonly number[]): ObjectiveError {
  const around = [bounds.filter((bound) => bound < asked).at(-1), bounds.find((bound) => bound > asked)];
  const nearest = around.filter((bound) => bound !== undefined);
  return new ObjectiveError(convention, [
    {
      rule: 'slo-bucket',
      at: 'thresholdSeconds',
      value: asked,
      what: bounds.length > 0 ? 'no bucket ends there.' : 'this convention counts no durations in buckets.',
      why: 'requests are counted in buckets, and how many took at most so long is known only at the bounds.',
      fix:
        bounds.length > 0
          ? `take ${nearest.join(' or ')}, or pass the bounds that your services really have as \`bucketSeconds\`.`
          : 'use Objective.ratio with a raw query.',
    },
  ]);
}

/** Labels that meet the matchers. A pattern is met by its first alternative, if that has no other signs in it. */
function labelsFor(where: readonly Matcher[]): Readonly<Record<string, string>> {
  const met = where.flatMap(({ label, operator, value }): [string, string][] => {
    if (operator === '=') {
      return [[label, value]];
    }
    return operator === '=~' ? [[label, (value.split('|')[0] ?? '').replace(/\.[+*]|\[[^\]]*\][+*]?/g, 'a')]] : [];
  });
  return Object.fromEntries(met);
}

/** `label="value"`. */
export function is(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}

/** `label=~"pattern"`. */
export function matches(label: string, value: string): Matcher {
  return { label, operator: '=~', value };
}

/** The label that a PodMonitor of ours carries over from the pod. */
export const POD_HASH_SLOT: Slot = { label: 'rollouts_pod_template_hash', by: 'hash' };

/** What all conventions take. */
export interface SignalsOptions {
  /** Further conditions on the labels of each series. @default - none */
  readonly where?: readonly Matcher[];
  /** Bounds of the duration buckets in seconds, where yours are not the usual ones. @default - those of the convention */
  readonly bucketSeconds?: readonly number[];
  /** Tells canary from stable. @default - that of the convention */
  readonly slot?: Slot;
}
