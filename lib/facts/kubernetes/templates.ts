import type { Analysis } from '../../plan/model/analysis';
import type { Item } from '../item';
import { placeOf } from '../item';
import { NO_SIDES } from './analysis/alone';
import { readAnalysis } from './analysis/analysis';
import { Field, type Report } from './field';
import { Inventory, namespaceOf } from './inventory';
import { unknownMark } from './marks';
import type { ReadProblem } from './problem';
import { TEMPLATE_KINDS } from './references';

/** An AnalysisTemplate or ClusterAnalysisTemplate on its own. */
export interface ReadTemplate {
  readonly name: string;
  readonly kind: string;
  /** File and line, or the path of the construct. */
  readonly source: string;
  /** Whether a Rollout among the items uses it, itself or through a template that composes it. */
  readonly used: boolean;
  /** What it measures; what only its users say is not known. */
  readonly analysis: Analysis;
}

/** The templates among some items, and what is wrong with them. */
export interface ReadTemplates {
  readonly templates: readonly ReadTemplate[];
  readonly problems: readonly ReadProblem[];
}

/** Reads each template by itself, whether or not a rollout uses it; arguments without a value are not known. */
export function templatesOf(items: readonly Item[] | Inventory): ReadTemplates {
  const inventory = items instanceof Inventory ? items : new Inventory(items);
  const problems: ReadProblem[] = [];
  const used = usedBy(inventory.of('argoproj.io/Rollout'), inventory);
  const templates = TEMPLATE_KINDS.flatMap((groupKind) => inventory.of(groupKind)).map((item) => ({
    name: item.object.metadata.name ?? '',
    kind: item.object.kind,
    source: placeOf(item),
    used: used.has(item),
    analysis: readAlone(item, inventory, (problem) => void problems.push(problem)),
  }));
  return { templates, problems };
}

function readAlone(item: Item, inventory: Inventory, report: Report): Analysis {
  const root = Field.of(item, report);
  const name = root.at('metadata', 'name');
  const open = root.at('spec', 'args').list();
  const passed = new Map(
    open
      .filter((arg) => !arg.at('value').exists && !arg.at('valueFrom').exists)
      .map((arg) => arg.at('name').text() ?? '')
      .map((arg) => [arg, unknownMark(`args.${arg}: whoever uses the template says it`)]),
  );
  const nothing = root.at('spec', 'nothing');
  return readAnalysis(
    {
      refs: [{ name: name.text() ?? '', clusterScope: item.object.kind.startsWith('Cluster'), field: name }],
      passed,
      dryRun: nothing,
      measurementRetention: nothing,
    },
    { rollout: item.object, namespace: namespaceOf(item), sides: NO_SIDES, context: { inventory, report } },
  );
}

/** The templates that objects name, and those that these compose; circles end where they began. */
export function usedBy(items: readonly Item[], inventory: Inventory): ReadonlySet<Item> {
  const used = new Set<Item>();
  const open: Item[] = [...items];
  for (let item = open.pop(); item; item = open.pop()) {
    for (const template of namedBy(item, inventory)) {
      if (!used.has(template)) open.push(template);
      used.add(template);
    }
  }
  return used;
}

/** The templates that an object names, wherever in it. */
function namedBy(item: Item, inventory: Inventory): Set<Item> {
  const found = new Set<Item>();
  const open: unknown[] = [item.object.spec];
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const { templateName, clusterScope } = value as { templateName?: unknown; clusterScope?: unknown };
    if (typeof templateName === 'string') {
      const groupKind = TEMPLATE_KINDS[clusterScope === true ? 1 : 0];
      const namespace = clusterScope === true ? undefined : namespaceOf(item);
      const named = inventory.find({ groupKind, name: templateName, namespace });
      if (named) found.add(named);
    }
    for (const inner of Object.values(value)) open.push(inner as unknown);
  }
  return found;
}
