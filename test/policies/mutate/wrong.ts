import { background, eachMetric, eachQuery, errsWithout, TEMPLATES } from './metrics';
import { CANARY, where, type Operator } from './operator';
import { at, drop, listAt, set, textAt, type Tree } from './tree';

const ROLLOUT = ['Rollout'];

/** An analysis that ends what is good, or sees something else. */
export const wrongOperators: readonly Operator[] = [
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
  {
    of: 'F04',
    title: 'a look at five seconds of requests, which forgives no failure',
    rules: ['chances'],
    kinds: TEMPLATES,
    faults: background(
      ({ query, path, metric }) =>
        query === undefined
          ? undefined
          : [
              set([...path, ...query], textAt(metric, query).replaceAll(/\[\d+[ms]\]/g, '[5s]')),
              set([...path, 'failureLimit'], 0),
            ],
      ({ query, metric }) =>
        query !== undefined && textAt(metric, query).includes(' and on() ')
          ? 'the query answers only where there are requests enough'
          : undefined,
    ),
  },
];
