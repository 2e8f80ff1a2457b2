import type { ExemptionTarget, GateReport, SaidExemption } from '../../verdict';
import { aboutText } from './words';

/** What became of each exemption, a line each: those that do not hold first. */
export function exemptionLines({ exemptions }: Pick<GateReport, 'exemptions'>): readonly string[] {
  const { expired, refused, unused, suppressed } = exemptions;
  return [
    ...refused.map(({ exemption, why }) => `refused: ${exemptionText(exemption)}: ${why}`),
    ...expired.map(({ exemption, why }) => `expired: ${exemptionText(exemption)}: ${why}`),
    ...unused.map((exemption) => `unused: ${exemptionText(exemption)}: there is nothing for it to suppress.`),
    ...suppressed.map(({ finding, exemption: { owner, expires, reason, saidAt } }) => {
      const until = `until ${expires} by ${owner}: ${reason} (${saidAt})`;
      return `suppressed: ${finding.place.text} ${aboutText(finding)}: ${finding.what} [${finding.rule}] ${until}`;
    }),
  ];
}

/** An exemption in words: its rule, what it is about, and where it was said. */
export function exemptionText({ rule, target, owner, saidAt }: SaidExemption): string {
  return `${rule} for ${targetText(target)}, by ${owner} (${saidAt})`;
}

/** What an exemption is about. */
export function targetText(target: ExemptionTarget): string {
  if ('construct' in target) return `${target.construct} and all below it`;
  if ('fingerprint' in target) return `the finding ${target.fingerprint}`;
  const { kind = 'any kind', namespace, name = '*' } = target;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
