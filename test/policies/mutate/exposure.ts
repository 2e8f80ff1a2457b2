import { BLUE_GREEN, CANARY, isCanary, isRouted, ofKind, ROUTING, STEPS, stepsOf, where, without } from './operator';
import type { Operator } from './operator';
import { at, drop, isMap, listAt, set, textAt, type Tree } from './tree';

const kinds = ['Rollout'];

/** Weights and pauses of a canary. */
const steps: readonly Operator[] = [
  {
    of: 'X01',
    title: 'too few pods for the weights',
    rules: ['rounded-weight', 'first-exposure'],
    kinds,
    faults: (rollout) => where(isCanary(rollout) && !isRouted(rollout), set(['spec', 'replicas'], 2)),
  },
  {
    of: 'X02',
    title: 'the first weight is a half',
    rules: ['first-exposure', 'weight-jump'],
    kinds,
    faults: (rollout) =>
      stepsOf(rollout, 'setWeight')
        .slice(0, 1)
        .map((step) => ({ edits: [set([...STEPS, step, 'setWeight'], 50)] })),
  },
  {
    of: 'X02',
    title: 'from the first weight to all at once',
    rules: ['weight-jump'],
    kinds,
    faults: (rollout) => {
      const [first, ...others] = stepsOf(rollout, 'setWeight');
      const last = others.at(-1);
      if (first === undefined || last === undefined) return [];
      const rest = listAt(rollout, STEPS).filter((_, index) => index <= first + 1 || index >= last);
      return where(isCanary(rollout), set(STEPS, rest));
    },
  },
  {
    of: 'X02',
    title: 'the steps end at the first weight',
    rules: ['weight-jump', 'unguarded'],
    kinds,
    faults: (rollout) => {
      const [first = 0] = stepsOf(rollout, 'setWeight');
      return where(isCanary(rollout), set(STEPS, listAt(rollout, STEPS).slice(0, first + 2)));
    },
  },
  {
    of: 'X03',
    title: 'a pause of ten seconds',
    rules: ['soak'],
    kinds,
    faults: (rollout) =>
      stepsOf(rollout, 'pause')
        .slice(0, -1)
        .filter((step) => at(rollout, [...STEPS, step + 1, 'analysis']) === undefined)
        .map((step) => ({ edits: [set([...STEPS, step, 'pause', 'duration'], '10s')] })),
  },
  {
    of: 'X03',
    title: 'no pause at all',
    rules: ['soak'],
    kinds,
    faults: (rollout) =>
      where(
        isCanary(rollout),
        set(
          STEPS,
          listAt(rollout, STEPS).filter((step) => at(step, ['pause']) === undefined),
        ),
      ),
  },
  {
    of: 'X03',
    title: 'no soak under all traffic',
    rules: ['final-soak', 'weight-jump'],
    kinds,
    faults: (rollout) => {
      const last = stepsOf(rollout, 'setWeight').at(-1);
      return last === undefined ? [] : where(isCanary(rollout), set(STEPS, listAt(rollout, STEPS).slice(0, last)));
    },
  },
  {
    of: 'X04',
    title: 'one pod for half of the requests',
    rules: ['overloaded'],
    kinds,
    faults: (rollout) =>
      where(isRouted(rollout), set(STEPS, [{ setCanaryScale: { replicas: 1 } }, ...unscaled(rollout)])),
  },
  {
    of: 'X05',
    title: 'two Services and no router',
    rules: ['unrouted', 'rounded-weight'],
    kinds,
    faults: (rollout) =>
      where(isRouted(rollout) && at(rollout, [...CANARY, 'canaryService']) !== undefined, drop(ROUTING)),
  },
  {
    of: 'X05',
    title: 'a canary without steps',
    rules: ['no-steps'],
    kinds,
    faults: without(STEPS),
  },
  {
    of: '7.8 no pod',
    title: 'a weight that was there already',
    rules: ['idle-weight'],
    kinds,
    faults: (rollout) => {
      const weights = stepsOf(rollout, 'setWeight');
      const [one, two] = [weights[1], weights[2]];
      if (one === undefined || two === undefined) return [];
      const weight = at(rollout, [...STEPS, one, 'setWeight']);
      return weight === undefined ? [] : where(isCanary(rollout), set([...STEPS, two, 'setWeight'], weight));
    },
  },
  {
    of: '7.8 no pod',
    title: 'a weight lower than the one before',
    rules: ['idle-weight', 'rounded-weight'],
    kinds,
    faults: (rollout) => {
      const two = stepsOf(rollout, 'setWeight')[2];
      return two === undefined ? [] : where(isCanary(rollout), set([...STEPS, two, 'setWeight'], 4));
    },
  },
];

/** What a release may cost, how long it may take, and what it hands over at once. */
const budgets: readonly Operator[] = [
  {
    of: 'X06',
    title: 'a percentage without its sign',
    rules: ['surge-text'],
    kinds,
    faults: (rollout) => [
      ...where(isCanary(rollout) && !isRouted(rollout), set([...CANARY, 'maxSurge'], '2')),
      ...where(isCanary(rollout) && !isRouted(rollout), set([...CANARY, 'maxUnavailable'], '1')),
    ],
  },
  {
    of: '7.8 availability',
    title: 'most pods may be gone while others start',
    rules: ['availability'],
    kinds,
    faults: (rollout) => where(isCanary(rollout) && !isRouted(rollout), set([...CANARY, 'maxUnavailable'], '80%')),
  },
  {
    of: 'R01',
    title: 'it is looked at every forty minutes, at half of the traffic',
    rules: ['detection-time', 'undetected', 'cannot-fail', 'exposure-budget', 'slow-recovery'],
    kinds: ['AnalysisTemplate'],
    faults: (template, objects) => {
      const beside = ofKind(objects, 'Rollout').flatMap((rollout) =>
        listAt(rollout, [...CANARY, 'analysis', 'templates']).map((one) => textAt(one, ['templateName'])),
      );
      const every = listAt(template, ['spec', 'metrics']).map((_, index) =>
        set(['spec', 'metrics', index, 'interval'], '40m'),
      );
      return where(beside.includes(textAt(template, ['metadata', 'name'])), ...every);
    },
  },
  {
    of: 'R01',
    title: 'fifteen failures are forgiven',
    rules: ['detection-time', 'exposure-budget', 'undetected', 'cannot-fail'],
    kinds: ['AnalysisTemplate'],
    faults: (template, objects) => {
      const beside = ofKind(objects, 'Rollout').flatMap((rollout) =>
        listAt(rollout, [...CANARY, 'analysis', 'templates']).map((one) => textAt(one, ['templateName'])),
      );
      const every = listAt(template, ['spec', 'metrics']).map((_, index) =>
        set(['spec', 'metrics', index, 'failureLimit'], 15),
      );
      return where(beside.includes(textAt(template, ['metadata', 'name'])), ...every);
    },
  },
  {
    of: 'R05',
    title: 'a blue-green without a look after the switch',
    rules: ['unwatched-switch'],
    kinds,
    faults: without([...BLUE_GREEN, 'postPromotionAnalysis']),
  },
  {
    of: 'R05',
    title: 'a blue-green without a look before the switch',
    rules: ['unwatched-switch'],
    kinds,
    faults: without([...BLUE_GREEN, 'prePromotionAnalysis']),
  },
  {
    of: 'lead time',
    title: 'pauses of an hour',
    rules: ['slow'],
    kinds,
    faults: (rollout) =>
      where(
        isCanary(rollout),
        ...stepsOf(rollout, 'pause').map((step) => set([...STEPS, step, 'pause', 'duration'], '1h')),
      ),
  },
  {
    of: 'not progressive',
    title: 'a Deployment instead of the Rollout',
    rules: ['not-progressive'],
    kinds,
    faults: (rollout) => {
      const spec = at(rollout, ['spec']);
      if (!isMap(spec) || spec.template === undefined) return [];
      const { replicas = 4, selector = null, template } = spec;
      const own = {
        ...Object(rollout),
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        spec: { replicas, selector, template },
      };
      return [{ gone: true, more: [own as Tree] }];
    },
  },
];

/** The steps without those that scale. */
function unscaled(rollout: Tree): readonly Tree[] {
  return listAt(rollout, STEPS).filter((step) => at(step, ['setCanaryScale']) === undefined);
}

export const exposureOperators: readonly Operator[] = [...steps, ...budgets];
