import { CANARY_HASH, STABLE_HASH, unknownMark } from '../../../lib/facts/kubernetes/marks';
import { parseQuery } from '../../../lib/facts/kubernetes/promql/parse';
import { scopeOfQuery, scopeOfText, type Sides } from '../../../lib/facts/kubernetes/sides';

const sides: Sides = {
  canary: ['shop-canary'],
  stable: ['shop'],
  canaryLabels: [['app.example.com/role', 'preview']],
  stableLabels: [['subset', 'v1']],
};

describe('a query is about', () => {
  test.each([
    ['the canary, by the hash of its pods', `x{pod=~"shop-${CANARY_HASH}-.*"}`],
    ['the canary, by its Service', 'x{service="shop-canary"}'],
    ['the canary, by the host of its Service', 'x{host=~"shop-canary.default.svc.cluster.local"}'],
    ['the canary, by a label of its pods', 'x{app_example_com_role="preview"}'],
    ['the canary, beside stable', `x{hash="${CANARY_HASH}"} / x{hash="${STABLE_HASH}"}`],
    ['the canary, by what is not of stable', `x{hash!="${STABLE_HASH}"}`],
  ])('%s', (_, query) => {
    expect(scopeOfQuery(parseQuery(query), sides)).toBe('canary');
  });

  test.each([
    ['all requests', 'x{app="store"}'],
    ['all requests, by the names of both Services', 'x{service=~"shop|shop-canary"}'],
  ])('%s', (_, query) => {
    expect(scopeOfQuery(parseQuery(query), sides)).toBe('service');
  });

  test.each([
    [
      'a value that is not known',
      `x{service="${unknownMark('args.service has no value')}"}`,
      'args.service has no value',
    ],
    ['the canary of somebody else', 'x{service="cart-canary"}', '"cart-canary" names nothing of this rollout'],
    ['stable alone', 'x{subset="v1"}', 'only what the old version is behind'],
    ['stable, by what is not of the canary', `x{hash!="${CANARY_HASH}"}`, 'only what the old version is behind'],
    ['the canary beside all requests', `x{hash="${CANARY_HASH}"} / x`, 'only a part of the query'],
  ])('nobody knows what: %s', (_, query, reason) => {
    expect(scopeOfQuery(parseQuery(query), sides)).toEqual({ unknown: expect.stringContaining(reason) });
  });

  test('the same in the words of other systems', () => {
    expect(scopeOfText('avg:trace.errors{service:shop-canary}', sides)).toBe('canary');
    expect(scopeOfText('avg:trace.errors{service:store}', sides)).toBe('service');
    expect(scopeOfText('avg:x{app.example.com/role:preview}', sides)).toBe('canary');
    expect(scopeOfText('avg:x{app.example.com/role:previews}', sides)).not.toBe('canary');
  });
});
