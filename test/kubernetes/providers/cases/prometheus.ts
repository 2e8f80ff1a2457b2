import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { prometheus, type OAuth2 } from '../../../../lib';

const query = 'up';
const oauth2: OAuth2 = { tokenUrl: 'https://login/token', clientId: 'argo', clientSecret: '{{args.secret}}' };

export const prometheusCases: readonly ProviderCase[] = [
  {
    id: 'prometheus-query',
    when: 'it is empty',
    at: 'query',
    broken: () => prometheus({ query: ' ' }),
    fine: () => prometheus({ query }),
  },
  {
    id: 'prometheus-address',
    when: 'it has no scheme',
    at: 'address',
    broken: () => prometheus({ query, address: 'prometheus.monitoring:9090' }),
    fine: () => prometheus({ query, address: 'http://{{args.host}}:9090' }),
  },
  {
    id: 'prometheus-address',
    when: 'tokens come from nowhere',
    at: 'authentication.oauth2.tokenUrl',
    broken: () => prometheus({ query, authentication: { oauth2: { ...oauth2, tokenUrl: js(undefined) } } }),
    fine: () => prometheus({ query, authentication: { oauth2 } }),
  },
  {
    id: 'prometheus-timeout',
    when: 'it is negative, which Duration can not be, or text',
    at: 'timeout',
    broken: () => prometheus({ query, timeout: js('30s') }),
    fine: () => prometheus({ query, timeout: Duration.seconds(30) }),
  },
  {
    id: 'prometheus-timeout',
    when: 'it is over at once',
    at: 'timeout',
    broken: () => prometheus({ query, timeout: Duration.seconds(0) }),
    fine: () => prometheus({ query, timeout: Duration.seconds(1) }),
  },
  {
    id: 'prometheus-authentication',
    when: 'the user has no name',
    at: 'authentication.basicAuth.username',
    broken: () => prometheus({ query, authentication: { basicAuth: { username: '', password: '{{args.secret}}' } } }),
    fine: () => prometheus({ query, authentication: { basicAuth: { username: 'argo', password: '{{args.secret}}' } } }),
  },
  {
    id: 'prometheus-secret',
    when: 'a client secret is in clear text',
    at: 'authentication.oauth2.clientSecret',
    broken: () => prometheus({ query, authentication: { oauth2: { ...oauth2, clientSecret: 'hunter2' } } }),
    fine: () => prometheus({ query, authentication: { oauth2 } }),
  },
  {
    id: 'prometheus-secret',
    when: 'a header holds a token in clear text',
    at: 'headers.Authorization',
    broken: () => prometheus({ query, headers: { Authorization: 'Bearer abc' } }),
    fine: () => prometheus({ query, headers: { Authorization: 'Bearer {{args.secret}}', 'X-Scope-OrgID': 'shop' } }),
  },
  {
    id: 'prometheus-sigv4',
    when: 'the address is not of Amazon Managed Prometheus',
    at: 'authentication.sigv4',
    broken: () => prometheus({ query, address: 'http://prometheus', authentication: { sigv4: { region: 'eu' } } }),
    fine: () =>
      prometheus({ query, address: 'https://aps-workspaces.eu.amazonaws.com/w', authentication: { sigv4: {} } }),
  },
  {
    id: 'prometheus-returns',
    when: 'it is no type of Prometheus',
    at: 'returns',
    broken: () => prometheus({ query, returns: js('float') }),
    fine: () => prometheus({ query, returns: 'scalar' }),
  },
  {
    id: 'prometheus-returns',
    when: 'a range shall be a scalar',
    at: 'returns',
    broken: () => prometheus(js({ query, returns: 'scalar', rangeQuery: range(10, 5) })),
    fine: () => prometheus({ query, rangeQuery: range(10, 5) }),
  },
  {
    id: 'prometheus-range',
    when: 'there is no step',
    at: 'rangeQuery.step',
    broken: () => prometheus({ query, rangeQuery: { start: 'now()', step: js(undefined) } }),
    fine: () => prometheus({ query, rangeQuery: { start: 'now() - duration("1h")', step: Duration.minutes(1) } }),
  },
  {
    id: 'prometheus-range-order',
    when: 'it ends before it starts',
    at: 'rangeQuery',
    broken: () => prometheus({ query, rangeQuery: range(5, 10) }),
    fine: () => prometheus({ query, rangeQuery: range(10, 5) }),
  },
  {
    id: 'prometheus-range-order',
    when: 'there are more points than Prometheus gives',
    at: 'rangeQuery',
    broken: () => prometheus({ query, rangeQuery: { start: Duration.hours(4), step: Duration.seconds(1) } }),
    fine: () => prometheus({ query, rangeQuery: { start: Duration.hours(3), step: Duration.seconds(1) } }),
  },
];

function range(start: number, end: number) {
  return { start: Duration.minutes(start), end: Duration.minutes(end), step: Duration.seconds(30) };
}
