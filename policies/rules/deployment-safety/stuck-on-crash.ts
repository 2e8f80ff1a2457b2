import type { KubeObject } from '../../../lib/facts/item';
import type { ObjectRule } from '../../rule';
import { rollout, STRATEGY } from '../example';
import { safe } from './examples';
import { isMap, mapIn } from './values';

/** What `stepgate plan` remarks on under the same name, told from the field alone, so that an API server can judge it too. */
export const stuckOnCrash: ObjectRule = {
  id: 'stuck-on-crash',
  gate: 'deployment-safety',
  judges: 'object',
  kinds: ['argoproj.io/Rollout'],
  title: 'A version that makes no progress is undone',
  why: 'a version whose pods crash is only marked Degraded, and stays where it is until a person ends it.',
  fix: 'set progressDeadlineAbort: true.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/conditions/conditions.go:341-370',
  since: '0.2.0',
  *check({ spec }) {
    const value = mapIn(spec).progressDeadlineAbort;
    if (value === true) return;
    yield {
      at: ['spec', 'progressDeadlineAbort'],
      ...(value === undefined || value === null ? {} : { value }),
      what: 'nothing undoes a version whose pods never become ready: progressDeadlineAbort is not true.',
    };
  },
  cel: 'has(object.spec.progressDeadlineAbort) && object.spec.progressDeadlineAbort == true',
  mend: (object): KubeObject =>
    isMap(object.spec) ? { ...object, spec: { ...object.spec, progressDeadlineAbort: true } } : object,
  examples: {
    good: [{ title: 'the deadline aborts', manifests: safe() }],
    bad: [
      {
        title: 'the deadline only tells',
        manifests: rollout({ strategy: STRATEGY, spec: 'progressDeadlineSeconds: 300' }),
      },
    ],
  },
};
