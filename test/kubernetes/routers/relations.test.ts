import { ApiObject } from 'cdk8s';
import { relations, type Relation } from './cases';
import { Shop, type Manifest } from './support';
import * as argo from '../../support/argo';
import { testWith } from '../../support/tools';

function build({ router, canary }: Relation): Shop {
  const shop = new Shop();
  shop.rollout(router(shop), canary ? canary(shop) : shop.pair());
  return shop;
}

/** All objects, valid or not: a synth would stop at what is said against them. */
function documentsOf(shop: Shop): object[] {
  return shop.node.findAll().flatMap((one) => (ApiObject.isApiObject(one) ? [one.toJson() as object] : []));
}

const rulesIn = (faults: string) => [...faults.matchAll(/ \[([\w-]+)\]$/gm)].map(([, rule]) => rule);

test.each(relations.map((relation) => [relation.name, relation] as const))(
  '%s is judged at synth',
  (_name, relation) => {
    expect(rulesIn(build(relation).faults())).toEqual(relation.rules);
  },
);

test('a fault says where, what, why and what to do, and stops the synth', () => {
  const shop = build(relations.find(({ rules }) => rules.includes('R16'))!);
  expect(shop.faults()).toBe(
    [
      'spec.strategy.canary.trafficRouting.ambassador.mappings[0]: "handed": the Mapping sets a weight (50). [R16]',
      '    why: the controller would refuse the Rollout: it sets the weight of a copy of this Mapping.',
      '    do:  leave out spec.weight.',
    ].join('\n'),
  );
  expect(() => shop.synth()).toThrow(/\[shop\/Rollout\/ambassador\] spec.strategy.*R16/s);
});

testWith(argo.oracle(), argo.NO_ORACLE, 'the real controller takes each relation as we say it does', () => {
  const flags = { 'traefik-api-group': 'traefik.io', 'traefik-api-version': 'traefik.io/v1alpha1' };
  const docs = relations.map((relation) => documentsOf(build(relation)));
  const judged = argo.references(docs.map((one) => ({ docs: one, flags })));
  const moved = argo.route(docs.map((one) => ({ docs: one, weight: 30, flags })));
  const verdicts = relations.map(({ name }, index) => {
    const { error, rollouts } = judged[index]!;
    const fails = moved[index]?.error ?? moved[index]?.rollouts[0]?.errors.join();
    return [name, error || rollouts[0]?.invalidSpec ? 'refuses' : fails ? 'fails' : 'accepts'];
  });
  expect(verdicts).toEqual(relations.map(({ name, controller }) => [name, controller]));
});

testWith(argo.oracle(), argo.NO_ORACLE, 'what the real controller does without a word is what we say it does', () => {
  const after = (rule: string): Record<string, unknown> => {
    const shop = build(relations.find(({ rules }) => rules.includes(rule))!);
    const [result] = argo.route([{ docs: documentsOf(shop), weight: 30 }]);
    const { created = [], updated = [] } = result?.rollouts[0] ?? {};
    return Object.fromEntries(([...created, ...updated] as Manifest[]).map(({ kind, spec }) => [kind, spec]));
  };
  const hosts = {
    http: [{ route: [{ destination: { host: 'checkout-stable' } }, { destination: { host: 'checkout-canary' } }] }],
  };
  expect(after('istio-foreign-destination').VirtualService).toMatchObject(hosts);
  expect(after('istio-subset-removed').DestinationRule).toMatchObject({
    subsets: [{ name: 'stable' }, { name: 'canary' }],
  });
  expect(after('istio-subset-missing').DestinationRule).toMatchObject({ subsets: [{ name: 'stable' }] });
  expect(after('ambassador-service').Mapping).toMatchObject({ service: 'other:80', weight: 30 });
  expect(after('appmesh-routes')).not.toHaveProperty('VirtualRouter');
  const targets = [{ weight: 70 }, { virtualNodeRef: { name: 'other' }, weight: 0 }];
  expect(after('appmesh-nodes').VirtualRouter).toMatchObject({
    routes: [{ httpRoute: { action: { weightedTargets: targets } } }],
  });
});
