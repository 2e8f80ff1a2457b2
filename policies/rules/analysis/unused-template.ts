import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import type { Item } from '../../../lib/facts/item';
import { usedBy } from '../../../lib/facts/kubernetes/templates';
import type { RelationRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { TEMPLATE_KINDS } from './metrics';

const USERS = ['argoproj.io/Rollout', 'argoproj.io/Experiment', 'argoproj.io/AnalysisRun', ...TEMPLATE_KINDS];

/** A gate that nobody walks through. */
export const unusedTemplate: RelationRule = {
  id: 'unused-template',
  gate: 'progressive-rollout',
  judges: 'relation',
  kinds: TEMPLATE_KINDS,
  title: 'Every analysis template is used',
  why: 'it looks as if something were judged, and nothing is.',
  fix: 'name it in the strategy that it was written for, or take it out.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1: a template alone starts no analysis',
  since: '0.2.0',
  check: (item, { inventory, world }) => {
    if (usedIn(inventory).has(item)) return [];
    const { kind } = item.object;
    const name = item.object.metadata.name ?? '';
    return world === 'open'
      ? [{ unknown: `whether something that is not among the manifests uses the ${kind} "${name}"` }]
      : [
          {
            at: ['metadata', 'name'],
            value: name,
            what: `no Rollout, Experiment or template names the ${kind} "${name}".`,
          },
        ];
  },
  examples: {
    good: [{ title: 'named by a strategy', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [{ title: 'named by nobody', manifests: template(METRIC) }],
  },
};

const used = new WeakMap<Inventory, ReadonlySet<Item>>();

function usedIn(inventory: Inventory): ReadonlySet<Item> {
  const known = used.get(inventory);
  if (known) return known;
  const found = usedBy(
    USERS.flatMap((kind) => inventory.of(kind)),
    inventory,
  );
  used.set(inventory, found);
  return found;
}
