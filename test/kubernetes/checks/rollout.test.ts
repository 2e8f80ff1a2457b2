import { cases } from './cases';
import { judge } from './judge';
import { rolloutChecks } from '../../../lib/kubernetes/checks/rollout/rollout';

for (const part of ['the spec', 'the pod template', 'the Services'] as const) {
  describe(`a fault in ${part}`, () => cases[part].forEach(judge));
}

describe('the checks of a Rollout', () => {
  const checks = Object.values(rolloutChecks).flat() as readonly { readonly id: string }[];
  const ids = checks.map(({ id }) => id);

  test.each(ids)('%s has a case that it finds', (id) => {
    const found = Object.values(cases).flat();
    expect(found.filter((one) => one.id === id)).not.toEqual([]);
  });

  test('have ids of their own', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });

  test('are all there for the cases', () => {
    const known = Object.values(cases)
      .flat()
      .map(({ id }) => id);
    expect(known.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
