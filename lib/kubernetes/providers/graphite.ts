import type { ProviderKind, QueryProvider } from '../analysis';
import { needsUrl } from './options';
import { provide, type OptionCheck } from './provide';

/** Options of {@link graphite}. */
export interface GraphiteProps {
  /** Such as `http://graphite.monitoring:9090`. */
  readonly address: string;
  /**
   * Parameters of Graphite's render API, such as `target=summarize(errors,"5min")&from=-5min`. Argo removes all white
   * space, reads the first series only, and gives up after 10 s. Without `from` it covers a whole day.
   */
  readonly query: string;
  /**
   * Says that there is a series even where nothing was counted. Only then can no data `pass` or `pause`: Argo makes an Error
   * of an answer without series. @default false
   */
  readonly alwaysAnswers?: boolean;
}

const checks: readonly OptionCheck<GraphiteProps>[] = [
  needsUrl('graphite-address', ({ address }) => ({ address: address ?? '' })),
  {
    id: 'graphite-query',
    *find({ props: { query } }) {
      if (typeof query !== 'string' || !/(^|[?&\s])target=|^\s*\{\{/.test(query)) {
        yield {
          at: 'query',
          value: query,
          what: 'it has no `target=`.',
          why: 'it is sent as the parameters of the render API, which then answers with nothing: every measurement is an Error.',
          fix: 'write "target=<expression>&from=-5min".',
        };
      }
    },
  },
];

/** Asks Graphite. Points that are null are left out: a series of nulls is no data. */
export function graphite(props: GraphiteProps): QueryProvider {
  return Object.assign(provide('graphite', props, checks, render), {
    samples: 'result',
    emptyIsError: !props.alwaysAnswers,
  });
}

function render({ address, query }: GraphiteProps): object {
  return { address, query };
}

/** The registry's line. */
export const graphiteKind: ProviderKind = {
  id: 'graphite',
  title: 'Graphite',
  since: '1.1',
  reads: 'every point of the first series that is not null',
  checks: checks.map(({ id }) => id),
  make: graphite,
  examples: () => [
    graphite({ address: 'http://graphite.monitoring:9090', query: 'target=sumSeries(app.*.errors)&from=-5min' }),
    graphite({ address: '{{args.address}}', query: 'target=constantLine(1)&from=-1min', alwaysAnswers: true }),
  ],
};
