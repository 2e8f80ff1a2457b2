import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { newRelic } from '../../../../lib';

export const newRelicCases: readonly ProviderCase[] = [
  {
    id: 'newrelic-query',
    when: 'it is missing',
    at: 'query',
    broken: () => newRelic({ query: js(undefined), field: 'rate' }),
    fine: () => newRelic({ query: 'SELECT 1', field: 'rate' }),
  },
  {
    id: 'newrelic-field',
    when: 'a key is empty',
    at: 'field[1]',
    broken: () => newRelic({ query: 'SELECT 1', field: ['rate', ''] }),
    fine: () => newRelic({ query: 'SELECT 1', field: ['rate', '99'] }),
  },
  {
    id: 'newrelic-profile',
    when: 'it is empty',
    at: 'profile',
    broken: () => newRelic({ query: 'SELECT 1', field: 'rate', profile: '' }),
    fine: () => newRelic({ query: 'SELECT 1', field: 'rate', profile: 'shop' }),
  },
  {
    id: 'newrelic-timeout',
    when: 'it is no whole number of seconds',
    at: 'timeout',
    broken: () => newRelic({ query: 'SELECT 1', field: 'rate', timeout: Duration.millis(1500) }),
    fine: () => newRelic({ query: 'SELECT 1', field: 'rate', timeout: Duration.seconds(2) }),
  },
];
