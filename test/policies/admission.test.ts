import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../lib/facts/item';
import { groupKindOf } from '../../lib/facts/kubernetes/inventory';
import { readText } from '../../lib/facts/kubernetes/read';
import { admissionOf } from '../../policies/admission';
import { exemptionsOf } from '../../policies/exemptions/annotation';
import { judgeExemptions } from '../../policies/exemptions/judge';
import { toFinding } from '../../policies/found';
import { definePack } from '../../policies/packs/pack';
import { recommended } from '../../policies/packs/recommended';
import type { ObjectRule, Rule } from '../../policies/rule';
import { rules } from '../../policies/rules';
import { failureLimit } from '../../policies/rules/analysis/failure-limit';
import { jobBounds } from '../../policies/rules/analysis/job-bounds';
import { cel, celProgram, NO_CEL } from '../support/cel';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { rollouts, templates, workloads } from './admission-objects';
import { asked } from './hosts/cli/asking';

const TODAY = '2026-11-25';
const inCel = rules.filter(
  (rule): rule is ObjectRule & { cel: string } => rule.judges === 'object' && rule.cel !== undefined,
);
const packOf = (rule: Rule, level: 'error' | 'warning' | 'info' | 'off' = rule.level) =>
  definePack({ name: 'one', version: '1.0.0', rules: [[rule, level]] });
const specOf = (object: KubeObject | undefined) => object?.spec as Record<string, unknown>;

/** Whether the rule itself finds nothing. */
const passes = (rule: ObjectRule, object: KubeObject) =>
  [...rule.check(object, rule.options ?? {})].every((answer) => 'unknown' in answer);

/** Generators of objects with faults, by kind. */
const GENERATED: Readonly<Record<string, (open: boolean) => fc.Arbitrary<KubeObject>>> = {
  'argoproj.io/AnalysisTemplate': templates,
  'argoproj.io/ClusterAnalysisTemplate': templates,
  'argoproj.io/Rollout': () => rollouts,
  'apps/Deployment': () => workloads('Deployment'),
  'apps/StatefulSet': () => workloads('StatefulSet'),
};

describe('a rule and its form in CEL agree', () => {
  test('and there are such rules', () => expect(inCel.length).toBeGreaterThanOrEqual(7));

  testWith(celProgram(), NO_CEL, 'on their own examples', () => {
    for (const rule of inCel) {
      const { good, bad } = rule.examples;
      const objects = [...good, ...bad].flatMap(({ manifests }) => readText(manifests, 'example').items);
      const judged = objects.map(({ object }) => object).filter((object) => rule.kinds.includes(groupKindOf(object)));
      const answers = cel(judged.map((object) => ({ expression: rule.cel, object })));
      expect({ rule: rule.id, answers }).toEqual({
        rule: rule.id,
        answers: judged.map((object) => ({ value: passes(rule, object) })),
      });
    }
  });

  test.each(inCel.map((rule) => [rule.id, rule] as const))('for whose kinds objects are made: %s', (_, { kinds }) =>
    expect(kinds.filter((kind) => GENERATED[kind] === undefined)).toEqual([]),
  );

  for (const rule of inCel) {
    const makers = rule.kinds.flatMap((kind) => GENERATED[kind] ?? []);
    const made = (open: boolean) => fc.oneof(...makers.map((maker) => maker(open)));
    if (makers.length === 0) continue;
    testWith(celProgram(), NO_CEL, `on objects that are made up: ${rule.id}`, () => {
      let [good, bad] = [0, 0];
      fc.assert(
        fc.property(fc.array(made(false), { minLength: 100, maxLength: 200 }), (objects) => {
          const answers = cel(objects.map((object) => ({ expression: rule.cel, object })));
          const expected = objects.map((object) => ({ value: passes(rule, object) }));
          good += expected.filter(({ value }) => value).length;
          bad += expected.filter(({ value }) => !value).length;
          expect(answers).toEqual(expected);
        }),
        { numRuns: 5 },
      );
      // a generator of only one kind proves nothing
      expect([good > 20, bad > 20]).toEqual([true, true]);
    });

    testWith(celProgram(), NO_CEL, `and never denies what only a run decides: ${rule.id}`, () => {
      const objects = fc.sample(made(true), { numRuns: 300, seed: 5 });
      const answers = cel(objects.map((object) => ({ expression: rule.cel, object })));
      const strict = objects.filter((object, index) => answers[index]?.value !== true && passes(rule, object));
      expect(strict).toEqual([]);
    });
  }
});

describe('an exemption in an annotation', () => {
  const annotation = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('2026-11-24', '2026-11-25', '2026-11-26', '2027-01-01', '2026-13-01', 'soon'),
        fc.constantFrom('team-x', '', ' ', 'Team Shop'),
        fc.constantFrom('it is measured elsewhere', 'too short', '', 'a: b, and so on and on'),
      )
      .map(([day, owner, reason]) => `until ${day} by ${owner}: ${reason}`),
    fc.constantFrom('', 'until 2027-01-01', 'by team-x: it is measured elsewhere'),
  );

  testWith(celProgram(), NO_CEL, 'holds in an API server as it holds in every host on the day of the export', () => {
    const [policy] = admissionOf(packOf(failureLimit), { today: TODAY }).objects;
    const [condition] = specOf(policy).matchConditions as { expression: string }[];
    const key = `exempt.stepgate.dev/${failureLimit.id}`;
    fc.assert(
      fc.property(fc.array(annotation, { minLength: 40, maxLength: 60 }), (texts) => {
        const objects = texts.map((text): KubeObject => ({
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'AnalysisTemplate',
          metadata: { name: 'x', annotations: { [key]: text } },
        }));
        const answers = cel(objects.map((object) => ({ expression: condition?.expression ?? '', object })));
        const judged = objects.map((object) => {
          const item = { object, origin: { kind: 'construct', path: 'x' } as const };
          const finding = toFinding(failureLimit, 'error', item, { what: 'x' });
          return { value: judgeExemptions([finding], exemptionsOf([item]), TODAY, () => true).findings.length > 0 };
        });
        expect(answers).toEqual(judged);
      }),
      { numRuns: 5 },
    );
  });

  testWith(celProgram(), NO_CEL, 'is not needed where there are no annotations', () => {
    const [policy] = admissionOf(packOf(failureLimit), { today: TODAY }).objects;
    const [condition] = specOf(policy).matchConditions as { expression: string }[];
    const answers = cel([{ expression: condition?.expression ?? '', object: { metadata: { name: 'x' } } }]);
    expect(answers).toEqual([{ value: true }]);
  });

  test('has no say over a rule that nobody can be exempted from', () => {
    const [policy] = admissionOf(packOf({ ...failureLimit, exemptible: false }), { today: TODAY }).objects;
    expect(specOf(policy)).not.toHaveProperty('matchConditions');
  });
});

describe('what an API server is told', () => {
  test('is every rule of a pack, or why not', () => {
    const { objects, notExportable } = admissionOf(recommended, { today: TODAY });
    const exported = objects
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ metadata }) => metadata.name?.replace('.stepgate.dev', ''));
    const all = recommended.settings.filter(({ level }) => level !== 'off').map(({ rule }) => rule.id);
    expect([...exported, ...notExportable.map(({ rule }) => rule)].sort()).toEqual([...all].sort());
    expect(notExportable.filter(({ why }) => why === '')).toEqual([]);
  });

  test.each([
    ['error', ['Deny']],
    ['warning', ['Warn', 'Audit']],
    ['info', ['Audit']],
  ] as const)('acts by the level of the rule: %s', (level, actions) => {
    const [, binding] = admissionOf(packOf(jobBounds, level), { today: TODAY }).objects;
    expect(specOf(binding)).toEqual({ policyName: 'job-bounds.stepgate.dev', validationActions: actions });
  });

  test('follows the environment, leaves out what is off, and only audits a pack that only reports', () => {
    const environments = { staging: { 'job-bounds': 'off', 'failure-limit': 'warning' } } as const;
    const pack = definePack({ name: 'x', version: '1.0.0', rules: [jobBounds, failureLimit], environments });
    const actionsOf = (objects: readonly KubeObject[]) =>
      objects.filter(({ kind }) => kind.endsWith('Binding')).map((one) => specOf(one).validationActions);
    expect(actionsOf(admissionOf(pack, { today: TODAY }).objects)).toEqual([['Warn', 'Audit'], ['Deny']]);
    expect(actionsOf(admissionOf(pack, { today: TODAY, environment: 'staging' }).objects)).toEqual([['Warn', 'Audit']]);
    const audit = definePack({ name: 'y', version: '1.0.0', extends: [pack], reportOnly: true });
    expect(actionsOf(admissionOf(audit, { today: TODAY }).objects)).toEqual([['Audit'], ['Audit']]);
  });

  test('is not a rule over a kind whose plural is not known, or with an option that its CEL does not have', () => {
    const strange = { ...jobBounds, kinds: ['acme.dev/Judge'] };
    expect(admissionOf(packOf(strange), { today: TODAY })).toEqual({
      objects: [],
      notExportable: [{ rule: 'job-bounds', why: expect.stringContaining('acme.dev/Judge') as string }],
    });
    const rule: ObjectRule = { ...jobBounds, options: { most: 3 } };
    const pack = definePack({ name: 'x', version: '1.0.0', rules: [[rule, 'error', { most: 4 }]] });
    expect(admissionOf(pack, { today: TODAY }).notExportable).toEqual([
      { rule: 'job-bounds', why: 'its option "most" is not as in its CEL form.' },
    ]);
  });

  testWithShared('is what Kubernetes 1.36 takes, closed to unknown keys', (shared) => {
    const errorsOf = closedValidator(shared);
    const { objects } = admissionOf(recommended, { today: TODAY });
    expect(objects.length).toBeGreaterThan(10);
    expect(objects.flatMap((object) => errorsOf(object))).toEqual([]);
  });
});

describe('stepgate admission', () => {
  test('prints the objects as YAML, and says on standard error what it leaves out', async () => {
    const { code, out, err } = await asked('admission', '--as-of', TODAY);
    expect(code).toBe(0);
    const { objects, notExportable } = admissionOf(recommended, { today: TODAY });
    expect(parseAllDocuments(out).map((document) => document.toJSON() as unknown)).toEqual(objects);
    expect(err.trimEnd().split('\n')).toEqual(notExportable.map(({ rule, why }) => `not exportable: ${rule}: ${why}`));
  });

  test('fails where nothing can be exported, and for what is no day', async () => {
    const none = await asked('admission', '--only', 'one-identity');
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toContain('no rule of the pack recommended can be exported');
    const { code, err } = await asked('admission', '--as-of', '2026-02-30');
    expect([code, err]).toEqual([1, expect.stringContaining('It must be a day such as 2026-12-31.')]);
  });
});
