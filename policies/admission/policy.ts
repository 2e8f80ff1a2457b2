import type { KubeObject } from '../../lib/facts/item';
import type { Severity } from '../../lib/verdict';
import type { ObjectRule } from '../rule';
import { notExempt } from './exemption';
import type { Resource } from './kinds';

/** An object rule that can be said in CEL. */
export type CelRule = ObjectRule & { readonly cel: string };

/** How an API server takes a finding of a level. */
const ACTIONS: Readonly<Record<Severity, readonly string[]>> = {
  error: ['Deny'],
  warning: ['Warn', 'Audit'],
  info: ['Audit'],
};

/** Admission messages and names are short lines. */
const LONGEST_MESSAGE = 1024;

/** One rule as a ValidatingAdmissionPolicy and its binding, for all namespaces (Kubernetes 1.30). */
export function policyOf(
  rule: CelRule,
  level: Severity,
  resources: readonly Resource[],
  today: string,
): readonly [policy: KubeObject, binding: KubeObject] {
  const name = `${rule.id}.stepgate.dev`;
  const metadata = {
    name,
    labels: { 'app.kubernetes.io/managed-by': 'stepgate' },
    annotations: { 'stepgate.dev/gate': rule.gate, 'stepgate.dev/exemptions-as-of': today },
  };
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        // what could not be judged has not passed
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: rulesFor(resources) },
        ...(rule.exemptible === false
          ? {}
          : { matchConditions: [{ name: 'not-exempt', expression: notExempt(rule.id, today) }] }),
        validations: [{ expression: rule.cel, message: messageOf(rule), reason: 'Invalid' }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ACTIONS[level] },
    },
  ];
}

/** One entry for each API group. */
function rulesFor(resources: readonly Resource[]) {
  return [...new Set(resources.map(({ group }) => group))].map((group) => ({
    apiGroups: [group],
    apiVersions: ['*'],
    operations: ['CREATE', 'UPDATE'],
    resources: resources.filter((one) => one.group === group).map(({ plural }) => plural),
  }));
}

function messageOf({ id, title, why, fix }: CelRule): string {
  return `${title} (${id}): ${why} ${fix}`.replace(/\s+/g, ' ').slice(0, LONGEST_MESSAGE);
}
