import type { ProviderCase } from './case';
import { wavefront } from '../../../../lib';

export const wavefrontCases: readonly ProviderCase[] = [
  {
    id: 'wavefront-query',
    when: 'it is empty',
    at: 'query',
    broken: () => wavefront({ address: 'example.wavefront.com', query: '' }),
    fine: () => wavefront({ address: '{{args.host}}', query: 'ts(a)' }),
  },
  {
    id: 'wavefront-address',
    when: 'it is a URL',
    at: 'address',
    broken: () => wavefront({ address: 'https://example.wavefront.com', query: 'ts(a)' }),
    fine: () => wavefront({ address: 'example.wavefront.com', query: 'ts(a)' }),
  },
];
