import { planItems, readText } from '../../lib/planner';
import { assumedOf, unusedAssumptions } from '../../lib/planner/assumptions/rollouts';

const web = { name: 'web', kind: 'Rollout', namespace: 'shop' };

test('what is said of all counts less than what is said of a name, and that less than the name in its namespace', () => {
  const given = {
    assumptions: { podStartSeconds: 1, requestRate: 1, badErrorRate: 0.1 },
    rollouts: {
      web: { podStartSeconds: 2, requestRate: 2 },
      'shop/web': { podStartSeconds: 3 },
      other: { podStartSeconds: 4 },
    },
  };
  expect(assumedOf(web, given)).toEqual({ podStartSeconds: 3, requestRate: 2, badErrorRate: 0.1 });
  expect(assumedOf({ name: 'web', kind: 'Rollout' }, given)).toEqual({
    podStartSeconds: 2,
    requestRate: 2,
    badErrorRate: 0.1,
  });
  expect(assumedOf({ name: 'constructor', kind: 'Rollout' }, given)).toEqual(given.assumptions);
});

test('a name that no rollout has is told with the nearest; where there are no rollouts nothing is', () => {
  const rollouts = { web: {}, 'shop/web': {}, 'shop/wbe': {} };
  expect(unusedAssumptions([web], { rollouts })).toMatchObject([
    { severity: 'warning', value: 'shop/wbe', fix: 'correct it: did you mean "shop/web"?' },
  ]);
  expect(unusedAssumptions([], { rollouts })).toEqual([]);
});

test('a rollout that is read and not asked for is there all the same', () => {
  const text = ['web', 'api']
    .map(
      (name) =>
        `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: ${name} }\nspec: { strategy: { canary: {} } }\n`,
    )
    .join('---\n');
  const { reports, problems } = planItems(readText(text, 'a.yaml').items, { only: 'api', rollouts: { web: {} } });
  expect(reports).toHaveLength(1);
  expect(problems).toEqual([]);
});
