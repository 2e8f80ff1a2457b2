import { Field } from '../../../lib/facts/kubernetes/field';
import type { Found, ObjectRule } from '../../rule';
import { rollout } from '../example';
import { STRATEGY_CHECKS } from './strategy-checks';
import { validated } from './validated';

const withCanary = (canary: string) => rollout({ strategy: `canary: { steps: [{ setWeight: 20 }], ${canary} }` });

/** What Argo's own validation refuses although each field by itself is fine. Fields by themselves are `argo-refuses`. */
export const argoValidation: ObjectRule = {
  id: 'argo-validation',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: "Argo's validation takes the strategy",
  why: 'Argo marks the rollout as invalid and releases nothing, although the API server took it.',
  fix: 'let the fields agree.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation.go',
  since: '0.2.0',
  exemptible: false,
  check: (object) => {
    const root = Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined);
    const on = validated(root);
    return STRATEGY_CHECKS.flatMap(({ id, find }): Found[] => {
      const found = find(on);
      if (!found) return [];
      const { at, what } = found;
      return [
        { at: at.path, what, key: id, ...(at.exists && typeof at.value !== 'object' ? { value: at.value } : {}) },
      ];
    });
  },
  examples: {
    good: [
      {
        title: 'a router and both Services',
        manifests: withCanary(
          'canaryService: new, stableService: old, trafficRouting: { nginx: { stableIngress: web } }',
        ),
      },
    ],
    bad: [
      { title: 'one Service for both', manifests: withCanary('canaryService: web, stableService: web') },
      {
        title: 'a router without Services',
        manifests: withCanary('trafficRouting: { nginx: { stableIngress: web } }'),
      },
      { title: 'no pod can be replaced', manifests: withCanary('maxSurge: 0, maxUnavailable: 0') },
    ],
  },
};
