import type { Metric } from '../../../plan/model/analysis';
import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import { literalsIn } from '../verdicts/shape';
import { childrenOf, type Node } from '../expr/ast';
import { Judge, type Conditions } from '../expr/judge';
import type { Field } from '../field';
import { equalsIn, type Matcher } from '../promql/ast';
import { PROVIDERS } from '../providers';
import type { Reading } from '../providers/provider';
import type { Sides } from '../sides';
import { assess, type Assessment } from '../verdicts/assess';
import { countIn, secondsIn } from './counts';
import { judgedOf } from './judged';
import { ruleAgainstMetric } from './rules';

/** What a query asks, as far as rules look into it. */
export interface MetricReading extends Pick<Reading, 'query' | 'fault'> {
  /** Values that labels must be equal to, each once, in the order of the query. */
  readonly equals: readonly Matcher[];
}

/** A metric, and what makes the whole analysis err because of it. */
export interface ReadMetric {
  readonly metric: Metric;
  /** With all arguments put in. */
  readonly conditions: Conditions;
  /** What its provider is asked. */
  readonly reading: MetricReading;
  readonly assessment: Assessment;
  /** Why Argo's validation refuses it. @default - it does not */
  readonly refused?: string;
  /** @default - nothing */
  readonly error?: string;
}

/** Reads a metric whose arguments are put in; `readMetric` asks here once for all that are alike. */
export function readAnew(field: Field, sides: Sides): ReadMetric {
  const name = field.at('name').required().text() ?? '';
  const interval = secondsIn(field.at('interval'));
  const delay = secondsIn(field.at('initialDelay'));
  const intervalSeconds = interval === 'invalid' ? undefined : interval;
  const [provider, settings] = providerIn(field.at('provider').required());
  const conditions = conditionsIn(field);
  const judge = new Judge(conditions);
  const asked = { spec: settings, judge, sides, ...(intervalSeconds === undefined ? {} : { intervalSeconds }) };
  const read = Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  const reading = read?.(asked) ?? unreadable(provider);
  const assessment = assessmentOf(reading, judge);
  const { judged, verdicts } = judgedOf(reading, assessment, sides);
  const metric: Metric = {
    name,
    ...(intervalSeconds === undefined ? {} : { intervalSeconds }),
    initialDelaySeconds: delay === undefined || delay === 'invalid' ? 0 : delay,
    count: measurements(countIn(field.at('count')), intervalSeconds),
    failureLimit: countIn(field.at('failureLimit')) ?? 0,
    inconclusiveLimit: countIn(field.at('inconclusiveLimit')) ?? 0,
    consecutiveErrorLimit: countIn(field.at('consecutiveErrorLimit')) ?? 4,
    consecutiveSuccessLimit: countIn(field.at('consecutiveSuccessLimit')) ?? 0,
    // rules of the whole analysis say it
    dryRun: false,
    verdicts,
    scope: reading.scope,
    needsTraffic: reading.needsTraffic,
    lookBackSeconds: reading.lookBackSeconds,
    judged,
  };
  const error = faultOf(metric, assessment, reading.fault);
  const refused = ruleAgainstMetric(field.unheard());
  return {
    metric,
    conditions,
    reading: {
      equals: reading.query ? equalsIn(reading.query) : [],
      ...(reading.query ? { query: reading.query } : {}),
      ...(reading.fault === undefined ? {} : { fault: reading.fault }),
    },
    assessment,
    ...(refused === undefined ? {} : { refused }),
    ...(error === undefined ? {} : { error }),
  };
}

/** A count of 0 is no count; without an interval that means one measurement (analysis_types.go:155-169). */
function measurements(count: Known<number> | undefined, interval: Known<number> | undefined): Metric['count'] {
  if (count !== undefined && count !== 0) return count;
  return interval === undefined ? 1 : 'unbounded';
}

function providerIn(field: Field): [string, unknown] {
  const given = field.entries().filter(([, value]) => value.exists);
  const [key, value] = given[0] ?? ['', undefined];
  return [key, value?.value];
}

function conditionsIn(field: Field): Conditions {
  const [successCondition, failureCondition] = [
    field.at('successCondition').text(),
    field.at('failureCondition').text(),
  ];
  return {
    ...(successCondition ? { successCondition } : {}),
    ...(failureCondition ? { failureCondition } : {}),
  };
}

function unreadable(provider: string): Reading {
  const because = unknown(provider === '' ? 'there is no provider' : `the provider ${provider} is not known`);
  return {
    answers: { bad: because, noData: because, notANumber: because },
    lookBackSeconds: because,
    needsTraffic: because,
    scope: because,
  };
}

function assessmentOf({ answers, doubt, fault }: Reading, judge: Judge): Assessment {
  if (fault !== undefined) {
    return { verdicts: { bad: 'Error', noData: 'Error', notANumber: 'Error' } };
  }
  if ('bad' in answers) {
    return { verdicts: answers };
  }
  const constants = judge.nodes.flatMap(literalsIn).filter((literal) => typeof literal === 'number');
  return assess(judge, answers, constants, doubt ?? judge.nodes.map(doubtIn).find((found) => found !== undefined));
}

/** Why a number in a condition is not known. */
function doubtIn(node: Node): string | undefined {
  if (node.kind === 'unknown') return node.name;
  return childrenOf(node)
    .map(doubtIn)
    .find((found) => found !== undefined);
}

/** What nothing can satisfy ends every analysis, whatever the new version is like. */
function faultOf(
  { name, count, failureLimit }: Metric,
  { always }: Assessment,
  fault: string | undefined,
): string | undefined {
  if (fault !== undefined) return `metric ${name}: ${fault}, so every measurement is an Error`;
  if (always === 'Error') {
    return `metric ${name}: its conditions do not fit what it measures, so every measurement is an Error`;
  }
  const bearsAll =
    isUnknown(failureLimit) || isUnknown(count) || failureLimit < 0 || (count !== 'unbounded' && failureLimit >= count);
  return always === 'Failed' && !bearsAll ? `metric ${name}: no value can satisfy its conditions` : undefined;
}
