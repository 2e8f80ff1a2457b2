import { template } from '../../policies/rules/example';
import { providerRefused } from '../../policies/rules/wiring/provider-refused';
import { templateRefused } from '../../policies/rules/wiring/template-refused';
import { measure, NO_ORACLE, oracle, references } from '../support/argo';
import { analysisTemplate, rollout } from '../support/argo-docs';
import { testWith } from '../support/tools';
import { found } from './judging';

/** A provider, and whether it asks. */
const CASES: readonly (readonly [title: string, provider: Readonly<Record<string, object>>, asks: boolean])[] = [
  ['an address', { prometheus: { address: 'http://prometheus:9090', query: 'up' } }, true],
  ['an address without http', { prometheus: { address: 'prometheus:9090', query: 'up' } }, false],
  ['a path for an address', { prometheus: { address: '/prometheus', query: 'up' } }, false],
  ['a timeout below 0', { prometheus: { address: 'http://prometheus', query: 'up', timeout: -1 } }, false],
  [
    'a token without a secret',
    {
      prometheus: {
        address: 'http://prometheus',
        query: 'up',
        authentication: { oauth2: { tokenUrl: 'http://token', clientId: 'me' } },
      },
    },
    false,
  ],
  ['a body of a POST', { web: { url: 'http://web', method: 'POST', body: 'x', jsonPath: '{$.ok}' } }, true],
  ['a body of a GET', { web: { url: 'http://web', body: 'x', jsonPath: '{$.ok}' } }, false],
  [
    'two bodies',
    { web: { url: 'http://web', method: 'POST', body: 'x', jsonBody: { a: 1 }, jsonPath: '{$.ok}' } },
    false,
  ],
  ['one query', { datadog: { apiVersion: 'v1', query: 'a' } }, true],
  ['queries with a formula', { datadog: { apiVersion: 'v2', queries: { a: 'b', c: 'd' }, formula: 'a / c' } }, true],
  ['no query', { datadog: { apiVersion: 'v2' } }, false],
  ['a query and queries', { datadog: { apiVersion: 'v2', query: 'a', queries: { a: 'b' } } }, false],
  ['queries of the first version', { datadog: { apiVersion: 'v1', queries: { a: 'b' } } }, false],
  ['a formula of nothing', { datadog: { apiVersion: 'v2', query: 'a', formula: 'a' } }, false],
  ['queries without a formula', { datadog: { apiVersion: 'v2', queries: { a: 'b', c: 'd' } } }, false],
  ['an aggregator of the first version', { datadog: { apiVersion: 'v1', query: 'a', aggregator: 'avg' } }, false],
];

const REFUSED = /is url format|negative|mandatory|Body|quer|Formula|Aggregator/;

test.each(CASES)('%s', (_, provider, asks) => {
  const manifest = template(`successCondition: 'true'\nprovider: ${JSON.stringify(provider)}`);
  expect(found(providerRefused, manifest)).toHaveLength(asks ? 0 : 1);
});

testWith(oracle(), NO_ORACLE, "Argo's own providers say the same", () => {
  // the oracle asks a server of its own, whatever the address is
  const cases = CASES.filter(([title]) => !title.includes('address'));
  const measured = measure(
    cases.map(([, provider]) => ({
      metric: { name: 'm', successCondition: 'true', provider },
      response: {
        body: '{"ok": true, "series": [], "status": "success", "data": {"resultType": "vector", "result": []}}',
      },
    })),
  );
  expect(cases.map(([title], index) => [title, !REFUSED.test(measured[index]?.message ?? '')])).toEqual(
    cases.map(([title, , asks]) => [title, asks]),
  );
});

test('an address that only a run puts in is not judged', () => {
  const manifest = template(
    "successCondition: 'true'\nprovider: { prometheus: { address: '{{args.service}}', query: up } }",
  );
  expect(found(providerRefused, manifest)).toEqual([]);
});

testWith(oracle(), NO_ORACLE, 'an argument with a value and a source of one is refused by Argo too', () => {
  const args = [{ name: 'service', value: 'web', valueFrom: { secretKeyRef: { name: 'web', key: 'name' } } }];
  const metric = { name: 'm', successCondition: 'true', provider: { web: { url: 'http://web', jsonPath: '{$.ok}' } } };
  const analysis = { templates: [{ templateName: 'errors' }] };
  const docs = [
    rollout({ canary: { steps: [{ analysis }] } }),
    analysisTemplate('errors', { metrics: [metric], args }),
  ];
  const [said] = references([{ docs }]);
  expect(said?.rollouts[0]?.invalidSpec).toContain('both Value and ValueFrom');
  const manifest = template(`successCondition: 'true'\nprovider: ${JSON.stringify(metric.provider)}`).replace(
    '[{ name: service }]',
    JSON.stringify(args),
  );
  expect(found(templateRefused, manifest)).toEqual([
    'AnalysisTemplate/success-rate spec.args[0]: the argument "service" has a value and a valueFrom.',
  ]);
});
