import type { Objective } from '../../lib/slo';
import { backgroundOf, planWith, questionsOf, RAW } from './canary-manifests';
import { oneOfEachKind, ofEachConvention } from './objectives';

test.each<readonly [string, Objective]>([...ofEachConvention, ['raw queries', RAW]])(
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

test('a gauge says nothing of rates; a bad one fails all the same, and none is inconclusive', () => {
  for (const objective of oneOfEachKind.filter(({ spec }) => spec.indicator.kind === 'gauge')) {
    const [metric, ...more] = backgroundOf(planWith(questionsOf(objective)));
    expect(more).toEqual([]);
    expect(metric).toMatchObject({
      judged: { quantity: 'other' },
      scope: 'canary',
      verdicts: { bad: 'Failed', noData: 'Inconclusive' },
    });
  }
});
