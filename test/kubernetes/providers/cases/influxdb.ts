import type { ProviderCase } from './case';
import { influxdb } from '../../../../lib';

export const influxdbCases: readonly ProviderCase[] = [
  {
    id: 'influxdb-query',
    when: 'it is empty',
    at: 'query',
    broken: () => influxdb({ query: '' }),
    fine: () => influxdb({ query: 'from(bucket: "a")' }),
  },
  {
    id: 'influxdb-profile',
    when: 'it is empty',
    at: 'profile',
    broken: () => influxdb({ query: 'from(bucket: "a")', profile: '' }),
    fine: () => influxdb({ query: 'from(bucket: "a")', profile: 'shop' }),
  },
];
