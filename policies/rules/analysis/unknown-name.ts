import { closest } from '../../../lib/closest';
import { namespaceOf, type Inventory } from '../../../lib/facts/kubernetes/inventory';
import type { Found, RelationRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { metricsOf, TEMPLATE_KINDS } from './metrics';

/** Labels whose value is the name of something that was deployed. */
const NAMING = [
  'service',
  'service_name',
  'app',
  'deployment',
  'rollout',
  'workload',
  'destination_workload',
  'destination_service_name',
  'kubernetes_service',
  'exported_service',
];

/** Labels that say a namespace. Many are of nobody here, such as that of a gateway: only what looks misspelt is told. */
const PLACING = ['namespace', 'destination_workload_namespace', 'destination_service_namespace', 'exported_namespace'];

/** A name that is written into a query and is nobody's: a slip, or left over from another service. */
export const unknownName: RelationRule = {
  id: 'unknown-name',
  gate: 'progressive-rollout',
  judges: 'relation',
  kinds: TEMPLATE_KINDS,
  title: 'A query names something that is deployed',
  why: 'it selects nothing, or the requests of something else.',
  fix: 'write the name as the Service or workload has it, or hand it over as an argument.',
  level: 'warning',
  source: 'Prometheus Operator and Istio, standard labels',
  since: '0.2.0',
  check: (item, { inventory, world }) => {
    const { names, namespaces } = namesIn(inventory);
    return metricsOf(item.object).flatMap(({ field, reading: { equals }, metric: { name } }) => {
      const strangers = new Set(
        equals
          .filter(({ label, value }) => NAMING.includes(label) && /^[a-z0-9][a-z0-9.-]*$/.test(value))
          .map(({ value }) => value)
          .filter((value) => !names.has(value.split('.')[0] ?? '')),
      );
      const misspelt = equals.flatMap(({ label, value }) => {
        const meant = PLACING.includes(label) && !namespaces.has(value) && closest(value, [...namespaces]);
        return typeof meant === 'string' ? [{ value, meant }] : [];
      });
      const at = field.at('provider', 'prometheus', 'query').path;
      const places = misspelt.map(({ value, meant }): Found | { unknown: string } =>
        world === 'open'
          ? { unknown: `whether there is a namespace "${value}", which the query of "${name}" names` }
          : {
              at,
              key: `${name} ${value}`,
              what: `the query of "${name}" names the namespace "${value}", and "${meant}" is the one that is here.`,
            },
      );
      const called = [...strangers].map((stranger): Found | { unknown: string } =>
        world === 'open'
          ? { unknown: `whether there is a "${stranger}", which the query of "${name}" names` }
          : {
              at,
              key: `${name} ${stranger}`,
              what: `the query of "${name}" names "${stranger}", and nothing is called that.`,
            },
      );
      return [...called, ...new Map(places.map((one) => [JSON.stringify(one), one])).values()];
    });
  },
  examples: {
    good: [
      {
        title: 'handed over',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)),
      },
      {
        title: 'the name of the workload',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC.replaceAll('{{args.service}}', 'web'))),
      },
    ],
    bad: [
      {
        title: 'the name of another service',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC.replaceAll('{{args.service}}', 'checkout'))),
      },
    ],
  },
};

/** What somebody here is called, and where somebody here lives. */
interface Names {
  readonly names: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<Inventory, Names>();

/** Everything that something is called: names, and the values of labels and selectors. */
function namesIn(inventory: Inventory): Names {
  const found = known.get(inventory);
  if (found) return found;
  const names = new Set<string>();
  const namespaces = new Set<string>();
  for (const item of inventory.items) {
    const { object } = item;
    const namespace = namespaceOf(item);
    if (namespace !== undefined) namespaces.add(namespace);
    const { template, selector, strategy } = Object(object.spec) as Record<string, unknown>;
    names.add(object.metadata.name ?? '');
    for (const holder of [
      object.metadata.labels,
      (Object(template) as { metadata?: unknown }).metadata,
      selector,
      strategy,
    ])
      addTexts(holder, names);
  }
  const all = { names, namespaces };
  known.set(inventory, all);
  return all;
}

function addTexts(value: unknown, names: Set<string>) {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') names.add(next);
    else if (typeof next === 'object' && next !== null) for (const one of Object.values(next)) open.push(one);
  }
}
