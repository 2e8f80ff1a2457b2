import type { Problem } from '../../errors';
import type { TemplateDefinition } from '../analysis/definition';

/** Everything that Argo would refuse in a template, and everything that could never do what it says. */
export function checkTemplate(_definition: TemplateDefinition, _clusterScope: boolean): readonly Problem[] {
  return [];
}
