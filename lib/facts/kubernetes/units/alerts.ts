import { ABOUT_LABELS } from '../../conventions';
import type { Item } from '../../item';
import type { AlertFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { textsIn } from './pods';
import { namespaceIn, textsWithin, wordsIn } from './words';

/** Kinds of objects that have alerts in them, and how they are read. A vendor more is a line more. */
const KINDS: Readonly<Record<string, (item: Item) => readonly Told[]>> = {
  'monitoring.coreos.com/PrometheusRule': inGroups,
  'operator.victoriametrics.com/VMRule': inGroups,
  'grafana.integreatly.org/GrafanaAlertRuleGroup': (item) =>
    fieldsIn(item, 'rules').map((rule) =>
      told(item, rule, rule.at('title').text(), textsWithin(rule.at('data').value).join('\n')),
    ),
  'datadoghq.com/DatadogMonitor': (item) => {
    const spec = specOf(item);
    return [told(item, spec, spec.at('name').text(), `${String(spec.at('query').value)} ${tagsOf(spec)}`)];
  },
};

/** An alert, the names in its query, and the namespace that it is about. */
interface Told extends AlertFacts {
  readonly words: ReadonlySet<string>;
  /** @default - it says none */
  readonly namespace?: string;
}

/** Kinds of workloads that an alert may be about. */
const WORKLOADS = ['argoproj.io/Rollout', 'apps/Deployment', 'apps/StatefulSet', 'flagger.app/Canary'];

/** All alerts among the objects, by the things that they name. */
export class Alerts {
  private readonly inventory: Inventory;
  private readonly byWord = new Map<string, Told[]>();

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    for (const [kind, read] of Object.entries(KINDS)) {
      for (const alert of inventory.of(kind).flatMap(read)) {
        for (const word of alert.words) {
          const same = this.byWord.get(word);
          if (same) same.push(alert);
          else this.byWord.set(word, [alert]);
        }
      }
    }
  }

  /** Those about a workload: a label or the query names it, and nothing says that another namespace is meant. */
  about(name: string, namespace: string | undefined): readonly AlertFacts[] {
    return (this.byWord.get(name) ?? []).filter((alert) => {
      const meant = alert.namespace ?? this.nearest(name, namespaceOf(alert.item));
      return meant === undefined || namespace === undefined || meant === namespace;
    });
  }

  /** Rules stand beside what they watch, or all of them in a namespace of their own, where nothing has that name. */
  private nearest(name: string, namespace: string | undefined): string | undefined {
    const beside = WORKLOADS.some((groupKind) => {
      const found = this.inventory.find({ groupKind, name, namespace });
      return found !== undefined && namespaceOf(found) === namespace;
    });
    return beside ? namespace : undefined;
  }
}

function inGroups(item: Item): readonly Told[] {
  return fieldsIn(item, 'groups').flatMap((group) =>
    group
      .at('rules')
      .list()
      .filter((rule) => rule.at('alert').exists)
      .map((rule) => told(item, rule, rule.at('alert').text(), rule.at('expr').value)),
  );
}

function told(item: Item, rule: Field, name: string | undefined, query: unknown): Told {
  const labels = textsIn(rule.at('labels'));
  const about = ABOUT_LABELS.flatMap((label) => labels[label] ?? []);
  const text = typeof query === 'string' ? query : '';
  const namespace = labels.namespace ?? namespaceIn(text);
  return {
    item,
    at: rule.path,
    name: name ?? '',
    labels,
    annotations: textsIn(rule.at('annotations')),
    words: new Set([...about, ...wordsIn(text)]),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function tagsOf(spec: Field): string {
  return spec
    .at('tags')
    .list()
    .flatMap((tag) => tag.text() ?? [])
    .join(' ');
}

function fieldsIn(item: Item, key: string): readonly Field[] {
  return specOf(item).at(key).list();
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
