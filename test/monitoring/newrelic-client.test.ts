import { newRelicVendor } from '../../lib/monitoring';
import { newRelicClient, NO_NEW_RELIC, readMutations } from '../support/newrelic';
import { testWith } from '../support/tools';
import { answered, kinds } from './vendor-objectives';

const objectives = [
  kinds.availability(),
  kinds.latency({ windowDays: 28 }),
  kinds.ratio({ windowDays: 7 }),
  kinds.availability({ name: 'weekly', windowDays: 7 }),
];

/** What whoever sends a mutation adds: ids of an account and an entity. */
function sent(kind: string, body: object): object {
  const withAccount = JSON.parse(
    JSON.stringify(body, (key, value: unknown) => (key === 'events' ? { accountId: 1, ...(value as object) } : value)),
  ) as object;
  return kind === 'serviceLevelCreate' ? { entityGuid: 'guid', ...withAccount } : { accountId: 1, ...withAccount };
}

const mutations = [
  ...objectives.flatMap((objective) => answered(newRelicVendor.alerts(objective)).artefacts),
  ...answered(
    newRelicVendor.dashboard({
      service: 'checkout',
      namespace: 'shop',
      objectives: [...objectives, kinds.saturation(), kinds.freshness()],
    }),
  ),
]
  .filter(({ kind }) => kind !== 'terraform')
  .map(({ kind, body }) => ({ kind, body: sent(kind, body) }));

testWith(newRelicClient(), NO_NEW_RELIC, "New Relic's client reads every mutation, and would send the same", () => {
  const readings = readMutations(mutations);
  expect(readings.flatMap(({ errors }, index) => errors.map((error) => `${mutations[index]?.kind}: ${error}`))).toEqual(
    [],
  );
  readings.forEach(({ read }, index) => expect(read).toMatchObject(mutations[index]?.body ?? {}));
  expect(new Set(mutations.map(({ kind }) => kind))).toEqual(
    new Set([
      'alertsPolicyCreate',
      'alertsNrqlConditionStaticCreate',
      'alertsCompoundConditionCreate',
      'serviceLevelCreate',
      'dashboardCreate',
    ]),
  );
});

describe('and finds what we could get wrong', () => {
  const mutants: readonly [what: string, change: (text: string) => string, error: string][] = [
    ['a mutation that is none', (text) => text.replace('"alertsPolicyCreate"', '"alertsPolicyMake"'), 'no mutation'],
    ['a preference that is none', (text) => text.replace('"PER_CONDITION"', '"PER_LEG"'), 'is none of'],
    ['a policy without a name', (text) => text.replace(/"name":"[^"]*",("incident)/, '$1'), 'name: it is required'],
    ['an operator that is none', (text) => text.replace('"ABOVE"', '"OVER"'), 'is none of'],
    ['an unknown key', (text) => text.replace('"slideBy"', '"slide"'), 'unknown field'],
    [
      'a window as text',
      (text) => text.replace('"aggregationWindow":3600', '"aggregationWindow":"1h"'),
      'cannot unmarshal',
    ],
    ['a term without a threshold', (text) => text.replace(/"threshold":[\d.]+,/, ''), 'threshold: it is required'],
    ['a method that is none', (text) => text.replace('"EVENT_FLOW"', '"FLOW"'), 'is none of'],
    ['a compound without a trigger', (text) => text.replace(/"triggerExpression":"[^"]*",/, ''), 'triggerExpression'],
    ['an alias under another name', (text) => text.replace('"alias":"A"', '"letter":"A"'), 'unknown field'],
    ['a unit of time that is none', (text) => text.replace('"DAY"', '"DAYS"'), 'is none of'],
    ['a function that is none', (text) => text.replace('"SUM"', '"TOTAL"'), 'is none of'],
    ['a target as text', (text) => text.replace('"target":99,', '"target":"99",'), 'cannot unmarshal'],
    ['permissions that are none', (text) => text.replace('"PUBLIC_READ_WRITE"', '"PUBLIC"'), 'is none of'],
  ];
  for (const [what, change, error] of mutants) {
    testWith(newRelicClient(), NO_NEW_RELIC, what, () => {
      const mutant = mutations.map((each) => JSON.stringify(each)).find((text) => change(text) !== text);
      const [reading] = readMutations([JSON.parse(change(mutant ?? '')) as (typeof mutations)[number]]);
      expect(reading?.errors.join('; ')).toContain(error);
    });
  }
});
