import { asked, expected, faultsOf, judgedOn, NAMED, OPTIONS, rendered, TRAFFIC, whyNot, type Traffic } from './ask';
import { evaluate, type Queries, type Series } from './metric-math';
import { rawObjective } from './raw-objective';
import { noDataChoices } from '../../lib';
import { cloudWatchVendor, type CanaryMetric } from '../../lib/monitoring';
import { albSignals, Objective, type AlbSignalsProps } from '../../lib/slo';
import * as argo from '../support/argo';
import { testWith } from '../support/tools';

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const slot = { label: 'dimension_TargetGroup', by: 'service' } as const;
const alb = (props: Partial<AlbSignalsProps> = {}) =>
  Objective.availability({
    ...common,
    target: 0.99,
    signals: albSignals({ loadBalancer: 'app/shop/50dc6c495c0c9188', slot, ...props }),
  });

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly returnData?: boolean;
}

const queriesOf = (question: CanaryMetric) =>
  (rendered(question, 'pause').provider as { cloudWatch: { interval: string; metricDataQueries: Query[] } }).cloudWatch;

/** Events in the second and the fourth of five minutes; no point where none was counted. */
function points(events: number): Series {
  const first = Math.floor(events / 3);
  return [undefined, first || undefined, undefined, events - first || undefined, undefined];
}

/** The newest point of the one query that returns data. */
function answerOf(
  question: CanaryMetric,
  { canary, stable }: Traffic,
  is: 'bad' | 'good',
  sumOfNothing: 0 | undefined,
) {
  const named = is === 'bad' ? 'Failed' : 'Good';
  const part = ([total, bad]: Traffic['canary']) => points(is === 'bad' ? bad : total - bad);
  const metrics: Queries = {
    canaryRequests: points(canary[0]),
    [`canary${named}`]: part(canary),
    stableRequests: points(stable[0]),
    [`stable${named}`]: part(stable),
  };
  const { metricDataQueries } = queriesOf(question);
  const expressions = metricDataQueries.flatMap(({ id, expression }) =>
    expression === undefined || id in metrics ? [] : [[id, expression] as const],
  );
  const [returned] = metricDataQueries.filter(({ returnData }) => returnData !== false);
  const series = evaluate(
    returned!.id,
    { ...metrics, ...Object.fromEntries(expressions) },
    { length: 5, sumOfNothing },
  );
  return series.at(-1);
}

const good = rawObjective({ language: 'cloudwatch', total: 'SUM(A $side, $window)', part: 'SUM(B $side)', is: 'good' });
const ways = [
  ['bad', alb()],
  ['good', good],
] as const;

describe.each(ways)('an answer, where %s events are counted', (is, objective) => {
  const questions = asked(cloudWatchVendor, objective, NAMED);

  test.each(TRAFFIC)('$name', (traffic) => {
    for (const question of questions) {
      const form = question.name.replace(/.*-/, '') as 'rise' | 'significance' | 'level';
      for (const sumOfNothing of [0, undefined] as const) {
        const found = answerOf(question, traffic, is, sumOfNothing);
        const wanted = traffic[form];
        expect({ form, found: found === undefined ? undefined : Number(found.toFixed(6)) + 0 }).toEqual({
          form,
          found: wanted,
        });
      }
    }
  });

  test('is free of the noise of binary fractions at the limit', () => {
    const [rise] = questions;
    expect(0.06 - 0.01).not.toBe(0.05);
    expect(answerOf(rise!, { canary: [1000, 60], stable: [1000, 10] }, is, 0)).toBe(0.05);
  });

  testWith(argo.oracle(), argo.NO_ORACLE, 'means for Argo what noData says, by its own evaluator', () => {
    const cases = questions.flatMap((question) =>
      TRAFFIC.flatMap((traffic) =>
        noDataChoices.map((noData) => {
          const sample = answerOf(question, traffic, is, 0);
          const values = sample === undefined ? [] : [sample];
          return {
            name: `${question.name}, ${traffic.name}, ${noData}`,
            input: judgedOn(question, noData, { type: 'cloudwatch', value: [{ values }] }),
            phase: expected(sample, question.below, noData),
          };
        }),
      ),
    );
    const found = argo.conditions(cases.map(({ input }) => input));
    expect(cases.map(({ name }, index) => ({ name, phase: found[index]?.phase }))).toEqual(
      cases.map(({ name, phase }) => ({ name, phase })),
    );
  });
});

describe('the queries', () => {
  test('have no faults for the factory, and look back as long as the analysis says', () => {
    for (const [, objective] of ways) {
      for (const question of asked(cloudWatchVendor, objective, { ...OPTIONS, windowMinutes: 7 })) {
        expect(faultsOf(question)).toEqual([]);
        expect([queriesOf(question).interval, question.lookBackSeconds]).toEqual(['7m', 420]);
      }
    }
  });

  test('tell the sides apart by a dimension, whose value an argument gives', () => {
    const [rise, , level] = asked(cloudWatchVendor, alb(), OPTIONS);
    const groups = (question: CanaryMetric) =>
      JSON.stringify(queriesOf(question)).match(/"TargetGroup","value":"[^"]*"/g);
    expect(groups(rise!)).toEqual([
      ...Array<string>(2).fill('"TargetGroup","value":"{{args.canary-service}}"'),
      ...Array<string>(2).fill('"TargetGroup","value":"{{args.stable-service}}"'),
    ]);
    expect(rise!.args).toEqual(['canary-service', 'stable-service']);
    expect(level!.args).toEqual(['canary-service']);
  });

  test('of raw expressions have the conditions of the slot and the length of a period in them', () => {
    const [rise] = asked(cloudWatchVendor, good, NAMED);
    expect(queriesOf(rise!).metricDataQueries.find(({ id }) => id === 'canaryRequests')?.expression).toBe(
      'SUM(A version="new", 60)',
    );
  });
});

describe('no question', () => {
  test('can be asked with a pattern: dimensions and searches compare whole values', () => {
    expect(whyNot(cloudWatchVendor, alb({ slot: undefined }))).toMatch(
      /TargetGroup=~"targetgroup\/{{args.canary-service}}\/\.\+".*one exact value.*slot without `pattern`/,
    );
    const search = rawObjective({
      language: 'cloudwatch',
      total: 'A',
      part: 'B',
      slot: { ...slot, pattern: '<value>.*' },
    });
    expect(whyNot(cloudWatchVendor, search)).toMatch(/a search of CloudWatch compares whole values/);
  });

  test('can be asked about parts of a minute, gauges, without a slot or in another language', () => {
    expect(whyNot(cloudWatchVendor, alb(), { windowMinutes: 2.5 })).toMatch(/the window is 2.5 minutes/);
    const pool = Objective.saturation({ ...common, metric: 'pool', limit: 0.9, target: 0.99 });
    expect(whyNot(cloudWatchVendor, pool)).toMatch(/reads a gauge/);
    expect(whyNot(cloudWatchVendor, rawObjective({ language: 'nrql', total: 'A', part: 'B' }))).toMatch(
      /raw.cloudwatch/,
    );
    const unslotted = rawObjective({ language: 'cloudwatch', total: 'A', part: 'B', slot: 'none' });
    expect(whyNot(cloudWatchVendor, unslotted)).toMatch(/has no slot/);
  });
});
