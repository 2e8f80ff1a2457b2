import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { datadog } from '../../../../lib';

export const datadogCases: readonly ProviderCase[] = [
  {
    id: 'datadog-either',
    when: 'there is a query and a formula',
    at: 'query',
    argo: 'Cannot have both a query and queries.',
    broken: () => datadog(js({ query: 'a', queries: { a: 'x' }, formula: 'a' })),
    fine: () => datadog({ queries: { a: 'x' }, formula: 'a' }),
  },
  {
    id: 'datadog-either',
    when: 'v1 is asked to aggregate',
    at: 'query',
    argo: 'Aggregator is not supported in v1.',
    broken: () => datadog(js({ query: 'a', apiVersion: 'v1', aggregator: 'avg' })),
    fine: () => datadog({ query: 'a', aggregator: 'avg' }),
  },
  {
    id: 'datadog-aggregator',
    when: 'Datadog has no such',
    at: 'aggregator',
    broken: () => datadog({ query: 'a', aggregator: js('median') }),
    fine: () => datadog({ query: 'a', aggregator: 'l2norm' }),
  },
  {
    id: 'datadog-query',
    when: 'one of several is empty',
    at: 'queries.b',
    broken: () => datadog({ queries: { a: 'x', b: '' }, formula: 'a / b' }),
    fine: () => datadog({ queries: { a: 'x', b: 'y' }, formula: 'a / b' }),
  },
  {
    id: 'datadog-query',
    when: 'several have no formula',
    at: 'formula',
    argo: 'When multiple queries are provided you must include a formula.',
    broken: () => datadog(js({ queries: { a: 'x', b: 'y' } })),
    fine: () => datadog({ queries: { a: 'x', b: 'y' }, formula: 'a / b' }),
  },
  {
    id: 'datadog-interval',
    when: 'it is text',
    at: 'interval',
    broken: () => datadog({ query: 'a', interval: js('5m') }),
    fine: () => datadog({ query: 'a', interval: Duration.minutes(5) }),
  },
  {
    id: 'datadog-timeout',
    when: 'it is over at once',
    at: 'requestTimeout',
    broken: () => datadog({ query: 'a', requestTimeout: Duration.seconds(0) }),
    fine: () => datadog({ query: 'a', requestTimeout: Duration.millis(1500) }),
  },
  {
    id: 'datadog-secret',
    when: 'it has no name',
    at: 'secretRef.name',
    argo: 'secret name is required for namespaced credentials',
    broken: () => datadog({ query: 'a', secretRef: { name: '', namespaced: true } }),
    fine: () => datadog({ query: 'a', secretRef: { name: 'datadog', namespaced: true } }),
  },
];
