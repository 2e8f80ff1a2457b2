import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import { findTemplates, TEMPLATE_KINDS, templateRefsIn } from '../../../lib/facts/kubernetes/references';
import type { Item } from '../../../lib/facts/item';
import type { RelationRule } from '../../rule';
import { all, METRIC, template } from '../example';

const composing = (name: string, inner: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: ${name}, namespace: shop }
spec: { templates: [{ templateName: ${inner} }] }`;

/** Templates that compose each other. */
export const templateCycle: RelationRule = {
  id: 'template-cycle',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: TEMPLATE_KINDS,
  title: 'Templates do not compose each other in a circle',
  why: 'the controller follows the circle without end, and with it all rollouts of the cluster stand still.',
  fix: 'take one of them out of the `templates` of another.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/controller.go:881-927, which keeps no set of what it visited',
  since: '0.2.0',
  exemptible: false,
  check: (item, { inventory }) => {
    const at = Field.of(item, () => undefined).at('spec', 'templates');
    const cycle = cycleFrom(item, at, inventory);
    // one circle, one finding: at the first of its names
    return cycle && [...cycle].sort()[0] === cycle[0]
      ? [{ at: at.path, what: `it composes itself: ${cycle.join(' -> ')}.` }]
      : [];
  },
  examples: {
    good: [{ title: 'one composes another', manifests: all(composing('all', 'success-rate'), template(METRIC)) }],
    bad: [
      { title: 'two in a circle', manifests: all(composing('one', 'other'), composing('other', 'one')) },
      { title: 'itself', manifests: composing('self', 'self') },
    ],
  },
};

/** Names from a template back to itself; a circle further down is found at its own templates. */
function cycleFrom(item: Item, templates: Field, inventory: Inventory): readonly string[] | undefined {
  const refs = templateRefsIn(templates);
  if (refs.length === 0) return undefined;
  const own = item.object.metadata.name ?? '';
  const self = { name: own, clusterScope: item.object.kind.startsWith('Cluster'), field: templates };
  const { cycle } = findTemplates([self], namespaceOf(item), { inventory, report: () => undefined });
  return cycle?.[0] === own ? cycle : undefined;
}
