import type { ProviderCase } from './case';
import { metricPlugin } from '../../../../lib';

export const pluginCases: readonly ProviderCase[] = [
  {
    id: 'plugin-name',
    when: 'it is empty',
    at: 'name',
    broken: () => metricPlugin({ name: '' }),
    fine: () => metricPlugin({ name: 'example/gate' }),
  },
  {
    id: 'plugin-samples',
    when: 'they are empty',
    at: 'samples',
    broken: () => metricPlugin({ name: 'example/gate', samples: '' }),
    fine: () => metricPlugin({ name: 'example/gate', samples: 'result' }),
  },
];
