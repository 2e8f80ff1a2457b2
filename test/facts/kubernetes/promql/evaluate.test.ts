import { unknownMark } from '../../../../lib/facts/kubernetes/marks';
import { outcomeOf } from '../../../../lib/facts/kubernetes/promql/evaluate';
import { NotUnderstood } from '../../../../lib/facts/kubernetes/promql/not-understood';
import { parseQuery } from '../../../../lib/facts/kubernetes/promql/parse';
import { quantityOf } from '../../../../lib/facts/kubernetes/promql/quantity';
import { valuesOf, type Outcome } from '../../../../lib/facts/kubernetes/promql/world';

// What queries come to without data, of 0/0 and of constants, Prometheus itself is asked in prometheus.test.ts.

const RATIO = 'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))';

/** What a query comes to where its quantity has a value and its guards hold. */
function withQuantity(text: string, value: number): Outcome {
  const query = parseQuery(text);
  const { part, guards } = quantityOf(query, () => 'service');
  return outcomeOf(query, { series: 1, given: [{ part, value }], guards, assumed: 0.5 });
}

describe('a query whose quantity is given comes to', () => {
  test.each<[what: string, query: string, values: number[]]>([
    ['it', RATIO, [0.25]],
    ['the rest', `1 - ${RATIO}`, [0.75]],
    ['percent', `100 * (${RATIO})`, [25]],
    ['it, if the guard holds', `${RATIO} and sum(rate(requests_total[5m])) > 10`, [0.25]],
    ['it, and not what stands for no data', `${RATIO} or vector(0)`, [0.25]],
    ['what stands before it, if that is always there', `vector(0) or ${RATIO}`, [0]],
    ['a filtered value', `${RATIO} > 0.2`, [0.25]],
    ['nothing, where it is filtered', `${RATIO} > 0.3`, []],
    ['an answer of yes or no', `${RATIO} > bool 0.3`, [0]],
    ['what is assumed of numbers that are not known', `${RATIO} > bool ${unknownMark('why')}`, [0]],
    ['nothing, as labels of its sides never meet', 'rate(errors_total[5m]) / sum(rate(requests_total[5m]))', []],
    ['nothing, as the guard has other labels', `sum by (pod) (queue) and sum(rate(requests_total[5m])) > 10`, []],
  ])('%s', (_, query, values) => {
    expect(valuesOf(withQuantity(query, 0.25))).toEqual(values);
  });

  test('labels, where there can be several', () => {
    expect(withQuantity(RATIO, 1)).toMatchObject({ series: [{ labels: [] }] });
    expect(withQuantity('sum by (pod) (queue)', 1)).toMatchObject({ series: [{ labels: ['pod'] }] });
    expect(withQuantity('job:errors:rate5m', 1)).toMatchObject({ series: [{ labels: 'any' }] });
  });
});

test.each(['count_over_time(x[5m])', 'sum_over_time(x[5m])', 'time() - timestamp(x)', 'count_values("v", x)'])(
  'what depends on more than a value that never changes is not made up: %s',
  (query) => {
    expect(() => outcomeOf(parseQuery(query), { series: 3, assumed: 0.5 })).toThrow(NotUnderstood);
  },
);
