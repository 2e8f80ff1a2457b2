import { Field } from '../../../lib/facts/kubernetes/field';
import type { Found, ObjectRule } from '../../rule';
import { rollout } from '../example';

const KEYS = ['maxSurge', 'maxUnavailable'] as const;

/** What the numbers come to is for `availability`, and for Argo's own refusals. */
export const surgeText: ObjectRule = {
  id: 'surge-text',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'Numbers of pods are numbers, and percentages have their sign',
  why: 'Argo reads every text as a percentage, so "2" is 2 % of the pods: one at most, and not two.',
  fix: 'write a number without quotes, or a percentage with its sign.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, utils/replicaset/replicaset.go GetMaxSurge; Kubernetes, util/intstr',
  since: '0.2.0',
  check: (object) => {
    const canary = Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined).at(
      'spec',
      'strategy',
      'canary',
    );
    return KEYS.flatMap((key): Found[] => {
      const field = canary.at(key);
      if (typeof field.value !== 'string' || !/^\d+$/.test(field.value)) return [];
      return [
        { at: field.path, value: field.value, what: `${key} is the text "${field.value}", which has no % sign.` },
      ];
    });
  },
  examples: {
    good: [
      {
        title: 'a number and a percentage',
        manifests: rollout({ strategy: 'canary: { maxSurge: 2, maxUnavailable: 10% }' }),
      },
    ],
    bad: [
      { title: 'a number in quotes', manifests: rollout({ strategy: "canary: { maxSurge: '2', maxUnavailable: 0 }" }) },
    ],
  },
};
