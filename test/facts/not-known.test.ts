import type { Item, Origin } from '../../lib/facts/item';
import { Field } from '../../lib/facts/kubernetes/field';
import { showMarks, unknownMark } from '../../lib/facts/kubernetes/marks';
import { whyUnsure } from '../../lib/facts/kubernetes/not-known';
import type { ReadProblem } from '../../lib/facts/kubernetes/problem';

const MARK = unknownMark('the queue is not made yet');
const URN: Origin = { kind: 'urn', path: 'urn:pulumi:dev::shop::kubernetes:apps/v1:Deployment::web' };
const FILE: Origin = { kind: 'file', path: 'web.yaml', line: 1, column: 1, document: 1 };

function itemOf(spec: object, origin: Origin = URN): Item {
  return {
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec },
    origin,
  };
}

/** Reads one field of `spec`, and says what was read and which problems that had. */
function reading<T>(spec: object, read: (spec: Field) => T, origin?: Origin) {
  const problems: ReadProblem[] = [];
  const value = read(Field.of(itemOf(spec, origin), (problem) => problems.push(problem)).at('spec'));
  return { value, problems: problems.map(({ rule, severity, field, what }) => ({ rule, severity, field, what })) };
}

describe('a value that a preview does not know', () => {
  test.each<[string, (spec: Field) => unknown]>([
    ['a number', (spec: Field) => spec.at('it').integer()],
    ['a boolean', (spec: Field) => spec.at('it').boolean()],
    ['a map', (spec: Field) => spec.at('it', 'inner').text()],
  ])('is not there where %s is read, and that is no error', (_, read) => {
    expect(reading({ it: MARK }, read)).toEqual({
      value: undefined,
      problems: [
        {
          rule: 'unknown-value',
          severity: 'warning',
          field: 'spec.it',
          what: 'it is not known: the queue is not made yet.',
        },
      ],
    });
  });

  test('is an empty list where a list is read', () => {
    const { value, problems } = reading({ it: MARK }, (spec) => spec.at('it').list());
    expect(value).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ rule: 'unknown-value' })]);
  });

  test('stays in a text, which may be known in part', () => {
    const { value, problems } = reading({ it: `registry/${MARK}` }, (spec) => spec.at('it').text());
    expect([value, problems]).toEqual([`registry/${MARK}`, []]);
    expect(showMarks(value ?? '')).toBe('registry/<the queue is not made yet>');
  });

  test('can’t be claimed by somebody who writes the mark into a file', () => {
    const { problems } = reading({ it: MARK }, (spec) => spec.at('it').integer(), FILE);
    expect(problems).toEqual([expect.objectContaining({ rule: 'wrong-type', severity: 'error' })]);
    expect(whyUnsure(itemOf({ it: MARK }, FILE), ['spec', 'it'])).toBeUndefined();
  });
});

describe('what is said of a field is not sure', () => {
  const item = itemOf({
    replicas: MARK,
    template: MARK,
    strategy: { canary: { steps: [{ setWeight: MARK }] } },
    known: 1,
  });
  test.each([
    ['if it is not known', ['spec', 'replicas'], true],
    ['if it lies in what is not known', ['spec', 'template', 'spec', 'containers'], true],
    ['if it is about a strategy that is not known in part', ['spec', 'strategy'], true],
    ['but it is if only its neighbours are not known', ['spec', 'known'], false],
    ['but it is if it is about the object as a whole', [], false],
  ])('%s', (_, field, unsure) => {
    expect(whyUnsure(item, field)).toBe(unsure ? 'the queue is not made yet' : undefined);
  });
});
