import type { DeliveryUnit } from '../../../lib/facts/unit';
import { isUnknown } from '../../../lib/plan';
import type { Findings, UnitRule } from '../../rule';
import { mapIn } from './values';
import { safe } from './examples';
import { fieldIn, whereServed } from './served';

/** Two on one node are one when the node goes: that is for `spread`. */
export const replicas: UnitRule = {
  id: 'replicas',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'What serves requests runs at least twice',
  why: 'when its only pod goes, with its node or on its own, requests fail until another has started.',
  fix: 'run two or more; of an autoscaler, raise minReplicas.',
  level: 'warning',
  source: 'Kubernetes: Disruptions (replicate your application if you need higher availability)',
  since: '0.2.0',
  check: (unit, { world }) => whereServed(unit, judge(unit, world)),
  examples: {
    good: [{ title: 'two', manifests: safe('replicas: 2') }],
    bad: [{ title: 'one', manifests: safe('replicas: 1') }],
  },
};

function* judge(unit: DeliveryUnit, world: 'open' | 'closed'): Findings {
  const { leastReplicas, autoscaler, item } = unit;
  if (isUnknown(leastReplicas)) {
    yield leastReplicas;
    return;
  }
  if (leastReplicas >= 2) return;
  const own = mapIn(item.object.spec).replicas;
  if (world === 'open' && own === undefined && !autoscaler) {
    yield { unknown: 'whether an autoscaler elsewhere says how many pods there are' };
    return;
  }
  const many = leastReplicas === 0 ? 'no pod at all' : 'one pod';
  // an autoscaler's least stands in the autoscaler
  if (autoscaler && own !== leastReplicas) {
    const { kind, metadata } = autoscaler.object;
    yield { value: leastReplicas, what: `${kind} "${metadata.name ?? ''}" may leave it ${many}.` };
    return;
  }
  const at = fieldIn(unit, 'spec', 'replicas');
  yield { at, value: leastReplicas, what: leastReplicas === 0 ? 'it may run no pod at all.' : 'it runs one pod.' };
}
