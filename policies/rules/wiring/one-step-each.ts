import { Field } from '../../../lib/facts/kubernetes/field';
import type { Found, ObjectRule } from '../../rule';
import { rollout } from '../example';
import { everyStep } from './steps';

/** Argo counts these and refuses two of them: `argo-refuses`. */
const COUNTED = ['setWeight', 'pause', 'experiment', 'analysis'];
const UNCOUNTED = ['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin'];

const numberOf = (keys: readonly string[]) => `[${keys.map((key) => `has(s.${key})`).join(', ')}].filter(h, h).size()`;

/** Two kinds of steps in one element, which Argo's validation lets pass. */
export const oneStepEach: ObjectRule = {
  id: 'one-step-each',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'Each step does one thing',
  why: 'Argo does both in one look and waits for one of them only, whichever it looks at last.',
  fix: 'make a step of each, in the order in which they shall happen.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation.go:488-507',
  since: '0.2.0',
  check: (object) =>
    Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined)
      .at('spec', 'strategy', 'canary', 'steps')
      .list()
      .flatMap((step): Found[] => {
        const [counted, others] = [COUNTED, UNCOUNTED].map((keys) => keys.filter((key) => step.at(key).exists));
        const kinds = [...(counted ?? []), ...(others ?? [])];
        if (kinds.length < 2 || (counted ?? []).length > 1) return [];
        return [{ at: step.path, what: `it is several steps in one: ${kinds.join(', ')}.` }];
      }),
  cel: everyStep(`${numberOf(COUNTED)} > 1 || ${numberOf([...COUNTED, ...UNCOUNTED])} < 2`),
  examples: {
    good: [
      {
        title: 'a scale, then a weight',
        manifests: rollout({
          strategy:
            'canary: { trafficRouting: { nginx: {} }, steps: [{ setCanaryScale: { weight: 20 } }, { setWeight: 20 }] }',
        }),
      },
    ],
    bad: [
      {
        title: 'both in one',
        manifests: rollout({
          strategy:
            'canary: { trafficRouting: { nginx: {} }, steps: [{ setCanaryScale: { weight: 20 }, setWeight: 20 }] }',
        }),
      },
    ],
  },
};
