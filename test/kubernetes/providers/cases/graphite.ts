import { js, type ProviderCase } from './case';
import { graphite } from '../../../../lib';

const address = 'http://vendor.monitoring:1234';
export const graphiteCases: readonly ProviderCase[] = [
  {
    id: 'graphite-address',
    when: 'it is missing',
    at: 'address',
    broken: () => graphite({ address: js(undefined), query: 'target=a' }),
    fine: () => graphite({ address, query: 'target=a' }),
  },
  {
    id: 'graphite-query',
    when: 'it is an expression alone',
    at: 'query',
    broken: () => graphite({ address, query: 'sumSeries(app.errors)' }),
    fine: () => graphite({ address, query: ' from=-5min& target=sumSeries(app.errors)' }),
  },
];
