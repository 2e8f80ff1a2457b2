import type { Case } from './case';
import type { Problem } from '../../../lib';
import { runChecks, type Check } from '../../../lib/kubernetes/checks/check';

/** How a list of checks is held against its cases. */
export interface Judged<S> {
  readonly checks: readonly Check<S>[];
  readonly cases: readonly Case<S>[];
  /** What a constructor asks. */
  readonly all: (subject: S) => readonly Problem[];
  /** Checks that others rely on: where one of these finds something, the others may not be asked. */
  readonly shape: readonly string[];
}

/** Each check has a case that it alone finds; each case has a neighbour that is fine. */
export function judge<S>({ checks, cases, all, shape }: Judged<S>): void {
  const ids = checks.map(({ id }) => id);

  test.each([...new Set(ids)])('%s has a case', (id) => {
    expect(cases.some((one) => one.id === id)).toBe(true);
  });

  test('no case is about a check that is not there', () => {
    expect(cases.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  describe.each(cases.map((one) => [`${one.id}: ${one.when}`, one] as const))(
    '%s',
    (_name, { id, at, broken, fine }) => {
      test('is found, and nothing else', () => {
        expect(all(broken).map(({ rule, at }) => ({ rule, at }))).toEqual([{ rule: id, at }]);
      });

      if (!shape.includes(id)) {
        test('is found by no other check', () => {
          expect(
            runChecks(
              checks.filter((check) => check.id !== id),
              broken,
            ),
          ).toEqual([]);
        });
      }

      test('says what, why and what to do in sentences', () => {
        for (const { what, why, fix } of all(broken)) {
          for (const sentence of [what, why, fix]) {
            expect(sentence).toMatch(/^\S.{8,}[.?)]$/);
          }
        }
      });

      test('has a neighbour that is fine', () => {
        expect(all(fine)).toEqual([]);
      });
    },
  );
}
