import { Objective } from '../../lib/slo';
import { backgroundOf, planWith, questionsOf } from './canary-manifests';
import { oneOfEachKind, ofEachConvention } from './objectives';

const mails = oneOfEachKind.find(({ spec }) => spec.kind === 'ratio')?.spec;

/** Two queries in PromQL that say themselves where the slot is. */
const raw = Objective.ratio({
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  target: 0.995,
  indicator: {
    kind: 'events',
    total: { raw: { promql: 'sum(increase(mails_total{queue="shop",$side}[$window]))' } },
    part: { is: 'bad', query: { raw: { promql: 'sum(increase(mails_failed_total{queue="shop",$side}[$window]))' } } },
    slot: { label: 'rollouts_pod_template_hash', by: 'hash' },
    series: mails?.indicator.series ?? [],
  },
});

test.each<readonly [string, Objective]>([...ofEachConvention, ['raw queries', raw]])(
  'a plan reads what is judged from the generated queries: %s',
  (_, objective) => {
    const questions = questionsOf(objective);
    const metrics = backgroundOf(planWith(questions));
    expect(metrics.map(({ name, judged, lookBackSeconds }) => ({ name, judged, lookBackSeconds }))).toEqual(
      questions.map(({ name, judged, lookBackSeconds }) => ({ name, judged, lookBackSeconds })),
    );
    for (const { verdicts, scope } of metrics) {
      expect(scope).toBe('canary');
      expect(verdicts).toEqual({ bad: 'Failed', noData: 'Inconclusive', notANumber: 'Inconclusive' });
    }
  },
);

test('a gauge says nothing of rates, and a bad one still fails', () => {
  for (const objective of oneOfEachKind.filter(({ spec }) => spec.indicator.kind === 'gauge')) {
    const [metric, ...more] = backgroundOf(planWith(questionsOf(objective)));
    expect(more).toEqual([]);
    expect(metric).toMatchObject({ judged: { quantity: 'other' }, scope: 'canary', verdicts: { bad: 'Failed' } });
  }
});
