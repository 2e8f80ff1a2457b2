export { editManifests, type Change, type Edited } from './edit';
export { Inventory, groupKindOf, namespaceOf, type GroupKind, type ObjectRef } from './inventory';
export { plansOf, type PlanOptions, type ReadPlans } from './plans';
export type { ReadProblem } from './problem';
export { readManifests, readText, type Manifests, type ReadTextOptions, type Skipped } from './read';
export { templatesOf, type ReadTemplate, type ReadTemplates } from './templates';
