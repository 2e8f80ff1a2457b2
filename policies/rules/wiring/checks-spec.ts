import type { Field } from '../../../lib/facts/kubernetes/field';
import { given, numberIn, same, type Refusal, type StrategyCheck } from './validated';

/** As in pkg/apis/rollouts/validation/validation.go of v1.9.1: what stands around a strategy, and a blue-green. */
export const SPEC_CHECKS: readonly StrategyCheck[] = [
  {
    id: 'S2',
    find: ({ spec }) =>
      spec.at('selector').exists || spec.at('workloadRef').exists
        ? undefined
        : { at: spec, what: 'it has no selector.' },
  },
  {
    id: 'S3',
    find: ({ spec }) => {
      const selector = spec.at('selector');
      const demands = ['matchLabels', 'matchExpressions'].flatMap((key) =>
        Object.keys(Object(selector.at(key).value) as object),
      );
      return selector.exists && demands.length === 0 && !spec.at('workloadRef').exists
        ? { at: selector, what: 'its selector demands nothing.' }
        : undefined;
    },
  },
  {
    id: 'S4',
    find: ({ spec }) =>
      spec.at('workloadRef').exists && spec.at('template', 'spec', 'containers').exists
        ? { at: spec.at('template'), what: 'it has pods of its own beside those of its workloadRef.' }
        : undefined,
  },
  {
    id: 'S5',
    find: ({ spec }) => (spec.at('workloadRef').exists ? undefined : faultOfPods(spec)),
  },
  {
    id: 'S6',
    find: ({ spec }) => {
      const [deadline, ready] = [spec.at('progressDeadlineSeconds'), numberIn(spec.at('minReadySeconds'), 0)];
      return numberIn(deadline, 600) <= ready
        ? { at: deadline, what: `progressDeadlineSeconds is not more than minReadySeconds (${ready}).` }
        : undefined;
    },
  },
  {
    id: 'B1',
    find: ({ blueGreen }) => {
      const [active, preview] = [blueGreen.at('activeService'), blueGreen.at('previewService')];
      return same(active, preview) ? { at: preview, what: 'the preview Service is the active one.' } : undefined;
    },
  },
  {
    id: 'B2',
    find: ({ spec, blueGreen }) => {
      const limit = blueGreen.at('scaleDownDelayRevisionLimit');
      const history = numberIn(spec.at('revisionHistoryLimit'), 10);
      return numberIn(limit, 0) > history
        ? { at: limit, what: `it keeps more old versions than revisionHistoryLimit (${history}) remembers.` }
        : undefined;
    },
  },
  {
    id: 'B3',
    find: ({ canary, blueGreen }) =>
      given(canary.at('antiAffinity'), blueGreen.at('antiAffinity')).map(faultOfAntiAffinity).find(isFault),
  },
];

const isFault = (found: Refusal | undefined): found is Refusal => found !== undefined;

/** Of all that Kubernetes demands of pods what a template alone shows; the rest is the API server's to say. */
function faultOfPods(spec: Field): Refusal | undefined {
  const [labels, policy] = [spec.at('template', 'metadata', 'labels'), spec.at('template', 'spec', 'restartPolicy')];
  const missing = spec
    .at('selector', 'matchLabels')
    .entries()
    .find(([key, { value }]) => labels.at(key).value !== value);
  if (missing) {
    const [key, { value }] = missing;
    return { at: labels, what: `its selector demands ${key}: ${String(value)}, and its pods have no such label.` };
  }
  if (policy.exists && policy.value !== 'Always') return { at: policy, what: 'pods of a Rollout always restart.' };
  const containers = spec.at('template', 'spec', 'containers');
  return containers.list().length === 0 ? { at: containers, what: 'its pods have no container.' } : undefined;
}

function faultOfAntiAffinity(at: Field): Refusal | undefined {
  const [required, preferred] = ['required', 'preferred'].map((key) =>
    at.at(`${key}DuringSchedulingIgnoredDuringExecution`),
  );
  if (required?.exists === preferred?.exists) {
    return { at, what: 'it takes a required or a preferred rule, and one of them.' };
  }
  const weight = preferred?.at('weight');
  const number = weight ? numberIn(weight, 0) : 1;
  return weight && preferred?.exists && (number < 1 || number > 100)
    ? { at: weight, what: 'its weight is not from 1 to 100.' }
    : undefined;
}
