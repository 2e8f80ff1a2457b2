import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { web, type OAuth2 } from '../../../../lib';

const oauth2: OAuth2 = { tokenUrl: 'https://login/token', clientId: 'argo', clientSecret: '{{args.secret}}' };

const jsonPath = '{$.score}';
const url = 'http://checkout-canary.shop/score';
export const webCases: readonly ProviderCase[] = [
  {
    id: 'web-url',
    when: 'it is a path alone',
    at: 'url',
    broken: () => web({ url: '/score', answersJson: true, jsonPath }),
    fine: () => web({ url, answersJson: true, jsonPath }),
  },
  {
    id: 'web-answers-json',
    when: 'nobody says that answers are JSON',
    at: 'url',
    broken: () => web(js({ url, jsonPath })),
    fine: () => web({ url, answersJson: true, jsonPath }),
  },
  {
    id: 'web-body',
    when: 'a GET has one',
    at: 'method',
    argo: 'Body/JSONBody can only be used with POST or PUT',
    broken: () => web(js({ url, answersJson: true, jsonPath, body: 'x' })),
    fine: () => web({ url, answersJson: true, jsonPath, method: 'POST', body: 'x' }),
  },
  {
    id: 'web-body',
    when: 'there are two',
    at: 'method',
    argo: 'use either Body or JSONBody',
    broken: () => web(js({ url, answersJson: true, jsonPath, method: 'POST', body: 'x', jsonBody: {} })),
    fine: () => web({ url, answersJson: true, jsonPath, method: 'POST', jsonBody: {} }),
  },
  {
    id: 'web-method',
    when: 'Argo does not know it',
    at: 'method',
    broken: () => web(js({ url, answersJson: true, jsonPath, method: 'PATCH' })),
    fine: () => web({ url, answersJson: true, jsonPath, method: 'PUT' }),
  },
  {
    id: 'web-json-path',
    when: 'it has no braces',
    at: 'jsonPath',
    broken: () => web({ url, answersJson: true, jsonPath: js('$.data.rate') }),
    fine: () => web({ url, answersJson: true, jsonPath: '{$.data.rate}' }),
  },
  {
    id: 'web-json-path',
    when: 'it is the whole answer',
    at: 'jsonPath',
    broken: () => web({ url, answersJson: true, jsonPath: js('{$}') }),
    fine: () => web({ url, answersJson: true, jsonPath: '{.rate}' }),
  },
  {
    id: 'web-json-path',
    when: 'it starts with an index',
    at: 'jsonPath',
    broken: () => web({ url, answersJson: true, jsonPath: js('{$[0]}') }),
    fine: () => web({ url, answersJson: true, jsonPath: '{$.rates[0]}' }),
  },
  {
    id: 'web-timeout',
    when: 'it is a number',
    at: 'timeout',
    broken: () => web({ url, answersJson: true, jsonPath, timeout: js(20) }),
    fine: () => web({ url, answersJson: true, jsonPath, timeout: Duration.seconds(20) }),
  },
  {
    id: 'web-authentication',
    when: 'the client has no id',
    at: 'authentication.oauth2.clientId',
    broken: () => web({ url, answersJson: true, jsonPath, authentication: { oauth2: { ...oauth2, clientId: '' } } }),
    fine: () => web({ url, answersJson: true, jsonPath, authentication: { oauth2 } }),
  },
  {
    id: 'web-secret',
    when: 'a password is in clear text',
    at: 'authentication.basicAuth.password',
    broken: () =>
      web({ url, answersJson: true, jsonPath, authentication: { basicAuth: { username: 'a', password: 'b' } } }),
    fine: () =>
      web({
        url,
        answersJson: true,
        jsonPath,
        authentication: { basicAuth: { username: 'a', password: '{{ args.b }}' } },
      }),
  },
];
