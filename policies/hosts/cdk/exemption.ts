import type { SaidExemption } from '../../../lib/verdict';
import { exemptionsOfConstructs } from '../../exemptions/construct';
import type { CdkConstruct } from './sdk';

export { EXEMPTION, exempt, type ConstructExemption } from '../../exemptions/construct';

/** All exemptions in a tree. */
export function exemptionsIn(root: CdkConstruct): SaidExemption[] {
  return exemptionsOfConstructs(root.node.findAll());
}
