import { readText } from '../../../lib/facts/kubernetes/read';
import { evaluate } from '../../../policies/evaluate';
import { recommended } from '../../../policies/packs';
import { faults } from './faults';
import { goodReleases } from './good';

describe('A release with a fault', () => {
  test.each(faults.map((fault) => [fault.title, fault] as const))('is found out, and nothing else: %s', (_, fault) => {
    const { items, problems } = readText(fault.manifests, 'release.yaml');
    expect(problems).toEqual([]);
    const { findings } = evaluate(items, recommended, { today: '2026-11-25' });
    expect(findings.map(({ rule, subject }) => `${rule} ${subject.kind}/${subject.name}`).sort()).toEqual(fault.finds);
    // an exemption of one finding hides no other: what says something else has another fingerprint
    const said = new Map(findings.map(({ fingerprint, what }) => [fingerprint, what]));
    expect(findings.filter(({ fingerprint, what }) => said.get(fingerprint) !== what)).toEqual([]);
  });

  test('breaks something, and each is another', () => {
    expect(faults.filter(({ finds }) => finds.length === 0).map(({ title }) => title)).toEqual([]);
    const texts = [...goodReleases, ...faults].map(({ manifests }) => manifests);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('is there for every gate, and together there are more than 60', () => {
    const found = new Set(faults.flatMap(({ finds }) => finds.map((one) => one.split(' ')[0])));
    const gates = new Set(recommended.settings.flatMap(({ rule }) => (found.has(rule.id) ? [rule.gate] : [])));
    expect([gates.size, faults.length > 60]).toEqual([5, true]);
  });
});
