import { stringify } from 'yaml';
import { planItems, readText, suggest, type Plan, type PlanReport } from '../../lib/planner';
import { suggestedManifests } from '../../lib/planner/suggested/manifests';
import { suggestionText } from '../../lib/reports/suggestion-text';

const ASKED = [
  { target: 0.999, requestRate: 50 },
  { target: 0.99, requestRate: 100 },
  { target: 0.995, requestRate: 10 },
];

function suggested({ target, requestRate }: (typeof ASKED)[number]) {
  const suggestion = suggest({ objective: { target }, requestRate, budget: {} });
  if (suggestion.kind !== 'plan') throw new Error(suggestion.why);
  return suggestion;
}

/** Plans what is printed, as its reader will. */
function planned(yaml: string, { target, requestRate }: (typeof ASKED)[number]): PlanReport {
  const { items, problems } = readText(yaml, 'suggested.yaml');
  expect(problems).toEqual([]);
  const result = planItems(items, { assumptions: { requestRate, baselineErrorRate: 1 - target } });
  expect(result.problems.map(({ rule }) => rule)).toEqual(['missing-service', 'missing-service']);
  const [report] = result.reports;
  if (!report) throw new Error('no plan');
  return report;
}

/** What is written of steps and analyses, without the names of templates, which carry that of the service. */
function writtenIn({ strategy }: Plan) {
  if (strategy.kind !== 'canary') throw new Error('no canary');
  return {
    background: strategy.background?.analysis.metrics,
    startingStep: strategy.background?.startingStep,
    steps: strategy.steps.map((step) => (step.kind === 'analysis' ? step.analysis.metrics : step)),
  };
}

test.each(ASKED)('what is printed for %j reads back as the plan that was meant, at the same cost', (asked) => {
  const suggestion = suggested(asked);
  const text = suggestionText('checkout', suggestion, suggestedManifests('checkout', suggestion.plan));
  const { plan, simulations, proofs } = planned(text, asked);
  const [read, meant] = [writtenIn(plan), writtenIn(suggestion.plan)];
  expect(read).toEqual(meant);
  expect(plan).toMatchObject({ progressDeadline: { seconds: 600, aborts: true }, rollbackWindowRevisions: 1 });

  const of = (kind: string) => simulations.find(({ scenario }) => scenario.kind === kind);
  const near = (seconds: unknown, expected: number) => {
    expect(Math.abs(Number(seconds) - expected)).toBeLessThanOrEqual(3);
  };
  near(of('healthy')?.durationSeconds, suggestion.cost.totalSeconds);
  near(of('errorRise')?.detection?.secondsToDetect, suggestion.cost.detectionSeconds);
  expect(of('errorRise')?.badWeightMinutes).toBeCloseTo(suggestion.cost.weightMinutes, 1);
  expect([of('noData')?.outcome, of('notANumber')?.outcome]).toEqual(['paused', 'paused']);

  const gates = proofs.filter(({ role }) => role === 'step').flatMap(({ metrics }) => metrics);
  expect(gates.map(({ canFail }) => canFail)).toEqual(gates.map(() => true));
  const powers = gates.map(({ power }) => ('power' in power ? power.power : Number.NaN));
  expect(Math.min(...powers)).toBeCloseTo(suggestion.power, 6);
});

test('a service without a single error is healthy, and one without requests is not judged', () => {
  const { plan } = suggested({ target: 0.999, requestRate: 50 });
  const text = stringify(suggestedManifests('checkout', plan).manifests);
  // there is no series of errors before the first error
  expect(text.match(/code=~"5\.\."/g)?.length).toBe(text.match(/or vector\(0\)/g)?.length);
  const conditions = text.match(/(success|failure)Condition: .*/g) ?? [];
  expect(conditions.length).toBeGreaterThan(4);
  expect(conditions.filter((one) => !one.includes('isNaN(#)'))).toEqual([]);
});

test('what the names must fit is said in comments, at most 100 columns wide', () => {
  const suggestion = suggested({ target: 0.999, requestRate: 50 });
  const shown = suggestedManifests('checkout', suggestion.plan);
  const comments = suggestionText('checkout', suggestion, shown)
    .split('\n')
    .filter((line) => line.startsWith('#'));
  expect(comments.join(' ')).toMatch(/requests_total.*label service.*checkout-canary/);
  expect(Math.max(...comments.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('a plan that measures what no query here can ask is refused', () => {
  const { plan } = suggested({ target: 0.999, requestRate: 50 });
  const { strategy } = plan;
  if (strategy.kind !== 'canary' || !strategy.background) throw new Error('no background analysis');
  const { analysis } = strategy.background;
  const metrics = analysis.metrics.map((metric) => ({ ...metric, judged: { quantity: 'other' as const } }));
  const other = { ...strategy, background: { analysis: { ...analysis, metrics }, startingStep: 0 } };
  expect(() => suggestedManifests('checkout', { ...plan, strategy: other })).toThrow('judges nothing');
});
