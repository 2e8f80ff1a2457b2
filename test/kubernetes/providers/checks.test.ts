import { providerCases } from './cases';
import { metricProviders, prometheus } from '../../../lib';
import * as argo from '../../support/argo';
import { testWith } from '../../support/tools';

const CHECK = { name: 'check' };

describe.each(metricProviders.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
  const cases = providerCases[id] ?? [];

  test('has a case for each of its checks, and none for others', () => {
    expect([...new Set(cases.map((one) => one.id))].sort()).toEqual([...new Set(kind.checks)].sort());
  });

  test('has checks with ids of their own', () => {
    expect(kind.checks.filter((check, index) => kind.checks.indexOf(check) < index)).toEqual([]);
  });

  test.each(cases.map((one) => [`${one.id}: ${one.when}`, one] as const))('%s', (_name, { id, at, metric, ...one }) => {
    const found = one.broken().problems?.({ ...CHECK, ...metric }) ?? [];
    expect(found.map(({ rule, at }) => ({ rule, at }))).toEqual([{ rule: id, at }]);
    for (const { what, why, fix } of found) {
      for (const sentence of [what, why, fix]) {
        expect(sentence).toMatch(/^\S.{8,}[.?)]$/);
      }
    }
    expect(one.fine().problems?.(CHECK)).toEqual([]);
    // a provider without problems can be rendered
    expect(JSON.stringify(one.fine().spec)).toMatch(/^\{/);
  });
});

test('a secret in clear text is not shown in the error', () => {
  const [problem] = prometheus({ query: 'up', headers: { token: 'hunter2' } }).problems?.(CHECK) ?? [];
  expect(problem).toMatchObject({ rule: 'prometheus-secret' });
  expect(JSON.stringify(problem)).not.toContain('hunter2');
});

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'Argo refuses at the first measurement what it is said to refuse, in these words',
  () => {
    const cases = Object.values(providerCases)
      .flat()
      .flatMap(({ when, broken, argo }) => (argo === undefined ? [] : [{ when, provider: broken(), argo }]));
    expect(cases.length).toBeGreaterThan(5);
    const found = argo.measure(
      cases.map(({ provider }) => ({
        metric: { name: 'check', provider: { [provider.id]: provider.spec } },
        response: { body: '{}' },
      })),
    );
    for (const [index, { when, argo }] of cases.entries()) {
      expect({ when, ...found[index] }).toMatchObject({ when, phase: 'Error', message: expect.stringContaining(argo) });
    }
  },
);
