import type { Exemption, ExemptionTarget, SaidExemption } from '../../../lib/verdict';
import type { CdkConstruct } from './sdk';

/** Type of the metadata of a construct that holds an exemption. */
export const EXEMPTION = 'stepgate:exemption';

/** An exemption of a construct: what it is about is the construct itself. */
export type ConstructExemption = Omit<Exemption, 'target'>;

/** A construct whose metadata can be added to, of the CDK as of cdk8s. */
interface Exemptible {
  readonly node: { addMetadata(type: string, data: unknown): void };
}

/**
 * Accepts a rule's findings in a construct and everything below it, until a day. Unlike `Validations.acknowledge` it ends, names
 * who answers for it, and is listed once nothing is left that it suppresses.
 */
export function exempt(construct: Exemptible, exemption: ConstructExemption) {
  construct.node.addMetadata(EXEMPTION, exemption);
}

/** All exemptions in a tree. */
export function exemptionsIn(root: CdkConstruct): SaidExemption[] {
  return root.node.findAll().flatMap(({ node: { path, metadata } }) =>
    metadata
      .filter(({ type }) => type === EXEMPTION)
      .map(({ data }) => {
        // what it lacks is an empty text, with which it does not hold
        const { rule = '', reason = '', owner = '', expires = '' } = Object(data) as Partial<ConstructExemption>;
        const isApp = path === '';
        const target: ExemptionTarget = isApp ? {} : { construct: path };
        return { rule, reason, owner, expires, target, saidAt: isApp ? 'the app' : path };
      }),
  );
}
