import { ABOUT_LABELS } from '../../conventions';
import type { Item } from '../../item';
import type { AlertFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { textsIn } from './pods';

/** Kinds of objects that have alerts in them, and how they are read. A vendor more is a line more. */
const KINDS: Readonly<Record<string, (item: Item) => readonly Told[]>> = {
  'monitoring.coreos.com/PrometheusRule': (item) =>
    fieldsIn(item, 'groups').flatMap((group) =>
      listIn(group, 'rules')
        .filter((rule) => rule.at('alert').exists)
        .map((rule) => told(item, rule, rule.at('alert').text(), rule.at('expr').value)),
    ),
  'grafana.integreatly.org/GrafanaAlertRuleGroup': (item) =>
    fieldsIn(item, 'rules').map((rule) =>
      told(item, rule, rule.at('title').text(), JSON.stringify(rule.at('data').value)),
    ),
};

/** An alert, and the words in which its query names things. */
interface Told extends AlertFacts {
  readonly words: ReadonlySet<string>;
}

/** All alerts among the objects, by the things that they name. */
export class Alerts {
  private readonly byWord = new Map<string, Told[]>();

  constructor(inventory: Inventory) {
    for (const [kind, read] of Object.entries(KINDS)) {
      for (const alert of inventory.of(kind).flatMap(read)) {
        for (const word of alert.words) this.byWord.set(word, [...(this.byWord.get(word) ?? []), alert]);
      }
    }
  }

  /** Those about a workload: a label names it, or a quoted text of the query does; and no label says another namespace. */
  about(name: string, namespace: string | undefined): readonly AlertFacts[] {
    return (this.byWord.get(name) ?? []).filter((alert) => {
      const said = alert.labels.namespace ?? namespaceOf(alert.item);
      return said === undefined || namespace === undefined || said === namespace;
    });
  }
}

function told(item: Item, rule: Field, name: string | undefined, query: unknown): Told {
  const labels = textsIn(rule.at('labels'));
  const about = ABOUT_LABELS.flatMap((label) => labels[label] ?? []);
  const quoted =
    typeof query === 'string' ? [...query.matchAll(/["']([^"'\\]+)\\?["']/g)].map(([, word = '']) => word) : [];
  return {
    item,
    at: rule.path,
    name: name ?? '',
    labels,
    annotations: textsIn(rule.at('annotations')),
    words: new Set([...about, ...quoted]),
  };
}

function fieldsIn(item: Item, key: string): readonly Field[] {
  return listIn(Field.of(item, () => undefined).at('spec'), key);
}

function listIn(field: Field, key: string): readonly Field[] {
  return field.at(key).list();
}
