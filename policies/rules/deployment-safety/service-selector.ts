import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import { SIDE_SERVICES } from '../../../lib/facts/kubernetes/names';
import type { Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';
import { SERVICE } from './examples';
import { ignoresServices, specOf } from './indices';

/** How Argo CD is told to apply an object. */
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

const HASH = 'rollouts-pod-template-hash';

/**
 * Whether a tool puts the selector back depends on how it applies. Only what a Service says of that itself is judged: a
 * three-way merge, as Argo CD and kubectl do it where nothing is said, keeps what the controller wrote.
 */
export const serviceSelector: RelationRule = {
  id: 'service-selector',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'Nothing takes back the selector that the controller gives a Service',
  why: 'for a moment the Service sends to both versions, and a blue-green takes itself for switched and skips its analysis.',
  fix: 'let the tool merge: without ServerSideApply and Replace, or with the selector ignored.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, rollout/bluegreen.go:121 and issue 4750',
  since: '0.2.0',
  *check(item, { inventory, world }) {
    const seen = new Set<Item>();
    for (const path of SIDE_SERVICES) {
      const name = specOf(item)
        .at('strategy', ...path)
        .text();
      const service =
        name === undefined ? undefined : inventory.find({ groupKind: 'Service', name, namespace: namespaceOf(item) });
      const found = service && !seen.has(service) ? faultOf(service) : undefined;
      if (!service || !found) continue;
      seen.add(service);
      if (!found.at.includes(SYNC_OPTIONS)) yield { item: service, ...found };
      else if (ignoresServices(inventory)) continue;
      else if (world === 'open')
        yield { item: service, unknown: 'whether an Application elsewhere ignores its selector' };
      else yield { item: service, ...found };
    }
  },
  examples: {
    good: [{ title: 'nothing is said', manifests: blueGreen('') }],
    bad: [
      {
        title: 'Argo CD replaces it',
        manifests: blueGreen('annotations: { argocd.argoproj.io/sync-options: Replace=true }'),
      },
      {
        title: 'Flux applies it on the server',
        manifests: blueGreen('labels: { kustomize.toolkit.fluxcd.io/name: shop }'),
      },
      {
        title: 'a hash in the manifest',
        manifests: blueGreen('').replace('{ app: web }\n  ports', `{ app: web, ${HASH}: 5d4f }\n  ports`),
      },
    ],
  },
};

function faultOf(service: Item): (Found & Required<Pick<Found, 'at'>>) | undefined {
  const root = Field.of(service, () => undefined);
  if (root.at('spec', 'selector', HASH).exists) {
    return {
      at: ['spec', 'selector', HASH],
      what: `its selector names one version: ${HASH} stands in the manifest.`,
      fix: 'take it away; the controller writes it.',
    };
  }
  const [annotations, labels] = [root.at('metadata', 'annotations'), root.at('metadata', 'labels')];
  const options = (annotations.at(SYNC_OPTIONS).text() ?? '').split(',').map((one) => one.trim());
  const option = options.find((one) => ['Replace=true', 'ServerSideApply=true'].includes(one));
  if (option !== undefined) {
    return {
      at: ['metadata', 'annotations', SYNC_OPTIONS],
      value: option,
      what: `with ${option} each sync of Argo CD takes away what the controller adds to its selector.`,
    };
  }
  const policy = annotations.at('kustomize.toolkit.fluxcd.io/ssa').text();
  const isFlux = labels.at('kustomize.toolkit.fluxcd.io/name').exists;
  if (!isFlux || ['Merge', 'IfNotPresent', 'Ignore'].includes(policy ?? '')) return undefined;
  return {
    at: ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/ssa'],
    what: 'Flux applies it on the server, and takes away what the controller adds to its selector.',
    fix: 'annotate it with kustomize.toolkit.fluxcd.io/ssa: IfNotPresent.',
  };
}

function blueGreen(metadata: string): string {
  const service = metadata === '' ? SERVICE : SERVICE.replace('namespace: shop }', `namespace: shop, ${metadata} }`);
  return all(rollout({ strategy: 'blueGreen: { activeService: web }' }), service);
}
