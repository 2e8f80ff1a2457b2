import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf, type Inventory } from '../../../lib/facts/kubernetes/inventory';
import {
  findTemplates,
  templateRefIn,
  templateRefsIn,
  type FoundTemplates,
} from '../../../lib/facts/kubernetes/references';

/** Templates that are measured together, and what is said beside their names. */
export interface Use extends FoundTemplates {
  /** Has `args`, and where it is no analysis of an experiment `dryRun`. */
  readonly field: Field;
  /** The list of patterns: of an analysis its own, of an experiment's that of the experiment. */
  readonly dryRun: Field;
}

/** Where a Rollout or an Experiment uses templates. */
export function usesIn(item: Item, inventory: Inventory): readonly Use[] {
  const spec = Field.of(item, () => undefined).at('spec');
  const canary = spec.at('strategy', 'canary');
  const steps = canary.at('steps').list();
  const analyses = [
    canary.at('analysis'),
    ...steps.map((step) => step.at('analysis')),
    ...['prePromotionAnalysis', 'postPromotionAnalysis'].map((key) => spec.at('strategy', 'blueGreen', key)),
  ].filter(({ exists }) => exists);
  const experiments = [
    ...(item.object.kind === 'Experiment' ? [spec] : []),
    ...steps.map((step) => step.at('experiment')),
  ];
  const find = (refs: ReturnType<typeof templateRefsIn>) =>
    findTemplates(refs, namespaceOf(item), { inventory, report: () => undefined });
  return [
    ...analyses.map((field) => ({ field, dryRun: field.at('dryRun'), ...find(templateRefsIn(field.at('templates'))) })),
    ...experiments.flatMap((experiment) =>
      experiment
        .at('analyses')
        .list()
        .map((field) => ({ field, dryRun: experiment.at('dryRun'), ...find([templateRefIn(field)]) })),
    ),
  ];
}
