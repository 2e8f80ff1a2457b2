import { showMarks } from '../../../lib/facts/kubernetes/marks';
import { fieldOf } from '../../../lib/facts/kubernetes/problem';
import type { ExemptionReport, Finding, NotKnown, Severity } from '../../../lib/verdict';
import type { Opaque } from './items';
import type { PulumiSeverity, Violation } from './sdk';

/** How Pulumi calls it. */
export const PULUMI_SEVERITY: Readonly<Record<Severity, PulumiSeverity>> = {
  error: 'high',
  warning: 'medium',
  info: 'low',
};

/** A finding. What does not block says so itself, whatever the policy it is reported through may do. */
export function violationOf(finding: Finding, title: string): Violation {
  const { rule, severity, field, what, why, fix, place } = finding;
  const at = field.length === 0 ? '' : `${fieldOf(field)}: `;
  return {
    name: rule,
    description: title,
    message: showMarks(`${at}${what}\n${why}\nTo do: ${fix}`),
    urn: place.path,
    severity: PULUMI_SEVERITY[severity],
    ...(severity === 'error' ? {} : { enforcementLevel: 'advisory' }),
  };
}

/** What is listed and never blocks. */
function listed(name: string, message: string, urn?: string): Violation {
  return {
    name,
    description: message,
    message: showMarks(message),
    ...(urn === undefined ? {} : { urn }),
    severity: 'low',
    enforcementLevel: 'advisory',
  };
}

/** What is not known yet. */
export function notKnownOf({ rule, what, place }: NotKnown): Violation {
  return listed(rule, `not known: ${what}`, place.path);
}

/** A resource that can't be looked into. */
export function opaqueOf({ urn, why }: Opaque): Violation {
  return listed('not-known', `not known: what is in it. ${why}`, urn);
}

/** What became of all exemptions. */
export function exemptionsOf({ suppressed, expired, refused, unused }: ExemptionReport): Violation[] {
  return [
    ...suppressed.map(({ finding, exemption: { rule, owner, expires, reason } }) =>
      listed(rule, `exempted until ${expires} by ${owner}: ${reason}\n${finding.what}`, finding.place.path),
    ),
    ...expired.map(({ exemption: { rule, saidAt }, why }) =>
      listed(rule, `the exemption in ${saidAt} is over: ${why}`),
    ),
    ...refused.map(({ exemption: { rule, saidAt }, why }) =>
      listed(rule, `the exemption in ${saidAt} does not hold: ${why}`),
    ),
    ...unused.map(({ rule, saidAt }) => listed(rule, `the exemption in ${saidAt} suppresses nothing. Take it out.`)),
  ];
}
