import type { Item } from '../../../lib/facts/item';
import { placeOf } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf, type Inventory } from '../../../lib/facts/kubernetes/inventory';
import { SIDE_SERVICES } from '../../../lib/facts/kubernetes/names';
import { groupBy } from '../../../lib/group-by';
import type { Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';
import { oncePer } from '../once-per';

const switching = (service: string) => rollout({ strategy: `blueGreen: { activeService: ${service} }` });

/** Said of the second Rollout and of all that follow. Whether the Service is there is for `missing-reference`. */
export const serviceShared: RelationRule = {
  id: 'service-shared',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'A Service belongs to one Rollout',
  why: 'the controller writes the selector for whoever comes first, and marks the other Rollout as invalid.',
  fix: 'give each Rollout Services of its own.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation_references.go ValidateService',
  since: '0.2.0',
  check: (item, { inventory }) =>
    servicesOf(item).flatMap((field): Found[] => {
      const [first] = usersOf(inventory).get(keyOf(item, field)) ?? [];
      const isOwn = first === undefined || first.object.metadata.name === item.object.metadata.name;
      if (isOwn) return [];
      const what = `Rollout "${first.object.metadata.name ?? ''}" at ${placeOf(first)} has the Service "${field.text() ?? ''}" too.`;
      return [{ at: field.path, value: field.value, what }];
    }),
  examples: {
    good: [{ title: 'each has its own', manifests: all(switching('web'), named('api', 'api')) }],
    bad: [{ title: 'two have one', manifests: all(switching('web'), named('api', 'web')) }],
  },
};

function named(name: string, service: string): string {
  return switching(service).replace('name: web\n', `name: ${name}\n`);
}

function servicesOf(item: Item): readonly Field[] {
  const strategy = Field.of(item, () => undefined).at('spec', 'strategy');
  return SIDE_SERVICES.map((path) => strategy.at(...path)).filter((field) => (field.text() ?? '') !== '');
}

function keyOf(item: Item, field: Field): string {
  return `${namespaceOf(item) ?? ''}/${field.text() ?? ''}`;
}

/** Rollouts by the Services that they name. */
const usersOf = oncePer((inventory: Inventory): ReadonlyMap<string, readonly Item[]> => {
  const uses = inventory
    .of('argoproj.io/Rollout')
    .flatMap((item) => servicesOf(item).map((field) => ({ item, key: keyOf(item, field) })));
  return new Map([...groupBy(uses, ({ key }) => key)].map(([key, some]) => [key, some.map(({ item }) => item)]));
});
