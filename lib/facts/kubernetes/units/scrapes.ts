import { isUnknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts, ScrapeFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { textsIn } from './pods';
import { selects } from './selector';

/** Monitors that select the pods of a unit, or a Service before them. */
export function scrapesOf(item: Item, pods: Known<PodFacts>, inventory: Inventory): readonly ScrapeFacts[] {
  if (isUnknown(pods)) return [];
  const namespace = namespaceOf(item);
  const services = inventory.servicesSelecting(pods.labels, namespace);
  const byService = inventory.of('monitoring.coreos.com/ServiceMonitor').flatMap((monitor): ScrapeFacts[] => {
    const spec = specOf(monitor);
    const chosen = services.filter(
      (service) => watches(monitor, spec, namespace) && selects(spec.at('selector'), labelsOf(service)),
    );
    const ports = chosen.flatMap((service) => namesIn(specOf(service), 'ports'));
    return chosen.length === 0 ? [] : [{ item: monitor, portFound: hasPorts(spec.at('endpoints'), ports) }];
  });
  const byPod = inventory.of('monitoring.coreos.com/PodMonitor').flatMap((monitor): ScrapeFacts[] => {
    const spec = specOf(monitor);
    if (!watches(monitor, spec, namespace) || !selects(spec.at('selector'), pods.labels)) return [];
    return [{ item: monitor, portFound: hasPorts(spec.at('podMetricsEndpoints'), portsOf(pods, item)) }];
  });
  return [...byService, ...byPod, ...byAnnotation(pods, item)];
}

/** What the example configuration of Prometheus looks at. */
function byAnnotation({ annotations, from }: PodFacts, item: Item): ScrapeFacts[] {
  return annotations['prometheus.io/scrape'] === 'true' ? [{ item: from ?? item, portFound: true }] : [];
}

/** A monitor looks into its own namespace, unless it says otherwise. */
function watches(monitor: Item, spec: Field, namespace: string | undefined): boolean {
  const selector = spec.at('namespaceSelector');
  if (selector.at('any').boolean() === true) return true;
  const names = selector
    .at('matchNames')
    .list()
    .map((one) => one.text());
  const own = namespaceOf(monitor);
  if (names.length > 0) return namespace === undefined || names.includes(namespace);
  return own === undefined || namespace === undefined || own === namespace;
}

/** Names of ports, and that of an endpoint: a number (`targetPort`) is taken at its word. */
function hasPorts(endpoints: Field, ports: readonly string[]): boolean {
  return endpoints.list().every((endpoint) => {
    const port = endpoint.at('port').text();
    return port === undefined || ports.includes(port);
  });
}

function portsOf({ from, at }: PodFacts, item: Item): readonly string[] {
  const template = Field.of(from ?? item, () => undefined).at(...at.map(String));
  return template
    .at('spec', 'containers')
    .list()
    .flatMap((container) => namesIn(container, 'ports'));
}

function namesIn(field: Field, key: string): readonly string[] {
  return field
    .at(key)
    .list()
    .flatMap((one) => one.at('name').text() ?? []);
}

function labelsOf(item: Item): Readonly<Record<string, string>> {
  return textsIn(Field.of(item, () => undefined).at('metadata', 'labels'));
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
