import type { Matcher, Selector } from './ast';
import { simplePattern } from '../pattern';

/** Whether what is counted went well. */
export type Polarity = 'good' | 'bad';

/** Labels that say how something went. */
const TELLING = /code|status|class|result|outcome|success|error|fail|state|response/i;

/** Whether what a label says matters, and not only whether two selectors say the same. */
export function isTelling(label: string): boolean {
  return TELLING.test(label) || label === 'le' || label === '__name__';
}

/**
 * What such labels say when it went well and when it did not, one way of writing at a time. A condition on a label is
 * understood by which of these it lets through, not by how it is written.
 */
const FAMILIES: readonly { readonly good: readonly string[]; readonly bad: readonly string[]; readonly of?: RegExp }[] =
  [
    { good: ['200', '201', '204', '302', '304'], bad: ['500', '502', '503', '504'], of: /^(?!.*grpc)/i },
    { good: ['200'], bad: ['500'], of: /^(?!.*grpc)/i },
    { good: ['2xx', '3xx'], bad: ['5xx'] },
    { good: ['2'], bad: ['5'], of: /class/i },
    { good: ['0'], bad: ['2', '4', '13', '14'], of: /grpc/i },
    { good: ['OK'], bad: ['Unknown', 'DeadlineExceeded', 'Internal', 'Unavailable'], of: /grpc|code|status/i },
    { good: ['OK'], bad: ['UNKNOWN', 'DEADLINE_EXCEEDED', 'INTERNAL', 'UNAVAILABLE'], of: /grpc|code|status/i },
    { good: ['success'], bad: ['error'] },
    { good: ['success'], bad: ['failure'] },
    { good: ['success'], bad: ['failed'] },
    { good: ['SUCCESS'], bad: ['SERVER_ERROR'] },
    { good: ['SUCCESS'], bad: ['ERROR'] },
    { good: ['SUCCESS'], bad: ['FAILURE'] },
    { good: ['ok'], bad: ['error'] },
    { good: ['true'], bad: ['false'], of: /success|ok/i },
    { good: ['false'], bad: ['true'], of: /error|fail/i },
  ];

/** Which of the two a condition on a label lets through; undefined if both, none, or nobody can tell. */
function polarityOfMatcher({ label, operator, value }: Matcher): Polarity | undefined {
  if (!TELLING.test(label)) {
    return undefined;
  }
  const accepts = accepter(operator, value);
  const found = FAMILIES.filter(({ of }) => of?.test(label) ?? true).flatMap(({ good, bad }): Polarity[] => {
    const [goods, bads] = [good.filter(accepts).length, bad.filter(accepts).length];
    if (goods === good.length && bads === 0) return ['good'];
    return goods === 0 && bads > 0 ? ['bad'] : [];
  });
  // "not 2xx" lets every word through; only a family that it tells apart counts, and those must agree
  return found.every((one) => one === found[0]) ? found[0] : undefined;
}

function accepter(operator: Matcher['operator'], value: string): (label: string) => boolean {
  const pattern = operator.endsWith('~') ? simplePattern(value, { anchored: true }) : undefined;
  switch (operator) {
    case '=':
      return (label) => label === value;
    case '!=':
      return (label) => label !== value;
    case '=~':
      return (label) => pattern?.test(label) === true;
    case '!~':
      return (label) => pattern?.test(label) === false;
  }
}

const BAD_NAME = /(?:^|_|:)(?:errors?|fail(?:ed|ures?|s)?|5_?xx|exceptions?|drops?|dropped)(?:_|:|$)/i;
const GOOD_NAME = /(?:^|_|:)(?:success(?:es|ful)?|succeeded|2xx|ok)(?:_|:|$)/i;

function polarityOfName(metric: string): Polarity | undefined {
  const [bad, good] = [BAD_NAME.test(metric), GOOD_NAME.test(metric)];
  return bad === good ? undefined : bad ? 'bad' : 'good';
}

/** Whether two selectors have the same condition on a label. */
function has(selector: Selector, { label, operator, value }: Matcher): boolean {
  return selector.matchers.some((one) => one.label === label && one.operator === operator && one.value === value);
}

/** Whether two selectors read the same series. */
export function sameSeries(a: Selector, b: Selector): boolean {
  return a.metric === b.metric && a.matchers.length === b.matchers.length && a.matchers.every((one) => has(b, one));
}

/** A condition that lets everything through that has the label. */
function isOpen({ operator, value }: Matcher): boolean {
  return (operator === '=~' && (value === '.*' || value === '.+')) || (operator === '!=' && value === '');
}

/** Whether a selector counts those of all requests that were fast enough: the bucket of a bound, of all buckets. */
function isFastPart({ metric, matchers }: Selector, all: readonly Selector[]): boolean {
  const bound = matchers.find(({ label }) => label === 'le');
  return (
    bound?.operator.startsWith('=') === true &&
    !bound.value.includes('Inf') &&
    all.every(
      (other) =>
        other.metric === metric.replace(/_bucket$/, '_count') ||
        (other.metric === metric && has(other, { label: 'le', operator: '=', value: '+Inf' })),
    )
  );
}

/** What a selector counts, beside others that count everything. */
export function polarityOf(selector: Selector, all: readonly Selector[]): Polarity | undefined {
  const extra = selector.matchers.filter(
    (matcher) => matcher.label !== '__name__' && !isOpen(matcher) && !all.every((other) => has(other, matcher)),
  );
  const fast = isFastPart(selector, all);
  const found = extra.map((matcher) => (fast && matcher.label === 'le' ? 'good' : polarityOfMatcher(matcher)));
  if (fast || all.some(({ metric }) => metric === selector.metric)) {
    // a condition that says nothing about how it went makes it a part of something else
    return found.every((one) => one === found[0]) ? found[0] : undefined;
  }
  const told = found.filter((polarity) => polarity !== undefined);
  if (told.length === 0) return polarityOfName(selector.metric);
  return told.every((one) => one === told[0]) ? told[0] : undefined;
}
