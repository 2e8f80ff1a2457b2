import { renderMetric } from '../../lib/kubernetes/analysis';
import { judgementOf } from '../../lib/monitoring/judgement';
import type { CanaryForm } from '../../lib/monitoring/vendor';
import type { Objective } from '../../lib/slo';
import { measure, NO_ORACLE, oracle, type Phase } from '../support/argo';
import { testWith } from '../support/tools';
import { HAPPENINGS, resolved, samplesOf, type HappeningName } from './canary-history';
import { metricOf, questionsOf, RAW } from './canary-manifests';
import { ofEachConvention, oneOfEachKind } from './objectives';
import { prometheusServer, withPrometheus, type Sample } from './prometheus-server';

/** What Argo has to make of each form. */
const EXPECTED: Readonly<Record<HappeningName, Readonly<Record<CanaryForm, Phase>>>> = {
  good: all('Successful'),
  bad: all('Failed'),
  'bad from the start': all('Failed'),
  'no canary': all('Inconclusive'),
  'nobody scrapes': all('Inconclusive'),
  'a canary without requests, which is 0/0': all('Inconclusive'),
  'few requests, all bad': all('Inconclusive'),
  'bad, and stable has no requests': { ...all('Inconclusive'), level: 'Failed' },
  'good, and stable is gone': { ...all('Inconclusive'), level: 'Successful' },
};

function all(phase: Phase): Readonly<Record<CanaryForm, Phase>> {
  return { rise: phase, significance: phase, level: phase };
}

/** Times far enough from one another that no window sees two of them. */
const APART = 1800;
const BEGIN = Date.UTC(2026, 0, 1) / 1000;

/** One question at one time. */
interface Asked {
  readonly what: string;
  readonly metric: object;
  readonly at: number;
  readonly expected: Phase;
}

interface Story {
  readonly samples: readonly Sample[];
  readonly asked: readonly Asked[];
}

const objectives: readonly (readonly [string, Objective])[] = [...ofEachConvention, ['raw queries', RAW]];

function storyOf([name, objective]: readonly [string, Objective], first: number): readonly Story[] {
  const judgement = judgementOf(objective);
  const questions = questionsOf(objective);
  return (Object.keys(HAPPENINGS) as HappeningName[]).map((happening, index) => {
    const at = BEGIN + (first + index) * APART;
    return {
      samples: samplesOf(objective, HAPPENINGS[happening](objective, judgement), at, judgement.windowMinutes),
      asked: questions.map((question, form) => ({
        what: `${name}, ${question.name}: ${happening}`,
        metric: asRun(renderMetric(metricOf(question))),
        at,
        expected: EXPECTED[happening][judgement.forms[form] ?? 'rise'],
      })),
    };
  });
}

/** A metric as it stands in an AnalysisRun. */
function asRun(metric: object): object {
  return JSON.parse(resolved(JSON.stringify(metric))) as object;
}

/** Gauges have no requests: their values, and what is to come of them. */
const GAUGES: readonly (readonly [number | undefined, Phase])[] = [
  [0.5, 'Successful'],
  [1.5, 'Failed'],
  [NaN, 'Inconclusive'],
  [Infinity, 'Failed'],
  [undefined, 'Inconclusive'],
];

/** Each value as so many times the limit; of an age, that long before it is asked. */
function gaugeStories(objective: Objective, first: number): readonly Story[] {
  const { indicator } = objective.spec;
  const [question] = indicator.kind === 'gauge' ? questionsOf(objective) : [];
  if (indicator.kind !== 'gauge' || !question) return [];
  return GAUGES.map(([times, expected], index) => {
    const at = BEGIN + (first + index) * APART;
    const value = times === undefined ? undefined : times * indicator.limit;
    const shown = value === undefined ? [] : [indicator.reads === 'age' ? at - value : value];
    return {
      samples: samplesOf(objective, { canary: { requests: 1, bad: 0 } }, at, 1).flatMap((sample) =>
        shown.map((one) => ({ ...sample, value: one })),
      ),
      asked: [{ what: `${objective.id}: ${times}`, metric: asRun(renderMetric(metricOf(question))), at, expected }],
    };
  });
}

/** The stories of all, one after the other in time. */
function oneAfterTheOther(make: readonly ((first: number) => readonly Story[])[]): readonly Story[] {
  return make.reduce<readonly Story[]>((told, next) => [...told, ...next(told.length)], []);
}

testWith(
  oracle() && prometheusServer,
  prometheusServer ? NO_ORACLE : 'no prometheus or promtool',
  'a real Prometheus answers the generated queries, and the controller makes of them what is right, for every convention',
  async () => {
    const stories = oneAfterTheOther([
      ...objectives.map((one) => (first: number) => storyOf(one, first)),
      ...oneOfEachKind.map((one) => (first: number) => gaugeStories(one, first)),
    ]);
    const asked = stories.flatMap((story) => story.asked);
    const bodies = await withPrometheus(
      stories.flatMap(({ samples }) => samples),
      async (server) => {
        const answers: string[] = [];
        for (const { metric, at } of asked) answers.push(await server.ask(queryOf(metric), at));
        return answers;
      },
    );
    const results = measure(asked.map(({ metric }, index) => ({ metric, response: { body: bodies[index] ?? '' } })));
    const told = asked.map(({ what }, index) => `${what} is ${results[index]?.phase}`);
    expect(told).toEqual(asked.map(({ what, expected }) => `${what} is ${expected}`));
    // what Argo asked is what Prometheus was asked
    results.forEach(({ requests }, index) => {
      const sent = requests.map(({ url, body }) => new URLSearchParams(body || url.split('?')[1]).get('query'));
      expect(sent).toEqual([queryOf(asked[index]?.metric ?? {})]);
    });
    expect(asked.length).toBeGreaterThan(500);
  },
);

function queryOf(metric: object): string {
  const { provider } = metric as { readonly provider: { readonly prometheus: { readonly query: string } } };
  return provider.prometheus.query;
}
