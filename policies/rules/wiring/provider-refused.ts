import type { Field } from '../../../lib/facts/kubernetes/field';
import { metricsOf, TEMPLATE_KINDS } from '../analysis/metrics';
import type { Found, ObjectRule } from '../../rule';
import { template } from '../example';

/** What a provider says at its first measurement; undefined where it asks. */
type Refuse = (provider: Field) => readonly [at: Field, what: string] | undefined;

const datadog = (fields: string) =>
  template(`successCondition: default(result, 0) < 0.01\nprovider: { datadog: { ${fields} } }`);

/** Fields of a provider that contradict each other. That there is none, or several, is for `template-refused`. */
export const providerRefused: ObjectRule = {
  id: 'provider-refused',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A provider takes what a metric tells it',
  why: 'its first measurement is an Error, as all that follow, and every release that uses it is aborted.',
  fix: 'mend what the provider says of it.',
  level: 'error',
  source:
    'Argo Rollouts v1.9.1, metricproviders/prometheus/prometheus.go NewPrometheusAPI, datadog/datadog.go validateIncomingProps, webmetric/webmetric.go Run',
  since: '0.2.0',
  check: (object) =>
    metricsOf(object).flatMap(({ field, provider, metric }): Found[] => {
      const refused = Object.hasOwn(REFUSALS, provider)
        ? REFUSALS[provider]?.(field.at('provider', provider))
        : undefined;
      return refused ? [{ at: refused[0].path, key: metric.name, what: refused[1] }] : [];
    }),
  examples: {
    good: [{ title: 'one query', manifests: datadog("query: 'avg:error.rate{service:web}'") }],
    bad: [
      {
        title: 'two queries, and nothing that makes one number of them',
        manifests: datadog("apiVersion: v2, queries: { a: 'sum:errors{*}', b: 'sum:requests{*}' }"),
      },
      {
        title: 'an address without http',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { address: 'prometheus:9090', query: up } }`),
      },
    ],
  },
};

const REFUSALS: Readonly<Record<string, Refuse>> = {
  prometheus: (provider) => {
    const [address, timeout] = [provider.at('address'), provider.at('timeout')];
    const text = address.text() ?? '';
    if (text !== '' && !text.includes('{{') && !/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.test(text)) {
      return [address, `the address "${text}" is no URL: it needs http:// and a host.`];
    }
    if (typeof timeout.value === 'number' && timeout.value < 0) return [timeout, 'its timeout is below 0.'];
    return oauth2(provider);
  },
  datadog: (provider) => {
    const has = (key: string) => (provider.at(key).value ?? '') !== '';
    const queries = provider.at('queries').entries().length;
    // the API server fills in v1
    const first = (provider.at('apiVersion').text() ?? 'v1') === 'v1';
    if (has('query') && queries > 0) return [provider.at('queries'), 'it has a query and queries.'];
    if (!has('query') && queries === 0) return [provider, 'it has neither a query nor queries.'];
    if (first && !has('query')) return [provider.at('apiVersion'), 'version v1 of the API takes one query.'];
    if (has('formula') && queries === 0) return [provider.at('formula'), 'its formula has no queries to put together.'];
    if (!has('formula') && queries > 1) return [provider.at('queries'), 'it has several queries and no formula.'];
    return first && has('aggregator')
      ? [provider.at('aggregator'), 'version v1 of the API takes no aggregator.']
      : undefined;
  },
  web: (provider) => {
    const [text, json] = [provider.at('body'), provider.at('jsonBody')];
    if (text.value && json.exists) return [json, 'it has a body and a jsonBody.'];
    const method = provider.at('method').text() ?? 'GET';
    if ((text.value || json.exists) && method === 'GET') {
      return [text.value ? text : json, 'a GET has no body: only POST and PUT have one.'];
    }
    return oauth2(provider);
  },
};

function oauth2(provider: Field): readonly [Field, string] | undefined {
  const at = provider.at('authentication', 'oauth2');
  const missing = ['clientId', 'clientSecret'].filter((key) => !at.at(key).value);
  return at.at('tokenUrl').value && missing.length > 0
    ? [at, `OAuth 2 needs ${missing.join(' and ')} beside the tokenUrl.`]
    : undefined;
}
