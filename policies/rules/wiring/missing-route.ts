import { Field } from '../../../lib/facts/kubernetes/field';
import type { CannotKnow, Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';
import { routesIn } from './named-routes';

const ROUTED = rollout({
  strategy: `
    canary:
      canaryService: web-canary
      stableService: web
      trafficRouting: { nginx: { stableIngress: web } }
      steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]`,
});

/** The object whose weights a router sets. Services are `missing-reference`. */
export const missingRoute: RelationRule = {
  id: 'missing-route',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'What a router sets weights on is there',
  why: 'no traffic can be handed over: the rollout is invalid, or errs at its first weight.',
  fix: 'add it, or correct the name.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/controller.go getReferencedIngresses, getReferencedVirtualServices',
  since: '0.2.0',
  check: (item, { inventory, world }) => {
    const routing = Field.of(item, () => undefined).at('spec', 'strategy', 'canary', 'trafficRouting');
    return routesIn(routing, item).flatMap(({ field, name, namespace, kinds }): (Found | CannotKnow)[] => {
      if (kinds.some((groupKind) => inventory.find({ groupKind, name, namespace }))) return [];
      const kind = kinds[0]?.split('/')[1] ?? '';
      if (world === 'open') return [{ unknown: `whether the ${kind} "${name}" is elsewhere` }];
      return [{ at: field.path, value: field.value, what: `the ${kind} "${name}" is not among the manifests.` }];
    });
  },
  examples: {
    good: [
      {
        title: 'the Ingress is there',
        manifests: all(
          ROUTED,
          `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }`,
        ),
      },
    ],
    bad: [{ title: 'no Ingress', manifests: ROUTED }],
  },
};
