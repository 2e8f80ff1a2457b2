import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import type { Case } from './cases';
import { InvalidInputError, Rollout, type RolloutProps } from '../../../lib';
import { checkRollout, rolloutChecks, type RolloutChecks } from '../../../lib/kubernetes/checks/rollout/rollout';

/** All lists of checks, without the check of that id. */
export function without(id: string): RolloutChecks {
  const rest = <C extends { readonly id: string }>(checks: readonly C[]) => checks.filter((check) => check.id !== id);
  const { shape, spec, canary, blueGreen } = rolloutChecks;
  return { shape: rest(shape), spec: rest(spec), canary: rest(canary), blueGreen: rest(blueGreen) };
}

/** What a constructor refuses. */
export function refusal(make: () => unknown): InvalidInputError {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

function inChart<T>(run: (chart: Chart, props: (of: (scope: Construct) => RolloutProps) => RolloutProps) => T): T {
  const chart = new Chart(new App(), 'shop');
  let trees = 0;
  return run(chart, (of) => of(new Construct(chart, `around-${trees++}`)));
}

/** The tests of one case: it is refused for that reason alone, its neighbour is not, and without the check nothing is. */
export function judge({ id, when, at, broken, fine }: Case): void {
  describe(`${id}: ${when}`, () => {
    test('is refused, and for no other reason', () => {
      const error = inChart((chart, props) => {
        const given = props(broken);
        return refusal(() => new Rollout(chart, 'checkout', given));
      });
      expect(error.problems.map(({ rule, at }) => ({ rule, at }))).toEqual([{ rule: id, at }]);
    });

    test('leaves nothing in the tree, and the id can be used again', () => {
      inChart((chart, props) => {
        const given = props(broken);
        const before = chart.node.findAll();
        refusal(() => new Rollout(chart, 'checkout', given));
        expect(chart.node.findAll()).toEqual(before);
        const again = props(fine);
        expect(new Rollout(chart, 'checkout', again).node.path).toBe('shop/checkout');
      });
    });

    test('has an error that says what, why, what to do, and where', () => {
      const { message, problems } = inChart((chart, props) => {
        const given = props(broken);
        return refusal(() => new Rollout(chart, 'checkout', given));
      });
      const [{ what, why, fix, value }] = problems as [(typeof problems)[0]];
      expect(message).toContain('"shop/checkout" cannot be built:');
      const text = value === undefined ? '' : JSON.stringify(value).slice(0, 77);
      expect(message).toContain(`${at}: ${text}`);
      expect(message).toContain(what);
      expect(message).toContain(`why: ${why}`);
      expect(message).toContain(`do:  ${fix}`);
      for (const sentence of [what, why, fix]) {
        expect(sentence).toMatch(/^\S.{8,}[.?)]$/);
      }
    });

    // the other checks rely on the shape, so they are not asked where that is wrong
    if (!rolloutChecks.shape.some((check) => check.id === id)) {
      test('is not refused without the check', () => {
        const given = inChart((_chart, props) => props(broken));
        expect(checkRollout(given, without(id))).toEqual([]);
      });
    }

    test('has a neighbour that is fine', () => {
      const objects = inChart((chart, props) => {
        new Rollout(chart, 'checkout', props(fine));
        return Testing.synth(chart) as { kind: string }[];
      });
      expect(objects.map(({ kind }) => kind)).toContain('Rollout');
    });
  });
}
