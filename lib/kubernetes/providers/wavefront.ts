import type { ProviderKind, QueryProvider } from '../analysis';
import { needsText } from './options';
import { provide, type OptionCheck } from './provide';
import { each, numberOrNaN } from './samples';

/** Options of {@link wavefront}. */
export interface WavefrontProps {
  /** Host name without scheme, such as `example.wavefront.com`: also the key of its token in Secret `wavefront-api-tokens`. */
  readonly address: string;
  /** Query in Wavefront's language, for the moment of the measurement. Argo reads a series without points as 0. */
  readonly query: string;
  /**
   * Says that there is a series even where nothing was counted. Only then can no data `pass` or `pause`: Argo makes an Error
   * of an answer without series. @default false
   */
  readonly alwaysAnswers?: boolean;
}

const checks: readonly OptionCheck<WavefrontProps>[] = [
  needsText('wavefront-query', ({ query }) => ({ query }), 'Wavefront refuses it, so every measurement is an Error.'),
  {
    id: 'wavefront-address',
    *find({ props: { address } }) {
      if (typeof address !== 'string' || !/^([-._a-zA-Z0-9]+|.*\{\{.*\}\}.*)$/.test(address)) {
        yield {
          at: 'address',
          value: address,
          what: 'it is not a bare host name.',
          why: 'Argo looks for a token under this key of Secret `wavefront-api-tokens`; no key can hold a scheme or a path.',
          fix: 'pass the host alone, such as "example.wavefront.com".',
        };
      }
    },
  },
];

/** Asks Wavefront (VMware Aria Operations for Applications). NaN is no data. */
export function wavefront(props: WavefrontProps): QueryProvider {
  return Object.assign(provide('wavefront', props, checks, render), {
    samples: each('result', numberOrNaN('#')),
    emptyIsError: !props.alwaysAnswers,
  });
}

function render({ address, query }: WavefrontProps): object {
  return { address, query };
}

/** The registry's line. */
export const wavefrontKind: ProviderKind = {
  id: 'wavefront',
  title: 'Wavefront',
  since: '1.0',
  reads: 'the point of every series that is nearest to now',
  checks: checks.map(({ id }) => id),
  make: wavefront,
  examples: () => [
    wavefront({ address: 'example.wavefront.com', query: 'sum(rate(ts(requests.errors, service=checkout)))' }),
    wavefront({ address: 'example.wavefront.com', query: 'default(0, ts(requests.errors))', alwaysAnswers: true }),
  ],
};
