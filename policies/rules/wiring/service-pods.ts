import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf, type Inventory } from '../../../lib/facts/kubernetes/inventory';
import { SIDE_SERVICES } from '../../../lib/facts/kubernetes/names';
import { whyNotKnown } from '../../../lib/facts/kubernetes/not-known';
import { podsOf } from '../../../lib/facts/kubernetes/units/template-of';
import { isUnknown } from '../../../lib/plan';
import type { RelationRule } from '../../rule';
import { all, rollout } from '../example';

/** The controller writes it. */
const HASH = 'rollouts-pod-template-hash';

const TWO = rollout({ strategy: 'canary: { canaryService: web-canary, stableService: web }' });

const service = (name: string, app: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${app} }, ports: [{ port: 80 }] }`;

/** Whether they are there at all is for `missing-reference`; what their selector must not say, for `service-selector`. */
export const servicePods: RelationRule = {
  id: 'service-pods',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'Services of a Rollout select its pods',
  why: 'Argo marks the rollout as invalid and releases nothing; requests to that Service reach nobody.',
  fix: 'let the selector of the Service demand labels that the pod template has.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation_references.go ValidateService',
  since: '0.2.0',
  *check(item, { inventory }) {
    const pods = podsOf(item, inventory);
    const services = servicesOf(item, inventory);
    if (isUnknown(pods)) {
      // the Services would be judged by its labels
      if (services.length > 0) yield pods;
      return;
    }
    const has = (key: string) => (Object.hasOwn(pods.labels, key) ? pods.labels[key] : undefined);
    for (const found of services) {
      const demanded = selectorOf(found)
        .entries()
        .filter(([key, { value }]) => key !== HASH && has(key) !== value);
      const [first] = demanded;
      if (!first) continue;
      const why = demanded.map(([key]) => whyNotKnown(pods.from ?? item, has(key))).find((one) => one !== undefined);
      if (why !== undefined) {
        yield { unknown: why };
        continue;
      }
      const labels = demanded
        .map(([key, { value }]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ');
      yield {
        item: found,
        at: first[1].path,
        value: first[1].value,
        key: item.object.metadata.name ?? '',
        what: `it selects ${labels}, and pods of Rollout "${item.object.metadata.name ?? ''}" have no such label.`,
      };
    }
  },
  examples: {
    good: [{ title: 'both select them', manifests: all(TWO, service('web', 'web'), service('web-canary', 'web')) }],
    bad: [{ title: 'another app', manifests: all(TWO, service('web', 'web'), service('web-canary', 'canary')) }],
  },
};

/** The Services that its strategy names and that are there, each once. */
function servicesOf(item: Item, inventory: Inventory): readonly Item[] {
  const strategy = Field.of(item, () => undefined).at('spec', 'strategy');
  const names = new Set(SIDE_SERVICES.flatMap((path) => strategy.at(...path).text() ?? []));
  return [...names].flatMap(
    (name) => inventory.find({ groupKind: 'Service', name, namespace: namespaceOf(item) }) ?? [],
  );
}

function selectorOf(service: Item): Field {
  return Field.of(service, () => undefined).at('spec', 'selector');
}
