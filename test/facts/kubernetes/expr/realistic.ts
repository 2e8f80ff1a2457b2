import type { ConditionInput, MetricResult } from '../../../support/argo';

const vectors: readonly MetricResult[] = [
  { type: 'float64[]', value: [0.97] },
  { type: 'float64[]', value: [0.2, 0.97] },
  { type: 'float64[]', value: [] },
  { type: 'float64[]', value: ['NaN'] },
];
const floats: readonly MetricResult[] = [
  { type: 'float64', value: 0.97 },
  { type: 'float64', value: 'NaN' },
  { type: '*float64' },
];
const bodies: readonly MetricResult[] = [
  { type: 'json', value: { status: 'ok', ok: true, score: 97, data: { rate: 0.5 }, errors: [] } },
  { type: 'json', value: { status: 'failed', ok: false, score: null, errors: ['a'] } },
];
const rows: readonly MetricResult[] = [
  { type: 'nrdb', value: { rate: 0.97, 'percentile.duration': { 99: 12 } } },
  { type: 'nrdb', value: { rate: null } },
];
const points: readonly MetricResult[] = [
  { type: 'cloudwatch', value: [{ id: 'rate', values: [0.97, 0.2] }] },
  { type: 'cloudwatch', value: [{ id: 'rate', values: [] }] },
  { type: 'cloudwatch', value: [] },
];

/** Conditions as manifests and manuals have them, by what they are asked about. */
const WRITTEN: readonly (readonly [readonly MetricResult[], readonly string[]])[] = [
  [
    vectors,
    [
      'result[0] >= 0.95',
      'result[0] < 0.05',
      'result[0] >= 0.95 && result[0] <= 1',
      'len(result) == 0 || result[0] >= 0.95',
      'result[0] >= 0.95 || len(result) == 0',
      'len(result) > 0 && result[0] >= 0.95',
      'isNaN(result[0]) || result[0] >= 0.95',
      'not isNaN(result[0]) and result[0] > 0.9',
      'isNil(result) || result[0] > 0.9',
      'default(result, 0) < 0.05',
      'isNaN(result)',
      'all(result, # >= 0.95)',
      'all(result, {# >= 0.95})',
      'any(result, {isNaN(#) || # < 0.5})',
      'none(result, # > 1)',
      'result[0] == 0',
      'result > 0.5',
      'result[0] * 100 >= 95.0',
      'len(filter(result, # < 0.5)) == 0',
      'isInf(result[0])',
    ],
  ],
  [
    floats,
    [
      'result >= 0.95',
      'result < 0.05',
      'default(result, 0) < 0.05',
      'isNil(result) || result < 0.05',
      'isNaN(result)',
      'result == nil',
      'result ?? 0 < 1',
    ],
  ],
  [
    bodies,
    [
      'result.status == "ok"',
      "result.status in ['ok', 'passing']",
      'result.ok',
      'result.ok == true',
      '!result.ok',
      'result.score >= 90',
      'asInt(result.score) >= 90',
      'result.data.rate < 0.6',
      'result.data?.rate < 0.6',
      'len(result.errors) == 0',
      'result.status matches "^ok$"',
      'result == "ok"',
    ],
  ],
  [
    rows,
    [
      'result.rate >= 0.95',
      "result['rate'] >= 0.95",
      "result['percentile.duration']['99'] < 20",
      'result.rate == nil || result.rate > 0.9',
    ],
  ],
  [
    points,
    [
      'result[0].Values[0] >= 0.95',
      'len(result[0].Values) == 0 || result[0].Values[0] > 0.9',
      'all(result[0].Values, # >= 0.95)',
      'result[0].Id == "rate"',
      'len(result) > 0',
    ],
  ],
];

/** Each condition alone as either condition, on each result. */
export const realistic: readonly ConditionInput[] = WRITTEN.flatMap(([results, conditions]) =>
  results.flatMap((result) =>
    conditions.flatMap((condition) => [
      { successCondition: condition, result },
      { failureCondition: condition, result },
      { successCondition: condition, failureCondition: `!(${condition})`, result },
    ]),
  ),
);
