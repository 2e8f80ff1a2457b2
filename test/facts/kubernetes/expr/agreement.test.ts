import fc from 'fast-check';
import { NotInterpreted } from '../../../../lib/facts/kubernetes/expr/errors';
import { Judge } from '../../../../lib/facts/kubernetes/expr/judge';
import * as argo from '../../../support/argo';
import { testWith } from '../../../support/tools';
import { judged } from './generate';
import { realistic } from './realistic';
import { valueOf } from './results';

/** Undefined where ours says that it does not interpret the condition. */
function ours(input: argo.ConditionInput): string | undefined {
  try {
    return new Judge(input).verdict(valueOf(input.result));
  } catch (error) {
    if (error instanceof NotInterpreted) return undefined;
    throw error;
  }
}

function compare(inputs: readonly argo.ConditionInput[]) {
  const phases = argo.conditions(inputs).map(({ phase }) => phase);
  const own = inputs.map(ours);
  const wrong = inputs.flatMap((input, index) =>
    own[index] === undefined || own[index] === phases[index]
      ? []
      : [{ ...input, ours: own[index], argo: phases[index] }],
  );
  return { phases: new Set(phases), wrong, left: inputs.filter((_, index) => own[index] === undefined) };
}

describe("conditions come to what Argo's own evaluator says", () => {
  testWith(argo.oracle(), argo.NO_ORACLE, 'on 6,000 generated ones, of which fewer than 2% are not interpreted', () => {
    const inputs = fc.sample(judged, { seed: 5, numRuns: 6000 });
    const { phases, wrong, left } = compare(inputs);
    expect(wrong).toEqual([]);
    expect(left.length).toBeLessThan(inputs.length * 0.02);
    expect([...phases].sort()).toEqual(['Error', 'Failed', 'Inconclusive', 'Successful']);
  });

  testWith(argo.oracle(), argo.NO_ORACLE, 'on those that people write, every one of which is interpreted', () => {
    const { wrong, left } = compare(realistic);
    expect(realistic.length).toBeGreaterThanOrEqual(100);
    expect([wrong, left]).toEqual([[], []]);
  });
});

describe('hostile conditions end quickly', () => {
  test.each([
    ['100 KB', `result[0] > 0${' && result[0] > 0'.repeat(6000)}`],
    ['10,000 parentheses', `${'('.repeat(10_000)}true${')'.repeat(10_000)}`],
    ['5,000 unary operators', `${'!'.repeat(5000)}true`],
    ['ranges of ranges', 'all(1..9999, all(1..9999, # > 0))'],
  ])('%s', (_, successCondition) => {
    const start = Date.now();
    expect(ours({ successCondition, result: { type: 'float64[]', value: [1] } })).toBeUndefined();
    expect(Date.now() - start).toBeLessThan(2000);
  });
});
