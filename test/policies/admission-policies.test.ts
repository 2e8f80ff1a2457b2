import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../lib/facts/item';
import { readText } from '../../lib/facts/kubernetes/read';
import { admissionOf } from '../../policies/admission';
import { definePack } from '../../policies/packs/pack';
import { recommended } from '../../policies/packs/recommended';
import type { ObjectRule } from '../../policies/rule';
import { failureLimit } from '../../policies/rules/analysis/failure-limit';
import { jobBounds } from '../../policies/rules/analysis/job-bounds';
import { withImage } from '../../policies/rules/example';
import { imageDigest } from '../../policies/rules/pre-release-validation/image-digest';
import { imageMovingTag } from '../../policies/rules/pre-release-validation/image-moving-tag';
import { admit, celProgram, NO_CEL } from '../support/cel';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { agree, messageOf, packOf, specOf, TODAY } from './admitting';
import { asked } from './hosts/cli/asking';

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
  const bad = readText(failureLimit.examples.bad[0]?.manifests ?? '', 'example').items[0]?.object;
  const annotated = (text: string): KubeObject => ({
    apiVersion: '',
    kind: '',
    ...bad,
    metadata: { ...bad?.metadata, annotations: { [`exempt.stepgate.dev/${failureLimit.id}`]: text } },
  });

  testWith(celProgram(), NO_CEL, 'holds in an API server as it holds in every host on the day of the export', () => {
    const { good, bad: refused } = agree(failureLimit, fc.sample(annotation, { numRuns: 800, seed: 5 }).map(annotated));
    expect([good > 10, refused > 10]).toEqual([true, true]);
  });

  test('has no say over a rule that nobody can be exempted from', () => {
    const [policy] = admissionOf(packOf({ ...failureLimit, exemptible: false }), { today: TODAY }).objects;
    expect(specOf(policy).matchConditions).toEqual([expect.objectContaining({ name: 'changed' })]);
    expect(messageOf({ ...failureLimit, exemptible: false })).not.toContain('xempt');
  });
});

describe('an API server', () => {
  const object = (image: string, metadata: object = {}): KubeObject => {
    const item = readText(withImage(image), 'example').items[0]?.object;
    return { apiVersion: '', kind: '', ...item, metadata: { ...item?.metadata, ...metadata } };
  };
  const policies = (level: 'error' | 'warning' | 'info', options: object = {}) =>
    admissionOf(packOf(imageMovingTag, level), { today: TODAY, ...options }).objects;
  const onlyAnswer = (objects: readonly KubeObject[], ...requests: Parameters<typeof admit>[1]) => {
    const { problems, answers } = admit(objects, requests);
    expect(problems).toEqual([]);
    return answers;
  };

  testWith(celProgram(), NO_CEL, 'denies errors, warns of warnings and writes both of these and notes down', () => {
    const bad = { object: object('web:latest') };
    const message = messageOf(imageMovingTag);
    const [error] = onlyAnswer(policies('error'), bad);
    expect(error).toEqual({ denied: expect.stringContaining(message) as string });
    const [warning] = onlyAnswer(policies('warning'), bad);
    expect(warning?.denied).toBeUndefined();
    expect(warning?.warnings).toEqual([expect.stringContaining(message) as string]);
    expect(warning?.audited).toHaveLength(1);
    const [info] = onlyAnswer(policies('info'), bad);
    expect([info?.denied, info?.warnings, info?.audited?.length]).toEqual([undefined, undefined, 1]);
    expect(onlyAnswer(policies('error'), { object: object('web:1.4.2') })).toEqual([{}]);
  });

  testWith(celProgram(), NO_CEL, 'lets controllers write into what was there before, and judges a new version', () => {
    const old = object('web:latest');
    const noted = object('web:latest', { annotations: { 'deployment.kubernetes.io/revision': '2' } });
    const [written, released, labelled] = onlyAnswer(
      policies('error'),
      { object: noted, old },
      { object: object('web:main'), old },
      { object: object('web:latest', { labels: { team: 'shop' } }), old },
    );
    expect(written).toEqual({});
    expect([released?.denied, labelled?.denied]).toEqual([expect.any(String), expect.any(String)]);
  });

  testWith(celProgram(), NO_CEL, 'judges in the namespaces that it is told', () => {
    const requests = ['shop', 'kube-system'].map((namespace) => ({ object: object('web:latest', { namespace }) }));
    const deniedIn = (options: object) =>
      onlyAnswer(policies('error', options), ...requests).map((answer) => answer.denied !== undefined);
    expect(deniedIn({})).toEqual([true, true]);
    expect(deniedIn({ namespaces: ['shop'] })).toEqual([true, false]);
    expect(deniedIn({ exceptNamespaces: ['shop'] })).toEqual([false, true]);
  });

  testWith(celProgram(), NO_CEL, 'takes all policies of all environments, and asks them together', () => {
    for (const environment of [undefined, 'staging', 'production']) {
      const { objects } = admissionOf(recommended, { today: TODAY, ...(environment && { environment }) });
      const [answer] = onlyAnswer(objects, { object: object('web:1.4.2') });
      expect([environment, answer?.denied === undefined]).toEqual([environment, environment !== 'production']);
    }
  });

  testWith(celProgram(), NO_CEL, 'is seen to refuse an expression that it cannot read', () => {
    const broken = { ...imageDigest, cel: { kinds: ['apps/Deployment'], expression: () => 'object.nothing(1)' } };
    const { problems } = admit(admissionOf(packOf(broken), { today: TODAY }).objects, []);
    expect(problems).toEqual(expect.arrayContaining([expect.stringContaining('image-digest')]));
  });
});

describe('what an API server is told', () => {
  test('is every rule of a pack, or why not', () => {
    const { objects, notExportable } = admissionOf(recommended, { today: TODAY });
    const told = objects
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ metadata }) => metadata.name?.replace('.stepgate.dev', ''));
    const all = recommended.settings.filter(({ level }) => level !== 'off').map(({ rule }) => rule.id);
    expect([...told, ...notExportable.map(({ rule }) => rule)].sort()).toEqual([...all].sort());
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
    const lines = err.trimEnd().split('\n');
    expect(lines.length).toBeLessThan(6);
    // each rule that is left out is named once, behind its reason
    for (const { rule, why } of notExportable) {
      expect(lines.filter((line) => new RegExp(`[ ,]${rule}(,|$)`).test(line) && line.includes(why))).toHaveLength(1);
    }
  });

  test('is for the namespaces that are named', async () => {
    const { out } = await asked(
      'admission',
      '--only',
      'job-bounds',
      '--namespaces',
      'shop, cart',
      '--except-namespaces',
      'x',
    );
    const [, binding] = parseAllDocuments(out).map((document) => document.toJSON() as KubeObject);
    const key = 'kubernetes.io/metadata.name';
    expect(specOf(binding).matchResources).toEqual({
      namespaceSelector: {
        matchExpressions: [
          { key, operator: 'In', values: ['shop', 'cart'] },
          { key, operator: 'NotIn', values: ['x'] },
        ],
      },
    });
  });

  test('fails where nothing can be exported, and for what is no day', async () => {
    const none = await asked('admission', '--only', 'one-identity');
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toContain('no rule of the pack recommended can be exported');
    const { code, err } = await asked('admission', '--as-of', '2026-02-30');
    expect([code, err]).toEqual([1, expect.stringContaining('It must be a day such as 2026-12-31.')]);
  });
});
