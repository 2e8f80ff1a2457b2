import { Duration } from 'cdk8s';
import { js, metric, required, secret, text, type Case } from '../case';
import {
  AnalysisTemplate,
  Argument,
  Threshold,
  type AnalysisUse,
  type Arguments,
  type Metric,
  type MetricSelection,
} from '../../../../lib';
import type { RunPlace, RunSubject } from '../../../../lib/kubernetes/checks/template/analysis';
import type { PlacedRun } from '../../../../lib/kubernetes/checks/template/analysis-subject';
import { emptyChart } from '../../../support/synth';

interface Template {
  readonly metrics?: readonly Metric[];
  readonly dryRun?: MetricSelection;
  readonly templates?: readonly AnalysisTemplate<Arguments>[];
}

/** A template of one metric of that name, or of these. */
function made(name: string, args: Arguments = {}, { metrics, ...rest }: Template = {}): AnalysisTemplate<Arguments> {
  return new AnalysisTemplate<Arguments>(emptyChart(), name, {
    args,
    metrics: () => metrics ?? [metric({ name })],
    ...rest,
  });
}

/** A use as JavaScript could write it. */
function use(template: AnalysisTemplate<Arguments>, args: Readonly<Record<string, unknown>> = {}): AnalysisUse {
  return { template, args: js(args) };
}

function run(uses: readonly AnalysisUse[], change: Partial<RunSubject> = {}, place: Partial<RunPlace> = {}): PlacedRun {
  return {
    run: { templates: js<RunSubject['templates']>(uses), ...change },
    place: { endless: 'allowed', ...place },
  };
}

const every = Duration.minutes(1);
const FINE = run([use(made('a'))]);
const AWAITED = { endless: 'refused' } as const;
const EXPERIMENT = { experiment: { templates: ['baseline', 'canary'], duration: false } } as const;
const service = { service: required() };
const counting = { metrics: [metric({ interval: every, count: '{{args.n}}' })] };
const ab = [use(made('a')), use(made('b'))];

export const runCases: readonly Case<PlacedRun>[] = [
  { id: 'run-templates', when: 'there is none', at: 'templates', broken: run([]), fine: FINE },
  { id: 'run-templates', when: 'nothing is passed', at: 'templates', broken: run(js(undefined)), fine: FINE },
  {
    id: 'run-use',
    when: 'the template itself is passed',
    at: 'templates[0]',
    broken: run([js(made('a'))]),
    fine: FINE,
  },
  {
    id: 'argument-missing',
    when: 'nothing is passed for what is required',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service))]),
    fine: run([use(made('a', service), { service: 'web' })]),
  },
  {
    id: 'argument-unknown',
    when: 'a name is misspelt',
    at: 'templates[0].args.flor',
    broken: run([use(made('a', { floor: text('1') }), { flor: '2' })]),
    fine: run([use(made('a', { floor: text('1') }), { floor: '2' })]),
  },
  {
    id: 'R8',
    when: 'a value is passed for a secret',
    at: 'templates[0].args.token',
    broken: run([use(made('a', { token: secret('s', 'k') }), { token: 'x' })]),
    fine: run([use(made('a', { token: secret('s', 'k') }))]),
  },
  {
    id: 'argument-value',
    when: 'a number is passed',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service), { service: 5 })]),
    fine: run([use(made('a', service), { service: '5' })]),
  },
  {
    id: 'argument-value',
    when: 'a hash is of no version',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service), { service: { podTemplateHashValue: 'Newest' } })]),
    fine: run([use(made('a', service), { service: Argument.canaryHash() })]),
  },
  {
    id: 'R4',
    when: 'two templates are passed two values',
    at: 'templates[1].args.service',
    broken: run([use(made('a', service), { service: 'web' }), use(made('b', service), { service: 'api' })]),
    fine: run([use(made('a', service), { service: 'web' }), use(made('b', service), { service: 'web' })]),
  },
  {
    id: 'R4',
    when: 'a value would take the place of the default of another',
    at: 'templates[1].args.floor',
    broken: run([use(made('a', { floor: text('1') })), use(made('b', { floor: text('1') }), { floor: '2' })]),
    fine: run([
      use(made('a', { floor: text('1') }), { floor: '2' }),
      use(made('b', { floor: text('1') }), { floor: '2' }),
    ]),
  },
  {
    id: 'R4',
    when: 'one reads it from a secret',
    at: 'templates[1].args.token',
    broken: run([use(made('a', { token: secret('s', 'k') })), use(made('b', { token: required() }), { token: 'x' })]),
    fine: run([use(made('a', { token: secret('s', 'k') })), use(made('b', { token: secret('s', 'k') }))]),
  },
  {
    id: 'experiment-value',
    when: 'only an experiment would know it',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service), { service: Argument.experimentHash('canary') })], {}, { experiment: 'none' }),
    fine: run([use(made('a', service), { service: Argument.experimentHash('canary') })], {}, EXPERIMENT),
  },
  {
    id: 'experiment-value',
    when: 'the experiment has no such template',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service), { service: Argument.experimentHash('stable') })], {}, EXPERIMENT),
    fine: run([use(made('a', service), { service: 'pod-{{templates.baseline.replicaset.name}}' })], {}, EXPERIMENT),
  },
  {
    id: 'experiment-value',
    when: 'its end is not known',
    at: 'templates[0].args.service',
    broken: run([use(made('a', service), { service: '{{experiment.finishedAt}}' })], {}, EXPERIMENT),
    fine: run(
      [use(made('a', service), { service: '{{experiment.finishedAt}}' })],
      {},
      {
        experiment: { templates: [], duration: true },
      },
    ),
  },
  {
    id: 'R3',
    when: 'two templates measure the same name',
    at: 'templates',
    broken: run([use(made('a')), use(made('x', {}, { metrics: [metric({ name: 'a' })] }))]),
    fine: run(ab),
  },
  {
    id: 'R3',
    when: 'one template is used directly and composed, which Argo counts once',
    at: 'templates',
    broken: run([use(made('a')), use(made('b', {}, { templates: [made('a')] }))]),
    fine: ((inner) => run([use(inner), use(made('b', {}, { templates: [inner] }))]))(made('a')),
  },
  {
    id: 'R7',
    when: 'a metric goes on for ever',
    at: 'templates',
    broken: run([use(made('a', {}, { metrics: [metric({ interval: every })] }))], {}, AWAITED),
    fine: run([use(made('a', {}, { metrics: [metric({ interval: every, count: 3 })] }))], {}, AWAITED),
  },
  {
    id: 'R7',
    when: 'a count that is required is taken for endless',
    at: 'templates',
    broken: run([use(made('a', { n: required() }, counting), { n: '5' })], {}, AWAITED),
    fine: run([use(made('a', { n: text('3') }, counting), { n: '5' })], {}, AWAITED),
  },
  {
    id: 'R7',
    when: 'the same in an experiment, where the real value counts',
    at: 'templates',
    broken: run([use(made('a', { n: required() }, counting), { n: '5' })], {}, AWAITED),
    fine: run([use(made('a', { n: required() }, counting), { n: '5' })], {}, { ...AWAITED, ...EXPERIMENT }),
  },
  {
    id: 'run-values',
    when: 'a value that is passed makes a limit that is never reached',
    at: 'templates',
    broken: run([
      use(
        made('a', { n: text('5') }, { metrics: [metric({ interval: every, count: '{{args.n}}', failureLimit: 3 })] }),
        {
          n: '3',
        },
      ),
    ]),
    fine: run([
      use(
        made('a', { n: text('5') }, { metrics: [metric({ interval: every, count: '{{args.n}}', failureLimit: 3 })] }),
        {
          n: '4',
        },
      ),
    ]),
  },
  {
    id: 'run-values',
    when: 'a threshold that is passed is no number',
    at: 'templates',
    broken: run([
      use(made('a', { low: required() }, { metrics: [metric({ healthy: Threshold.atLeast('{{args.low}}') })] }), {
        low: '95%',
      }),
    ]),
    fine: run([
      use(made('a', { low: required() }, { metrics: [metric({ healthy: Threshold.atLeast('{{args.low}}') })] }), {
        low: '0.95',
      }),
    ]),
  },
  {
    id: 'R5',
    when: 'the template has the dry run already',
    at: 'dryRun',
    broken: run([use(made('a', {}, { dryRun: 'all' })), use(made('b'))], { dryRun: ['a'] }),
    fine: run([use(made('a', {}, { dryRun: 'all' })), use(made('b'))]),
  },
  {
    id: 'R5',
    when: 'a number to keep is said twice',
    at: 'measurementRetention',
    broken: run([use(made('a'))], {
      measurementRetention: [
        { metrics: ['a'], limit: 1 },
        { metrics: ['a'], limit: 2 },
      ],
    }),
    fine: run([use(made('a'))], {
      measurementRetention: [
        { metrics: ['a'], limit: 1 },
        { metrics: 'all', limit: 2 },
      ],
    }),
  },
  {
    id: 'rule-metric',
    when: 'a dry run names no metric',
    at: 'dryRun',
    broken: run(ab, { dryRun: ['*'] }),
    fine: run(ab, { dryRun: ['b'] }),
  },
  {
    id: 'rule-metric',
    when: 'a rule about measurements names none',
    at: 'measurementRetention[0].metrics',
    broken: run(ab, { measurementRetention: [{ metrics: ['c'], limit: 1 }] }),
    fine: run(ab, { measurementRetention: [{ metrics: ['b'], limit: 1 }] }),
  },
  {
    id: 'retention-limit',
    when: 'nothing shall be kept',
    at: 'measurementRetention[0].limit',
    broken: run(ab, { measurementRetention: [{ metrics: 'all', limit: 0 }] }),
    fine: run(ab, { measurementRetention: [{ metrics: 'all', limit: 1 }] }),
  },
  {
    id: 'run-never-fails',
    when: 'all are dry runs',
    at: 'dryRun',
    broken: run(ab, { dryRun: 'all' }),
    fine: run(ab, { dryRun: ['a'] }),
  },
  {
    id: 'run-never-fails',
    when: 'each is a dry run for another reason',
    at: 'dryRun',
    broken: run([use(made('a', {}, { dryRun: 'all' })), use(made('b'))], { dryRun: ['b'] }),
    fine: run([use(made('a', {}, { dryRun: 'all' })), use(made('b'))]),
  },
];
