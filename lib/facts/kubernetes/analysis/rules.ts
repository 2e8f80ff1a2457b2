import type { Metric } from '../../../plan/model/analysis';
import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import { patternFault } from '../../../promql';
import type { Field } from '../field';
import { unknownIn } from '../marks';
import { simplePattern } from '../pattern';
import { countIn, secondsIn } from './counts';

/**
 * Why Argo makes an Error of an analysis as soon as it starts, in the words of its validation (utils/analysis/factory.go
 * ValidateMetrics). The metrics are as they stand once arguments are put in.
 */
export function ruleAgainst(
  metrics: readonly { readonly metric: Pick<Metric, 'name'>; readonly refused?: string }[],
): string | undefined {
  if (metrics.length === 0) {
    return 'no metrics specified';
  }
  const names = new Set<string>();
  for (const [index, { metric, refused }] of metrics.entries()) {
    const { name } = metric;
    const wrong = names.has(name) ? `duplicate name '${name}'` : refused;
    if (wrong !== undefined) return `metrics[${index}]: ${wrong}`;
    names.add(name);
  }
  return undefined;
}

/** A number for comparisons; undefined where it is not known, which no comparison holds for. */
function count(metric: Field, key: string): number | undefined {
  const value = countIn(metric.at(key));
  return isUnknown(value) ? undefined : (value ?? 0);
}

const less = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && one < other;

/** Why it refuses a single metric. */
export function ruleAgainstMetric(metric: Field): string | undefined {
  const [counted, failures] = [count(metric, 'count'), count(metric, 'failureLimit')];
  const [successes, inconclusive] = [count(metric, 'consecutiveSuccessLimit'), count(metric, 'inconclusiveLimit')];
  if (less(successes, 0)) return 'consecutiveSuccessLimit must be >= 0';
  if (less(failures, -1)) return 'failureLimit must be >= 0, or -1 to be disabled';
  if (successes === 0 && failures === -1) return 'failureLimit and consecutiveSuccessLimit cannot both be disabled';
  if (less(inconclusive, 0)) return 'inconclusiveLimit must be >= 0';
  if (less(count(metric, 'consecutiveErrorLimit'), 0)) return 'consecutiveErrorLimit must be >= 0';
  if (counted !== undefined && counted > 0) {
    const needed = failures === undefined || successes === undefined ? undefined : Math.max(0, failures) + successes;
    if (less(counted, needed)) {
      return less(failures, 0)
        ? 'count must be >= consecutiveSuccessLimit'
        : `count (${counted}) must be >= failureLimit + consecutiveSuccessLimit (${failures} + ${successes}) if both >= 0`;
    }
    if (less(counted, inconclusive)) return 'count must be >= inconclusiveLimit';
    if (counted > 1 && !metric.at('interval').text()) return 'interval must be specified when count > 1';
  }
  if (secondsIn(metric.at('interval')) === 'invalid')
    return `invalid interval string: "${metric.at('interval').text()}"`;
  if (secondsIn(metric.at('initialDelay')) === 'invalid')
    return `invalid startDelay string: "${metric.at('initialDelay').text()}"`;
  return ruleAgainstProvider(metric.at('provider'));
}

function ruleAgainstProvider(provider: Field): string | undefined {
  const given = provider.entries().filter(([, value]) => value.exists);
  const numbers = given.map(([key, value]) => (key === 'plugin' ? value.entries().length : 1));
  const providers = numbers.reduce((sum, number) => sum + number, 0);
  if (providers === 0) return 'no provider specified';
  return providers > 1 ? 'multiple providers specified' : undefined;
}

/** The patterns of a `dryRun` or `measurementRetention` list. */
export function patternsIn(lists: readonly Field[]): string[] {
  return lists.flatMap((list) => list.list().map((rule) => rule.at('metricName').text() ?? ''));
}

/** Why Argo refuses a list of patterns: one is there twice, or matches no metric (utils/analysis/helpers.go:104-145). */
export function ruleAgainstPatterns(
  what: string,
  patterns: readonly string[],
  metrics: readonly Metric[],
): string | undefined {
  const twice = patterns.find((pattern, index) => patterns.indexOf(pattern) < index);
  if (twice !== undefined) {
    return `two ${what} rules have the same metric name '${twice}'`;
  }
  const idle = patterns.findIndex((pattern) => metrics.every(({ name }) => matches(pattern, name) === false));
  return idle < 0 ? undefined : `${what}[${idle}]: Rule didn't match any metric name(s)`;
}

/** Whether a metric is only measured: a pattern matches any part of its name. */
export function isDryRun(name: string, patterns: readonly string[]): Known<boolean> {
  const found = patterns.map((pattern) => matches(pattern, name));
  if (found.includes(true)) return true;
  const open = found.indexOf(undefined);
  return open < 0 ? false : unknown(`dryRun: the pattern ${JSON.stringify(patterns[open])} is not interpreted`);
}

/** Undefined where it cannot be told. */
function matches(pattern: string, name: string): boolean | undefined {
  if (unknownIn(pattern) !== undefined || unknownIn(name) !== undefined) return undefined;
  if (patternFault(pattern) !== undefined) return false;
  return simplePattern(pattern)?.test(name);
}
