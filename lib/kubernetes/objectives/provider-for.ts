import type { CanaryMetric } from '../../monitoring/vendor';
import type { MetricProvider, ProviderKind, QueryProvider } from '../analysis';
import { metricProviders } from '../providers';

const kinds: readonly ProviderKind[] = metricProviders;

/**
 * The provider that a vendor names, made by its factory.
 * @throws Error if Argo has none of that name, or one that takes no thresholds: then the vendor is at fault, not its user
 */
export function providerFor({ id, options }: CanaryMetric['provider']): QueryProvider {
  const kind = kinds.find((one) => one.id === id);
  // what the options hold is judged by the provider's own checks, together with the template
  const made = kind?.make(options as never);
  if (made === undefined || !takesThresholds(made)) {
    throw new Error(
      `A monitoring vendor names the metric provider "${id}", which Argo does not have or which decides on its own.`,
    );
  }
  return made;
}

function takesThresholds(provider: MetricProvider): provider is QueryProvider {
  return provider.samples !== undefined;
}
