import { foundIn } from '../../../lib/facts/kubernetes/problem';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { problemsOf } from './problems';

const MISSING = ['missing-service', 'missing-template', 'missing-workload'];

const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }`;

/** What a strategy names and nobody brings. Objects of a router are `missing-route`. */
export const missingReference: UnitRule = {
  id: 'missing-reference',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'What a release names is there',
  why: 'Argo marks the rollout as invalid and does nothing until it is there.',
  fix: 'add it, or correct the name.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/controller.go getReferencedResources; issues 1187 and 3907',
  since: '0.2.0',
  check: (unit, around) =>
    problemsOf(unit, around)
      .filter(({ rule }) => MISSING.includes(rule))
      .map((problem): Found | CannotKnow => {
        const { what, value, rule } = problem;
        const place = foundIn(problem);
        if (around.world === 'open') return { unknown: `whether it is elsewhere: ${what.replace(/\.$/, '')}` };
        return { what, value, key: rule, ...(place ? { item: place.item, at: place.field } : {}) };
      }),
  examples: {
    good: [
      {
        title: 'Services and template are there',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC), service('web'), service('web-canary')),
      },
    ],
    bad: [
      {
        title: 'no Service for the canary',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC), service('web')),
      },
      {
        title: 'no template',
        manifests: all(rollout({ strategy: STRATEGY }), service('web'), service('web-canary')),
      },
    ],
  },
};
