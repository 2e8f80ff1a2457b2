import { asked, expected, faultsOf, NAMED, OPTIONS, rendered } from './ask';
import { rawObjective } from './raw-objective';
import { noDataChoices } from '../../lib';
import { webAt, webVendor } from '../../lib/monitoring';
import { istioSignals, Objective } from '../../lib/slo';
import * as argo from '../support/argo';
import { testWith } from '../support/tools';

const objective = Objective.availability({
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  signals: istioSignals({ workload: 'checkout', namespace: 'shop' }),
  target: 0.99,
});
const vendor = webAt('http://slo.shop/compare');
const urlOf = ({ provider }: ReturnType<typeof asked>[number]) => new URL(provider.options.url as string);

describe('the request', () => {
  test('says everything that the endpoint must know', () => {
    const mails = rawObjective({ language: 'flux', total: 'a', part: 'b' });
    const [rise, , level] = asked(vendor, mails, NAMED);
    expect(Object.fromEntries(urlOf(rise!).searchParams)).toEqual({
      namespace: 'shop',
      service: 'mail',
      objective: 'sent',
      form: 'rise',
      seconds: '300',
      minimum: '100',
      label: 'version',
      canary: 'new',
      stable: 'old',
    });
    expect(urlOf(level!).searchParams.get('form')).toBe('level');
  });

  test('leaves arguments for Argo to fill in, and escapes the rest', () => {
    const slot = { label: 'path', by: 'service', pattern: 'a&b/<value>' } as const;
    const [rise] = asked(webVendor, rawObjective({ language: 'flux', total: 'a', part: 'b', slot }), OPTIONS);
    expect(rise!.provider.options.url).toMatch(/^\{\{args\.slo-endpoint\}\}\?namespace=shop&/);
    expect(rise!.provider.options.url).toMatch(/&canary=a%26b%2F\{\{args\.canary-service\}\}&/);
    expect(rise!.args).toEqual(['canary-service', 'slo-endpoint', 'stable-service']);
  });

  test('has no faults for the factory', () => {
    expect([...asked(vendor, objective, OPTIONS), ...asked(webVendor, objective, OPTIONS)].flatMap(faultsOf)).toEqual(
      [],
    );
  });
});

testWith(argo.oracle(), argo.NO_ORACLE, 'an answer means for Argo what noData says: null is no data', () => {
  const cases = asked(vendor, objective, NAMED).flatMap((question) =>
    [0, question.below, undefined].flatMap((sample) =>
      noDataChoices.map((noData) => ({
        name: `${question.name}, ${sample}, ${noData}`,
        phase: expected(sample, question.below, noData),
        input: { metric: rendered(question, noData), response: { body: JSON.stringify({ value: sample ?? null }) } },
      })),
    ),
  );
  const measured = argo.measure(cases.map(({ input }) => input));
  expect(cases.map(({ name }, index) => ({ name, phase: measured[index]?.phase }))).toEqual(
    cases.map(({ name, phase }) => ({ name, phase })),
  );
});
