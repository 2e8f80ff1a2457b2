import { background, eachQuery, errsWithout, TEMPLATES } from './metrics';
import { BLUE_GREEN, CANARY, isCanary, STEPS, stepsOf, where, type Operator } from './operator';
import { at, drop, listAt, set, textAt } from './tree';

const ROLLOUT = ['Rollout'];

/** An analysis that can never fail. */
export const silentOperators: readonly Operator[] = [
  {
    of: 'G01',
    title: 'failureLimit is count',
    rules: ['failure-limit'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [
      set([...path, 'count'], 3),
      set([...path, 'interval'], '1m'),
      set([...path, 'failureLimit'], 3),
    ]),
  },
  {
    of: 'G02',
    title: 'a metric has no condition',
    rules: ['no-condition'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [drop([...path, 'successCondition']), drop([...path, 'failureCondition'])]),
  },
  {
    of: 'G03',
    title: 'it forgives more failures than there is time for',
    rules: ['cannot-fail', 'undetected'],
    kinds: TEMPLATES,
    faults: background(({ path }) => [set([...path, 'failureLimit'], 500)]),
  },
  {
    of: 'G03',
    title: 'the first measurement comes after the last step',
    rules: ['cannot-fail', 'undetected'],
    kinds: TEMPLATES,
    faults: background(({ path }) => [set([...path, 'initialDelay'], '3h')]),
  },
  {
    of: 'G04',
    title: 'an analysis step names no template',
    rules: ['endless-step'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      stepsOf(rollout, 'analysis').map((step) => ({ edits: [set([...STEPS, step, 'analysis', 'templates'], [])] })),
  },
  {
    of: 'G04',
    title: 'an experiment without an end',
    rules: ['endless-step'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      where(
        isCanary(rollout),
        set(STEPS, [{ experiment: { templates: [{ name: 'trial', specRef: 'canary' }] } }, ...listAt(rollout, STEPS)]),
      ),
  },
  {
    of: 'G05',
    title: 'a dry run of everything',
    rules: ['dry-run-pattern'],
    kinds: TEMPLATES,
    faults: (template) => [
      { edits: [set(['spec', 'dryRun'], [{ metricName: '.*' }])] },
      { edits: [set(['spec', 'dryRun'], [{ metricName: '*' }])] },
      ...where(
        listAt(template, ['spec', 'metrics']).length === 1,
        set(['spec', 'dryRun'], [{ metricName: textAt(template, ['spec', 'metrics', 0, 'name']).slice(0, 4) }]),
      ),
    ],
  },
  {
    of: 'G06',
    title: 'startingStep is no step',
    rules: ['cannot-fail', 'undetected', 'unguarded'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      where(
        at(rollout, [...CANARY, 'analysis']) !== undefined,
        set([...CANARY, 'analysis', 'startingStep'], listAt(rollout, STEPS).length),
      ),
  },
  {
    of: 'G07',
    title: 'no data is no failure, and anything else is success',
    rules: ['blind', 'silence-passes'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [drop([...path, 'successCondition'])], errsWithout),
  },
  {
    of: '7.8 fails open',
    title: 'no answer counts as success',
    rules: ['blind', 'silence-passes'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path, metric, provider }) =>
      provider === 'prometheus'
        ? [
            set(
              [...path, 'successCondition'],
              `len(result) == 0 || ${textAt(metric, ['successCondition']).replace('len(result) > 0 && ', '')}`,
            ),
          ]
        : [set([...path, 'successCondition'], 'default(result, 0) < 0.005'), drop([...path, 'failureCondition'])],
    ),
  },
  {
    of: 'G08',
    title: 'it ends long before the steps do',
    rules: ['unguarded'],
    kinds: TEMPLATES,
    faults: background(
      ({ path }) => [
        set([...path, 'count'], 3),
        set([...path, 'failureLimit'], 1),
        set([...path, 'inconclusiveLimit'], 2),
      ],
      ({ others }) => (others ? 'the analyses in steps look again' : undefined),
    ),
  },
  {
    of: '7.8 no analysis',
    title: 'nothing judges the canary',
    rules: ['no-analysis'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      where(
        isCanary(rollout),
        drop([...CANARY, 'analysis']),
        set(
          STEPS,
          listAt(rollout, STEPS).filter((step) => at(step, ['analysis']) === undefined),
        ),
      ),
  },
  {
    of: 'R05',
    title: 'nothing judges a blue-green',
    rules: ['no-analysis'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      where(
        at(rollout, BLUE_GREEN) !== undefined,
        drop([...BLUE_GREEN, 'prePromotionAnalysis']),
        drop([...BLUE_GREEN, 'postPromotionAnalysis']),
      ),
  },
];
