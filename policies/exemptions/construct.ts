import type { Exemption, ExemptionTarget, SaidExemption } from '../../lib/verdict';

/** Type of the metadata of a construct that holds an exemption. */
export const EXEMPTION = 'stepgate:exemption';

/** An exemption of a construct: what it is about is the construct itself. */
export type ConstructExemption = Omit<Exemption, 'target'>;

/** A construct whose metadata can be added to, of the CDK as of cdk8s. */
export interface Exemptible {
  /** Its place in the tree. */
  readonly node: { addMetadata(type: string, data: unknown): void };
}

/** A construct whose metadata can be read. */
export interface SaidConstruct {
  /** Its place in the tree. */
  readonly node: {
    readonly path: string;
    readonly metadata: readonly { readonly type: string; readonly data: unknown }[];
  };
}

/**
 * Accepts a rule's findings in a construct and everything below it, until a day. It names who answers for it, and is listed once
 * nothing is left that it suppresses. A day that is none counts as over.
 */
export function exempt(construct: Exemptible, exemption: ConstructExemption): void {
  construct.node.addMetadata(EXEMPTION, exemption);
}

/** All exemptions that these constructs say. */
export function exemptionsOfConstructs(constructs: readonly SaidConstruct[]): SaidExemption[] {
  return constructs.flatMap(({ node: { path, metadata } }) =>
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
