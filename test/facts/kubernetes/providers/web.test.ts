import { OTHER, readingOf, unknownBecause, verdictsOf, type Expected, type Written } from './read';

const metric = (url: string, conditions: object = {}): Written => ({
  ...conditions,
  provider: { web: { url, jsonPath: '{$.data}' } },
});

describe('a web metric is read', () => {
  test.each<[string, Written, Expected]>([
    [
      'as a probe of the canary, which needs nobody else',
      metric('http://shop-canary.shop.svc:8080/health', { successCondition: 'result.score >= 90' }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: false,
        lookBackSeconds: 0,
      },
    ],
    [
      'as a question to somebody who may need traffic, although it is about the canary',
      metric('https://metrics.example.com/rate?of=shop-canary', { successCondition: 'result.score >= 90' }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: unknownBecause('https://metrics.example.com'),
        lookBackSeconds: 0,
      },
    ],
    [
      'as a question about everybody where it names no side',
      metric('https://metrics.example.com/rate', { failureCondition: 'result.score < 90' }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: unknownBecause('what answers at https://metrics.example.com'),
        lookBackSeconds: 0,
      },
    ],
  ])('%s', (_, written, expected) => {
    expect(readingOf(written)).toEqual(expected);
  });
});

const URL = 'http://shop-canary.shop.svc/health';
const EITHER = unknownBecause('by how the source answers');

describe('a web answer is judged', () => {
  test.each<[string, object, Expected['verdicts']]>([
    [
      'by a word: null is none, and no answer an Error',
      { successCondition: 'result == "passed"' },
      ['Failed', EITHER, EITHER],
    ],
    ['by a bool: null is none', { successCondition: 'result' }, ['Failed', 'Error', 'Error']],
    ['by several fields', { successCondition: 'result.ok && result.score > 1' }, ['Failed', 'Error', 'Error']],
    ['by the length of a list', { successCondition: 'len(result.errors) == 0' }, ['Failed', EITHER, EITHER]],
    [
      'by a default: only where there is an answer',
      { successCondition: 'default(result, 1) > 0.5' },
      ['Failed', EITHER, EITHER],
    ],
    ['by nothing: whatever answers with a 2xx is good', {}, ['Successful', EITHER, EITHER]],
  ])('%s', (_, conditions, expected) => {
    expect(verdictsOf(metric(URL, conditions))).toEqual(expected);
  });
});
