import type { Item } from '../item';
import { Field, type Report } from './field';
import type { Inventory } from './inventory';

/** A template that is named by a rollout, an experiment or another template. */
export interface TemplateRef {
  readonly name: string;
  readonly clusterScope: boolean;
  /** Where it is named. */
  readonly field: Field;
}

/** Everything that is measured together: the templates in Argo's order, and those that were not found. */
export interface FoundTemplates {
  /** Those in the namespace before those of the cluster, each once. */
  readonly templates: readonly Item[];
  readonly missing: readonly TemplateRef[];
  /** Names along a circle of templates. @default - there is none */
  readonly cycle?: readonly string[];
}

/** Where the object that is read stands, and where problems go. */
export interface Context {
  readonly inventory: Inventory;
  readonly report: Report;
}

/** Group and kind of the two kinds of templates. */
export const TEMPLATE_KINDS = ['argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate'] as const;

/** The references in a `templates` list. */
export function templateRefsIn(list: Field): TemplateRef[] {
  return list.list().map((field) => templateRefIn(field));
}

/** A reference with `templateName` and `clusterScope`. */
export function templateRefIn(field: Field): TemplateRef {
  return {
    name: field.at('templateName').text() ?? '',
    clusterScope: field.at('clusterScope').boolean() ?? false,
    field: field.at('templateName'),
  };
}

/** Looks templates up, and those they compose, without going in circles (rollout/analysis.go:506-556). */
export function findTemplates(
  refs: readonly TemplateRef[],
  namespace: string | undefined,
  context: Context,
): FoundTemplates {
  const found = new Set<Item>();
  const missing: TemplateRef[] = [];
  let cycle: string[] | undefined;
  // a stack of one's own, because chains can be longer than that of calls
  const above: Item[] = [];
  const open: (TemplateRef | 'leave')[] = [...refs].reverse();
  for (let ref = open.pop(); ref; ref = open.pop()) {
    if (ref === 'leave') {
      above.pop();
      continue;
    }
    const groupKind = TEMPLATE_KINDS[ref.clusterScope ? 1 : 0];
    const item = context.inventory.find({ groupKind, name: ref.name, ...(ref.clusterScope ? {} : { namespace }) });
    if (!item) {
      missing.push(ref);
    } else if (found.has(item)) {
      const at = above.indexOf(item);
      if (at >= 0) cycle ??= [...above.slice(at), item].map(({ object }) => object.metadata.name ?? '');
    } else {
      found.add(item);
      above.push(item);
      const inner = Field.of(item, context.report).at('spec', 'templates');
      open.push('leave', ...templateRefsIn(inner).reverse());
    }
  }
  const isCluster = ({ object }: Item) => object.kind === 'ClusterAnalysisTemplate';
  const templates = [...found].sort((a, b) => Number(isCluster(a)) - Number(isCluster(b)));
  return { templates, missing, ...(cycle ? { cycle } : {}) };
}

/** Says what is named and not there. The rest may be in the cluster already, so it is no error. */
export function reportMissingTemplate({ field, name, clusterScope }: TemplateRef) {
  field.report(
    'missing-template',
    `the ${clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'} "${name}" is not among the manifests.`,
    'what it measures, and whether it can fail, is not known.',
    'name the file that holds it too, unless the cluster has it.',
    'warning',
  );
}
