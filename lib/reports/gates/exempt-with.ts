/** What may be exempted, and what not. */
interface Exemptible {
  /** Id of the rule. */
  readonly rule: string;
  /** @default true */
  readonly exemptible?: boolean;
}

/** What is said where nobody may exempt a finding. */
export const FINAL = "it can't be exempted.";

/** The annotation that exempts findings of a rule in its object; undefined where its findings can't be exempted. */
export function exemptWith({ rule, exemptible = true }: Exemptible): string | undefined {
  return exemptible ? `exempt.stepgate.dev/${rule}: "until <day> by <owner>: <reason>"` : undefined;
}

/** The same as one line of a text. */
export function exemptLine(one: Exemptible): string {
  const annotation = exemptWith(one);
  return annotation === undefined ? FINAL : `exempt with: ${annotation}`;
}
