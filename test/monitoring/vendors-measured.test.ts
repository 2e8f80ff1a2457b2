import { datadogVendor, newRelicVendor, type CanaryMetric } from '../../lib/monitoring';
import { renderMetric, Threshold } from '../../lib/kubernetes/analysis';
import { datadog, newRelic, type DatadogProps, type NewRelicProps } from '../../lib/kubernetes/providers';
import type { Objective, Sides } from '../../lib/slo';
import { measure, NO_ORACLE, oracle, type MeasureResult } from '../support/argo';
import { testWith } from '../support/tools';
import { answered, kinds } from './vendor-objectives';

const sides: Sides = { canary: { hash: 'c1', service: 'c' }, stable: { hash: 's1', service: 's' } };

/** How a vendor says one number, or that there is none. */
const vendors = {
  datadog: {
    ask: (objective: Objective) => answered(datadogVendor.analysis(objective, { sides })),
    // the options are made for this factory
    provider: ({ provider }: CanaryMetric) => datadog(provider.options as unknown as DatadogProps),
    says: (value: number | null) => ({ data: { attributes: { columns: [{ values: [value] }] } } }),
  },
  newRelic: {
    ask: (objective: Objective) => answered(newRelicVendor.analysis(objective, { sides })),
    // the options are made for this factory
    provider: ({ provider }: CanaryMetric) => newRelic(provider.options as unknown as NewRelicProps),
    says: (value: number | null) => ({ data: { actor: { account: { nrql: { results: [{ value }] } } } } }),
  },
} as const;

/** What Argo's own provider makes of a metric when the vendor says these values. */
function measured(vendor: keyof typeof vendors, metric: CanaryMetric, values: readonly (number | null)[]) {
  const { provider, says } = vendors[vendor];
  const rendered = renderMetric({
    name: metric.name,
    provider: provider(metric),
    healthy: Threshold.below(metric.below),
    noData: 'pause',
  });
  return measure(values.map((value) => ({ metric: rendered, response: { body: JSON.stringify(says(value)) } })));
}

/** Every text in the bodies that the provider sent. */
function asked({ requests }: MeasureResult): readonly string[] {
  const texts: string[] = [];
  for (const { body } of requests) {
    JSON.parse(body, (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
  }
  return texts;
}

describe.each(['datadog', 'newRelic'] as const)('Argo asks %s', (vendor) => {
  testWith(
    oracle(),
    NO_ORACLE,
    'and takes no answer for none, a value at the limit for bad, one below for good',
    () => {
      for (const objective of [kinds.availability(), kinds.latency(), kinds.ratio(), kinds.saturation()]) {
        for (const metric of vendors[vendor].ask(objective)) {
          const phases = measured(vendor, metric, [null, metric.below, metric.below * 0.99, -0.001]).map(
            ({ phase }) => phase,
          );
          expect([metric.name, ...phases]).toEqual([metric.name, 'Inconclusive', 'Failed', 'Successful', 'Successful']);
        }
      }
    },
  );

  testWith(oracle(), NO_ORACLE, 'exactly what the metric says', () => {
    const [rise] = vendors[vendor].ask(kinds.availability());
    const [result] = rise ? measured(vendor, rise, [0]) : [];
    const options = rise?.provider.options ?? {};
    const texts = [options.query, options.formula, ...Object.values((options.queries as object | undefined) ?? {})];
    const said = texts.filter((text) => typeof text === 'string');
    expect(said.length).toBeGreaterThan(0);
    expect(result && asked(result)).toEqual(expect.arrayContaining(said));
    expect(said.join()).toContain('c1');
  });
});
