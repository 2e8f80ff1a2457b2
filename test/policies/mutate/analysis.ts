import { background, type Broken, eachMetric, eachQuery, TEMPLATES } from './metrics';
import { BLUE_GREEN, CANARY, isCanary, STEPS, stepsOf, where, type Operator } from './operator';
import { at, drop, listAt, set, textAt, type Tree } from './tree';

const ROLLOUT = ['Rollout'];

/** Argo compiles a comparison with nil to an Error. */
const errsWithout = ({ provider }: Broken) =>
  provider === 'datadog' ? 'without data the comparison is an Error, whatever else it says' : undefined;

/** An analysis that can never fail. */
const silent: readonly Operator[] = [
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

/** An analysis that ends what is good, or sees something else. */
const wrong: readonly Operator[] = [
  {
    of: 'G09',
    title: 'the query counts the requests of all versions',
    rules: ['canary-scope', 'diluted'],
    kinds: TEMPLATES,
    faults: eachQuery(
      ({ query, path, metric }) =>
        query === undefined
          ? undefined
          : [
              set(
                [...path, ...query],
                textAt(metric, query).replaceAll(/,?rollouts_pod_template_hash="\{\{args\.[a-z-]+\}\}"/g, ''),
              ),
            ],
      ({ used }) =>
        used === 'after the switch' ? 'after the switch all requests are those of the new version' : undefined,
    ),
  },
  {
    of: 'G09',
    title: 'the query counts all requests, and forgives one in ten',
    rules: ['canary-scope', 'diluted'],
    kinds: TEMPLATES,
    faults: background(({ query, path, metric }) => {
      const good = textAt(metric, ['successCondition']);
      return query === undefined || !good.includes('0.995')
        ? undefined
        : [
            set([...path, ...query], textAt(metric, query).replaceAll(/,?rollouts_pod_template_hash="[^"]+"/g, '')),
            set([...path, 'successCondition'], good.replace('0.995', '0.9')),
            set([...path, 'failureCondition'], textAt(metric, ['failureCondition']).replace('0.995', '0.9')),
          ];
    }),
  },
  {
    of: 'G10',
    title: 'an argument that no template declares',
    rules: ['unknown-argument'],
    kinds: ROLLOUT,
    faults: (rollout) => {
      const args = listAt(rollout, [...CANARY, 'analysis', 'args']);
      return where(args.length > 0, set([...CANARY, 'analysis', 'args'], [...args, { name: 'windwo', value: '5m' }]));
    },
  },
  {
    of: 'G10',
    title: 'a query asks for an argument that nobody declares',
    rules: ['analysis-errs', 'argo-refuses', 'unknown-argument', 'template-refused'],
    kinds: TEMPLATES,
    faults: eachQuery(({ query, path, metric }) =>
      query === undefined
        ? undefined
        : [set([...path, ...query], textAt(metric, query).replaceAll('{{args.', '{{args.the-'))],
    ),
  },
  {
    of: 'G10',
    title: 'an argument is misspelt where it is given',
    rules: ['unknown-argument', 'analysis-errs', 'argo-refuses'],
    kinds: ROLLOUT,
    faults: (rollout) =>
      where(
        listAt(rollout, [...CANARY, 'analysis', 'args']).length > 0,
        set([...CANARY, 'analysis', 'args', 0, 'name'], 'hsah'),
      ),
  },
  {
    of: 'F01',
    title: 'a condition takes a result that may not be there, from the first step on',
    rules: ['cold-start', 'unguarded-index', 'errs-without-data'],
    kinds: TEMPLATES,
    faults: background(({ path, provider }) =>
      provider === 'prometheus'
        ? [
            set([...path, 'successCondition'], 'result[0] >= 0.99'),
            drop([...path, 'failureCondition']),
            drop([...path, 'initialDelay']),
          ]
        : undefined,
    ),
  },
  {
    of: 'F03',
    title: 'a query looks back far longer than a step lasts',
    rules: ['look-back'],
    kinds: TEMPLATES,
    faults: background(({ query, path, metric }) =>
      query === undefined
        ? undefined
        : [set([...path, ...query], textAt(metric, query).replaceAll(/\[\d+m\]/g, '[2h]'))],
    ),
  },
  {
    of: 'F03',
    title: 'it is measured more often than data comes in',
    rules: ['fast-interval'],
    kinds: TEMPLATES,
    faults: background(({ path, provider }) =>
      provider === 'prometheus' ? [set([...path, 'interval'], '5s')] : undefined,
    ),
  },
  {
    of: 'F05',
    title: 'a gap between the two conditions',
    rules: ['verdict-gap'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path, metric }) => {
      const failure = textAt(metric, ['failureCondition']);
      const lower = failure.replace('< 0.995', '< 0.9').replace('>= 0.005', '>= 0.1');
      return lower === failure ? undefined : [set([...path, 'failureCondition'], lower)];
    }),
  },
  ...(['activeDeadlineSeconds', 'backoffLimit'] as const).map((field): Operator => ({
    of: 'F06',
    title: `a Job without ${field}`,
    rules: ['job-bounds'],
    kinds: TEMPLATES,
    faults: eachMetric(({ path, provider }) =>
      provider === 'job' ? [drop([...path, 'provider', 'job', 'spec', field])] : undefined,
    ),
  })),
  {
    of: 'F07',
    title: 'the first Error of the monitoring system ends the release',
    rules: ['error-limit'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [set([...path, 'consecutiveErrorLimit'], 0)]),
  },
  {
    of: 'F07',
    title: 'the first answer without data stops the release',
    rules: ['inconclusive-limit'],
    kinds: TEMPLATES,
    faults: background(({ path }) => [set([...path, 'inconclusiveLimit'], 0)], errsWithout),
  },
  {
    of: '7.8 condition',
    title: 'a condition does not compile',
    rules: ['condition-errs'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [set([...path, 'successCondition'], 'result[0] >= ')]),
  },
  {
    of: '7.8 condition',
    title: 'a condition asks for what nobody measures',
    rules: ['condition-errs'],
    kinds: TEMPLATES,
    faults: eachQuery(({ path }) => [set([...path, 'successCondition'], 'value >= 0.99')]),
  },
  {
    of: '7.8 literal',
    title: 'a query names a namespace that nothing lives in',
    rules: ['unknown-name'],
    kinds: TEMPLATES,
    faults: eachQuery(({ query, path, metric }) => {
      const before = query === undefined ? '' : textAt(metric, query);
      const after = before.replaceAll(/(namespace="[a-z]+)[a-z]"/g, '$1"');
      return query === undefined || after === before ? undefined : [set([...path, ...query], after)];
    }),
  },
  {
    of: '7.8 quantity',
    title: 'requests a second are compared as a share',
    rules: ['wrong-quantity'],
    kinds: TEMPLATES,
    faults: eachQuery(({ query, path, metric }) => {
      const [share, all] = query === undefined ? [] : textAt(metric, query).split('\n/ ');
      return query === undefined || share === undefined || all === undefined
        ? undefined
        : [set([...path, ...query], share)];
    }),
  },
  {
    of: '7.8 unused',
    title: 'nobody uses a template',
    rules: ['unused-template'],
    kinds: TEMPLATES,
    faults: (template: Tree) => [
      {
        more: [{ ...Object(template), metadata: { ...Object(at(template, ['metadata'])), name: 'left-over' } } as Tree],
      },
    ],
  },
  {
    of: '1 % rise',
    title: 'the threshold forgives a rise of one point',
    rules: ['detects-rise'],
    kinds: TEMPLATES,
    faults: background(
      ({ path, metric }) => {
        const [good, bad] = [textAt(metric, ['successCondition']), textAt(metric, ['failureCondition'])];
        return good.includes('0.995')
          ? [
              set([...path, 'successCondition'], good.replace('0.995', '0.95')),
              set([...path, 'failureCondition'], bad.replace('0.995', '0.95')),
            ]
          : undefined;
      },
      ({ others }) => (others ? 'the analysis before all traffic finds it' : undefined),
    ),
  },
];

export const analysisOperators: readonly Operator[] = [...silent, ...wrong];
