import { readText } from '../../lib/facts/kubernetes/read';
import type { SaidExemption } from '../../lib/verdict';
import { evaluate, type EvaluateOptions } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { audit } from '../../policies/packs/audit';
import { recommended } from '../../policies/packs/recommended';
import type { ObjectRule } from '../../policies/rule';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { colour: red }';

/** Finds fault with every ConfigMap. */
const noRed: ObjectRule = {
  id: 'no-red',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: ['ConfigMap'],
  title: 'Nothing is red',
  why: 'red is no colour for a setting.',
  fix: 'paint it.',
  level: 'error',
  source: 'this test',
  since: '0.2.0',
  check: (object) => (JSON.stringify(object).includes('red') ? [{ at: ['data', 'colour'], what: 'it is red.' }] : []),
  examples: { good: [], bad: [] },
};

function report(rule: ObjectRule, manifests: string, options: Partial<EvaluateOptions> = {}) {
  const pack = definePack({ name: 'test', version: '1.0.0', rules: [rule] });
  const { items, problems } = readText(manifests, 'test.yaml');
  return evaluate(items, pack, { today: '2026-11-25', problems, ...options });
}

const verdicts = ({ gates }: ReturnType<typeof evaluate>) =>
  Object.fromEntries(gates.map(({ gate, verdict }) => [gate, verdict]));

describe('a gate', () => {
  test('fails where something blocks, and says how much', () => {
    const { gates, blocks, findings } = report(noRed, CONFIG);
    expect(blocks).toBe(true);
    expect(gates.find(({ gate }) => gate === 'progressive-rollout')).toMatchObject({
      verdict: 'failed',
      why: '1 finding blocks.',
    });
    expect(findings[0]).toMatchObject({
      place: { text: 'test.yaml:4:9' },
      fix: 'paint it.',
      subject: { name: 'settings' },
    });
  });

  test('that needs evidence is never shown as passed', () => {
    const { items } = readText(CONFIG, 'test.yaml');
    expect(verdicts(evaluate(items, recommended, { today: '2026-11-25' }))).toEqual({
      'pre-release-validation': 'not judged',
      'deployment-safety': 'not judged',
      'progressive-rollout': 'passed',
      'release-documentation': 'not judged',
      'post-release-monitoring': 'not judged',
    });
  });

  test('has not passed where there is nothing to judge', () => {
    expect(Object.values(verdicts(evaluate([], recommended, { today: '2026-11-25' })))).not.toContain('passed');
  });

  test('of a pack that only reports blocks nothing', () => {
    const pack = definePack({
      name: 'watch',
      version: '1.0.0',
      extends: [audit],
      rules: [[noRed, 'error']],
      reportOnly: true,
    });
    const { items } = readText(CONFIG, 'test.yaml');
    const { blocks, findings, gates } = evaluate(items, pack, { today: '2026-11-25' });
    expect(blocks).toBe(false);
    expect(gates.filter(({ verdict }) => verdict === 'failed').map(({ why }) => why)).toEqual([
      '1 finding would block.',
    ]);
    expect(findings.map(({ rule }) => rule)).toContain('no-red');
  });
});

describe('a rule that does not do its work', () => {
  const failing: [string, ObjectRule['check'], string][] = [
    [
      'throws',
      () => {
        throw new Error('oops');
      },
      'oops',
    ],
    [
      'finds faults without end',
      function* () {
        for (;;) yield { what: 'again.' };
      },
      'found more than',
    ],
  ];
  test.each(failing)('%s: is a finding that blocks, and the others are still asked', (_, check, why) => {
    const { findings, blocks } = report({ ...noRed, id: 'broken', check }, CONFIG);
    expect(blocks).toBe(true);
    expect(findings.find(({ rule }) => rule === 'rule-failed')?.what).toContain(why);
  });
});

describe('an exemption', () => {
  const said: SaidExemption = {
    rule: 'no-red',
    target: { kind: 'ConfigMap', name: 'set*' },
    reason: 'it is the brand colour',
    owner: 'team-shop',
    expires: '2026-11-25',
    saidAt: 'exemptions.yaml',
  };
  const become = (change: Partial<SaidExemption>, manifests = CONFIG) => {
    const { findings, exemptions } = report(noRed, manifests, { exemptions: [{ ...said, ...change }] });
    const { suppressed, expired, refused, unused } = exemptions;
    return [findings.length, suppressed.length, expired.length, refused.length, unused.length];
  };

  test('suppresses until its last day, that day included', () => {
    expect(become({})).toEqual([0, 1, 0, 0, 0]);
    expect(become({ expires: '2026-11-24' })).toEqual([1, 0, 1, 0, 0]);
  });

  test('with a day that is none counts as over', () => {
    for (const expires of ['2026-02-30', 'never', '', '31.12.2027', '2027-1-1']) {
      expect(become({ expires })).toEqual([1, 0, 1, 0, 0]);
    }
  });

  test('without a reason or an owner is refused', () => {
    expect(become({ reason: 'because' })).toEqual([1, 0, 0, 1, 0]);
    expect(become({ owner: ' ' })).toEqual([1, 0, 0, 1, 0]);
  });

  test('that suppresses nothing is told of', () => {
    expect(become({ target: { kind: 'Secret' } })).toEqual([1, 0, 0, 0, 1]);
    expect(become({}, CONFIG.replace('red', 'blue'))).toEqual([0, 0, 0, 0, 1]);
  });

  test('of a rule that can not be exempted is refused', () => {
    const { findings, exemptions } = report({ ...noRed, exemptible: false }, CONFIG, { exemptions: [said] });
    expect([findings.length, exemptions.refused[0]?.why]).toEqual([1, '"no-red" can\'t be exempted.']);
  });

  test('can stand in an annotation of the object', () => {
    const annotated = (text: string) =>
      CONFIG.replace('namespace: shop', `namespace: shop, annotations: { exempt.stepgate.dev/no-red: "${text}" }`);
    const right = report(noRed, annotated('until 2026-12-31 by team-shop: it is the brand colour'));
    expect([right.findings.length, right.exemptions.suppressed.length]).toEqual([0, 1]);
    const wrong = report(noRed, annotated('please'));
    expect([wrong.findings.length, wrong.exemptions.expired.length]).toEqual([1, 1]);
  });
});
