import { readText } from '../../lib/facts/kubernetes/read';
import type { ObjectRule } from '../../policies/rule';
import { deploymentSafetyRules } from '../../policies/rules/deployment-safety';
import { celProgram, NO_CEL } from '../support/cel';
import { testWith } from '../support/tools';
import { agree } from './admitting';

describe('rules that mend or have a CEL form', () => {
  const objectRules: readonly ObjectRule[] = deploymentSafetyRules.flatMap((rule) =>
    rule.judges === 'object' ? [rule] : [],
  );
  const objectsOf = (rule: ObjectRule) =>
    deploymentSafetyRules
      .flatMap(({ examples }) => [...examples.good, ...examples.bad])
      .flatMap(({ manifests }) => readText(manifests, 'example.yaml').items.map(({ object }) => object))
      .filter(({ apiVersion, kind }) => rule.kinds.includes(`${apiVersion.split('/')[0] ?? ''}/${kind}`));

  for (const rule of objectRules) {
    testWith(celProgram(), NO_CEL, `${rule.id} says the same to an API server`, () => {
      const { good, bad } = agree(rule, objectsOf(rule));
      expect([good > 0, bad > 0]).toEqual([true, true]);
    });
  }

  const mending = objectRules.filter((rule) => 'mend' in rule);

  test('three mend', () => {
    expect(mending.map(({ id }) => id)).toEqual(['stuck-on-crash', 'history-kept', 'abort-delay']);
  });

  test.each(mending.map((rule) => [rule.id, rule] as const))(
    '%s mends what it finds, and leaves the rest as it is',
    (_, rule) => {
      for (const object of objectsOf(rule)) {
        const before = JSON.stringify(object);
        const mended = rule.mend?.(object, {}) ?? object;
        expect([...rule.check(mended, {})]).toEqual([]);
        expect(JSON.stringify(object)).toBe(before);
        if ([...rule.check(object, {})].length === 0) expect(mended).toEqual(object);
      }
    },
  );
});
