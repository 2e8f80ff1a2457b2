import { foundIn } from '../../../lib/facts/kubernetes/problem';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { rollout } from '../example';
import { problemsOf } from './problems';

/** Problems that rules of their own find. */
const ELSEWHERE = ['template-cycle'];

/**
 * What could not be read as Kubernetes or Argo read it: types, missing fields, values out of range. What they check beyond
 * that is `argo-validation`.
 */
export const argoRefuses: UnitRule = {
  id: 'argo-refuses',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'The platform can read what is released',
  why: 'the API server or Argo refuses it, so the release does not take place, or stops half-way.',
  fix: 'write it as the field wants it.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation',
  since: '0.2.0',
  exemptible: false,
  check: (unit, around) =>
    problemsOf(unit, around)
      .filter(({ severity, rule }) => severity === 'error' && !ELSEWHERE.includes(rule))
      .map((problem): Found | CannotKnow => {
        const { what, why, fix, value, rule, field = '' } = problem;
        const place = foundIn(problem);
        const found = { what: field === '' ? what : `${field}: ${what}`, why, fix, key: rule };
        return {
          ...found,
          ...(place ? { item: place.item, at: place.field } : {}),
          ...(value === undefined ? {} : { value }),
        };
      }),
  examples: {
    good: [
      {
        title: 'a weight and a pause',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 20 }, { pause: { duration: 10m } }] }' }),
      },
    ],
    bad: [
      { title: 'a weight above 100', manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 120 }] }' }) },
      {
        title: 'a pause in days, which Go does not know',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 20 }, { pause: { duration: 1d } }] }' }),
      },
      { title: 'no strategy', manifests: rollout({ strategy: 'canary: null' }) },
    ],
  },
};
