import { groupBy } from '../../../group-by';
import { isUnknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts, ScrapeFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { demandsOf } from '../selector';
import { SelectorIndex } from '../selector-index';
import { textsIn } from './pods';

/** What the example configuration of Prometheus looks for, at pods and at Services. */
const SCRAPE = 'prometheus.io/scrape';

/** Everything among the objects that collects metrics, by what it selects. */
export class Scrapers {
  private readonly inventory: Inventory;
  private readonly byService: SelectorIndex<Item>;
  private readonly byPod: SelectorIndex<Item>;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    this.byService = indexOf(inventory.of('monitoring.coreos.com/ServiceMonitor'));
    this.byPod = indexOf(inventory.of('monitoring.coreos.com/PodMonitor'));
  }

  /** What selects the pods of a workload, or a Service before them. */
  of(item: Item, pods: Known<PodFacts>): readonly ScrapeFacts[] {
    if (isUnknown(pods)) return [];
    const namespace = namespaceOf(item);
    const services = this.inventory.servicesSelecting(pods.labels, namespace);
    const watched = services.flatMap((service) =>
      this.byService
        .selecting(textsIn(metadataOf(service).at('labels')), namespaceOf(service) ?? namespace)
        .map((monitor) => ({ monitor, service })),
    );
    const ports = { names: containerPorts(pods, item) };
    const monitors = [...groupBy(watched, ({ monitor }) => monitor)].map(([monitor, pairs]): ScrapeFacts => {
      const names = pairs.flatMap(({ service }) => namesIn(specOf(service), 'ports'));
      return { item: monitor, portFound: hasPorts(specOf(monitor).at('endpoints'), { names, targets: ports.names }) };
    });
    const podMonitors = this.byPod.selecting(pods.labels, namespace).map((monitor): ScrapeFacts => {
      const endpoints = specOf(monitor).at('podMetricsEndpoints');
      return { item: monitor, portFound: hasPorts(endpoints, { ...ports, targets: ports.names }) };
    });
    const annotated = services
      .filter((service) => textsIn(metadataOf(service).at('annotations'))[SCRAPE] === 'true')
      .map((service): ScrapeFacts => ({ item: service, portFound: true }));
    const own = pods.annotations[SCRAPE] === 'true' ? [{ item: pods.from ?? item, portFound: true }] : [];
    return [...monitors, ...podMonitors, ...annotated, ...own];
  }
}

function indexOf(monitors: readonly Item[]): SelectorIndex<Item> {
  return new SelectorIndex(
    monitors.flatMap((monitor) => {
      const selector = specOf(monitor).at('selector');
      const namespaces = namespacesOf(monitor);
      return selector.exists ? [{ value: monitor, demands: demandsOf(selector), namespaces }] : [];
    }),
  );
}

/** A monitor looks into its own namespace, unless it says otherwise. */
function namespacesOf(monitor: Item): readonly (string | undefined)[] {
  const selector = specOf(monitor).at('namespaceSelector');
  if (selector.at('any').boolean() === true) return [undefined];
  const names = selector
    .at('matchNames')
    .list()
    .flatMap((one) => one.text() ?? []);
  return names.length > 0 ? names : [namespaceOf(monitor)];
}

/** Whether each endpoint has its port: `port` by its name, `targetPort` by that of the container; a number is taken at its word. */
function hasPorts(
  endpoints: Field,
  { names, targets }: { names: readonly string[]; targets: readonly string[] },
): boolean {
  const all = endpoints.list();
  return (
    all.length > 0 &&
    all.every((endpoint) => {
      const [port, target] = [endpoint.at('port').text(), endpoint.at('targetPort').value];
      if (port !== undefined) return names.includes(port);
      return typeof target === 'string' ? targets.includes(target) : true;
    })
  );
}

/** Names of the ports of containers; those that start first and stay (`restartPolicy: Always`) count too. */
function containerPorts({ from, at }: PodFacts, item: Item): readonly string[] {
  const spec = Field.of(from ?? item, () => undefined).at(...at.map(String), 'spec');
  return ['containers', 'initContainers'].flatMap((list) =>
    spec
      .at(list)
      .list()
      .flatMap((container) => namesIn(container, 'ports')),
  );
}

function namesIn(field: Field, key: string): readonly string[] {
  return field
    .at(key)
    .list()
    .flatMap((one) => one.at('name').text() ?? []);
}

function metadataOf(item: Item): Field {
  return Field.of(item, () => undefined).at('metadata');
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
