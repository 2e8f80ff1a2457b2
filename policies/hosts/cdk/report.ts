import { showMarks } from '../../../lib/facts/kubernetes/marks';
import { fieldOf } from '../../../lib/facts/kubernetes/problem';
import { capital } from '../../../lib/reports/words';
import type { ExemptionReport, Finding, GateReport, NotKnown, Subject } from '../../../lib/verdict';
import type { Opaque, ReadTemplates, ResourceRef } from './manifests';
import type { CdkViolation, ValidationReport, ViolatingResource } from './sdk';

/** The report of a plugin. What is acknowledged stays in it: the CDK itself takes that out, and lists it. */
export function toReport(
  report: GateReport,
  { opaque, resources }: ReadTemplates,
  mayBeAccepted: (rule: string) => boolean,
  reportOnly: boolean,
): ValidationReport {
  const refs = new Map(resources.map((resource) => [resource.path, resourceOf(resource)]));
  const at = (path: string) => {
    const resource = refs.get(path);
    return resource ? [{ ...resource }] : [];
  };
  const violationOf = ({ rule, severity, subject, field, what, why, fix, gate, place }: Finding): CdkViolation => ({
    ruleName: rule,
    description: showMarks(
      `${named(subject)}${field.length === 0 ? '' : ` ${fieldOf(field)}`}: ${what} ${capital(why)}`,
    ),
    fix: showMarks(fix),
    severity: severityOf(severity, !mayBeAccepted(rule), reportOnly),
    ruleMetadata: { gate },
    violatingResources: at(place.path),
  });
  const notKnownOf = ({ rule, subject, what, place }: NotKnown): CdkViolation => ({
    ruleName: rule,
    description: showMarks(`${named(subject)}: not known: ${what}`),
    severity: 'info',
    violatingResources: at(place.path),
  });
  return {
    success: !report.blocks,
    violations: [...report.findings.map(violationOf), ...report.notKnown.map(notKnownOf), ...opaque.map(opaqueOf)],
    metadata: { pack: `${report.pack.name} ${report.pack.version}`, ...told(report.exemptions) },
  };
}

function opaqueOf(opaque: Opaque): CdkViolation {
  return {
    ruleName: 'not-known',
    description: `not known: what is in it. ${opaque.why}`,
    severity: 'info',
    violatingResources: [{ ...resourceOf(opaque), locations: [] }],
  };
}

function resourceOf({ logicalId, template }: ResourceRef): ViolatingResource {
  return { resourceLogicalId: logicalId, templatePath: template, locations: ['Properties.Manifest'] };
}

/** Wherever anything is acknowledged the CDK judges anew, by severities alone: so an error that may not block is none. */
function severityOf(severity: Finding['severity'], isFinal: boolean, reportOnly: boolean): CdkViolation['severity'] {
  if (severity !== 'error') return severity;
  if (reportOnly) return 'warning';
  return isFinal ? 'fatal' : 'error';
}

function named({ kind, namespace, name }: Subject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** What became of our own exemptions, one line for each list that is not empty. */
function told({ suppressed, expired, refused, unused }: ExemptionReport): Record<string, string> {
  const lists = {
    exempted: suppressed.map(({ exemption: { rule, saidAt, expires, owner, reason } }) => {
      return `${rule} by ${saidAt} until ${expires} by ${owner}: ${reason}`;
    }),
    expired: expired.map(({ exemption: { rule, saidAt }, why }) => `${rule} by ${saidAt}: ${why}`),
    refused: refused.map(({ exemption: { rule, saidAt }, why }) => `${rule} by ${saidAt}: ${why}`),
    unused: unused.map(({ rule, saidAt }) => `${rule} by ${saidAt}`),
  };
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, lines]) => lines.length > 0)
      .map(([name, lines]) => [name, lines.join('; ')]),
  );
}
