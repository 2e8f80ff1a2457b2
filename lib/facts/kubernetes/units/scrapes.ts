import { groupBy } from '../../../group-by';
import { isUnknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts, ScrapeFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { simplePattern, type SimplePattern } from '../pattern';
import { demandsOf } from '../selector';
import { SelectorIndex } from '../selector-index';
import { INJECTED, isInjected } from './injected';
import { textsIn } from './pods';

/** What the example configuration of Prometheus looks for, at pods and at Services. */
const SCRAPE = 'prometheus.io/scrape';

/** What a target of Prometheus is called after in its pod. */
const CONTAINER = '__meta_kubernetes_pod_container_name';

/** Monitors of Datadog's agent are annotations of pods. */
const DATADOG = /^ad\.datadoghq\.com\/.+\.(checks|check_names)$/;

/** Kinds that select Services, and kinds that select pods, each with the field that has its endpoints. */
const BY_SERVICE = {
  'monitoring.coreos.com/ServiceMonitor': 'endpoints',
  'operator.victoriametrics.com/VMServiceScrape': 'endpoints',
} as const;
const BY_POD = {
  'monitoring.coreos.com/PodMonitor': 'podMetricsEndpoints',
  'operator.victoriametrics.com/VMPodScrape': 'podMetricsEndpoints',
  'monitoring.googleapis.com/PodMonitoring': 'endpoints',
  'monitoring.googleapis.com/ClusterPodMonitoring': 'endpoints',
} as const;

/** Something that collects, and the field that has its endpoints. */
interface Monitor {
  readonly item: Item;
  readonly endpoints: string;
}

/** Everything among the objects that collects metrics, by what it selects. */
export class Scrapers {
  private readonly inventory: Inventory;
  private readonly byService: SelectorIndex<Monitor>;
  private readonly byPod: SelectorIndex<Monitor>;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    this.byService = indexOf(BY_SERVICE, inventory);
    this.byPod = indexOf(BY_POD, inventory);
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
    const targets = containerPorts(pods, item);
    const found = ({ item: monitor, endpoints }: Monitor, names: readonly string[]): ScrapeFacts[] => {
      const portFound = this.findPorts(specOf(monitor).at(endpoints), { names, targets }, { item, pods });
      return portFound === 'others' ? [] : [{ item: monitor, portFound }];
    };
    const monitors = [...groupBy(watched, ({ monitor }) => monitor)].flatMap(([monitor, pairs]) =>
      found(
        monitor,
        pairs.flatMap(({ service }) => namesIn(specOf(service), 'ports')),
      ),
    );
    const podMonitors = this.byPod.selecting(pods.labels, namespace).flatMap((monitor) => found(monitor, targets));
    const annotated = services
      .filter((service) => textsIn(metadataOf(service).at('annotations'))[SCRAPE] === 'true')
      .map((service): ScrapeFacts => ({ item: service, portFound: true }));
    const asks = pods.annotations[SCRAPE] === 'true' || Object.keys(pods.annotations).some((key) => DATADOG.test(key));
    const own = asks ? [{ item: pods.from ?? item, portFound: true }] : [];
    return [...monitors, ...podMonitors, ...annotated, ...own];
  }

  /** Whether each endpoint that is about these pods has its port; `others`: none is about them. */
  private findPorts(
    endpoints: Field,
    ports: { readonly names: readonly string[]; readonly targets: readonly string[] },
    { item, pods }: { readonly item: Item; readonly pods: PodFacts },
  ): Known<boolean> | 'others' {
    const all = endpoints.list();
    const answers = all.flatMap((endpoint): Known<boolean>[] => {
      const kept = keptContainers(endpoint);
      if (!kept || pods.containers.some(({ name }) => kept.test(name) !== false)) return [hasPort(endpoint, ports)];
      const injected = INJECTED.filter((name) => kept.test(name) !== false).map((name) =>
        isInjected(name, item, pods, this.inventory),
      );
      return injected.filter((one) => one !== false);
    });
    if (all.length > 0 && answers.length === 0) return 'others';
    if (answers.includes(false) || answers.length === 0) return false;
    return answers.find(isUnknown) ?? true;
  }
}

function indexOf(kinds: Readonly<Record<string, string>>, inventory: Inventory): SelectorIndex<Monitor> {
  return new SelectorIndex(
    Object.entries(kinds).flatMap(([kind, endpoints]) =>
      inventory.of(kind).flatMap((item) => {
        const selector = specOf(item).at('selector');
        const namespaces = namespacesOf(item);
        return selector.exists ? [{ value: { item, endpoints }, demands: demandsOf(selector), namespaces }] : [];
      }),
    ),
  );
}

/** A monitor looks into its own namespace, unless it says otherwise. */
function namespacesOf(monitor: Item): readonly (string | undefined)[] {
  if (monitor.object.kind.startsWith('Cluster')) return [undefined];
  const selector = specOf(monitor).at('namespaceSelector');
  if (selector.at('any').boolean() === true) return [undefined];
  const names = selector
    .at('matchNames')
    .list()
    .flatMap((one) => one.text() ?? []);
  return names.length > 0 ? names : [namespaceOf(monitor)];
}

/** `port` by its name, `targetPort` by that of the container; a number is taken at its word. */
function hasPort(
  endpoint: Field,
  { names, targets }: { readonly names: readonly string[]; readonly targets: readonly string[] },
): boolean {
  const [port, target] = [endpoint.at('port').text(), endpoint.at('targetPort').value];
  if (port !== undefined) return names.includes(port);
  return typeof target === 'string' ? targets.includes(target) : true;
}

/** The containers that an endpoint is about, where it keeps those of some names and drops all others. */
function keptContainers(endpoint: Field): SimplePattern | undefined {
  const rules = [...endpoint.at('relabelings').list(), ...endpoint.at('relabelConfigs').list()];
  for (const rule of rules) {
    const [first] = [...rule.at('sourceLabels').list(), ...rule.at('source_labels').list()];
    if (rule.at('action').text()?.toLowerCase() !== 'keep' || first?.text() !== CONTAINER) continue;
    // of several labels the first part of the pattern is that of the first
    const [pattern = ''] = (rule.at('regex').text() ?? '').replace(/^\^|\$$/g, '').split(';');
    // what only Go understands keeps what nobody knows: taken for these
    return simplePattern(pattern, { anchored: true });
  }
  return undefined;
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
