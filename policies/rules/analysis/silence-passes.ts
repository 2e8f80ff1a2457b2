import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import { usedBy } from '../../../lib/facts/kubernetes/templates';
import type { Item } from '../../../lib/facts/item';
import type { Around, Found, RelationRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { conditionIn, metricsOf, TEMPLATE_KINDS } from './metrics';

const SILENCES = [
  ['noData', 'no data'],
  ['notANumber', 'NaN, which 0/0 is,'],
] as const;

const OPEN = `
  interval: 1m
  failureCondition: len(result) > 0 && result[0] > 0.01
  provider:
    prometheus:
      query: |
        sum(rate(requests_total{service="{{args.service}}",code=~"5.."}[2m]))
        / sum(rate(requests_total{service="{{args.service}}"}[2m]))`;

/**
 * A condition that takes silence for health. Where a whole rollout is promoted in silence, `blind` says that of it; this one
 * speaks of all other templates.
 */
export const silencePasses: RelationRule = {
  id: 'silence-passes',
  gate: 'progressive-rollout',
  judges: 'relation',
  kinds: TEMPLATE_KINDS,
  title: 'A metric does not take silence for health',
  why: 'when monitoring is down, or nobody sends requests, it lets everything through.',
  fix: 'ask for len(result) > 0 and !isNaN(result[0]) in the successCondition, and let no `or vector(0)` fill in.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, utils/evaluate/evaluate.go: comparisons with NaN are false',
  since: '0.2.0',
  check: (item, around) => {
    if (isBlind(item, around)) return [];
    return metricsOf(item.object).flatMap(({ field, metric: { name, verdicts } }): Found[] => {
      const conditions = conditionIn(field);
      const silent = SILENCES.find(([key]) => verdicts[key] === 'Successful');
      // without a condition everything is a success: `no-condition`
      if (!silent || !conditions.value) return [];
      return [
        {
          at: conditions.path,
          value: conditions.value,
          key: name,
          what: `"${name}" counts ${silent[1]} as a success.`,
        },
      ];
    });
  },
  examples: {
    good: [
      { title: 'silence is Inconclusive', manifests: template(METRIC) },
      {
        title: 'a rollout of which `blind` speaks is left to it',
        manifests: all(rollout({ strategy: STRATEGY }), template(OPEN)),
      },
    ],
    bad: [
      {
        title: 'a failureCondition alone, and a division',
        manifests: template(OPEN),
      },
      {
        title: 'zero errors where there is nothing',
        manifests: template(`
          successCondition: result[0] < 0.01
          provider: { prometheus: { query: 'sum(rate(bad_total[2m])) / sum(rate(all_total[2m])) or vector(0)' } }`),
      },
    ],
  },
};

const blindIn = new WeakMap<Inventory, ReadonlySet<Item>>();

function isBlind(item: Item, { inventory, units }: Around): boolean {
  const known = blindIn.get(inventory);
  if (known) return known.has(item);
  const blind = units.filter(({ report }) => report?.remarks.some(({ id }) => id === 'blind'));
  const used = usedBy(
    blind.map((unit) => unit.item),
    inventory,
  );
  blindIn.set(inventory, used);
  return used.has(item);
}
