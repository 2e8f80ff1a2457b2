import type { KubeObject } from '../../lib/facts/item';
import type { Severity } from '../../lib/verdict';
import { EXEMPT_PREFIX } from '../exemptions/annotation';
import type { Rule } from '../rule';
import { notExempt } from './exemption';
import type { Resource } from './kinds';
import type { AdmissionOptions } from './options';

/** How an API server takes a finding of a level. */
const ACTIONS: Readonly<Record<Severity, readonly string[]>> = {
  error: ['Deny'],
  warning: ['Warn', 'Audit'],
  info: ['Audit'],
};

/** Controllers write into the status and the annotations of objects that were there before the policies: that is no release. */
const CHANGED = [
  "request.operation != 'UPDATE'",
  'object.?spec != oldObject.?spec',
  'object.?metadata.?labels != oldObject.?metadata.?labels',
].join(' || ');

/** What a policy is made of. */
export interface Exported {
  readonly rule: Rule;
  /** CEL that holds where all is well. */
  readonly expression: string;
  readonly level: Severity;
  readonly resources: readonly Resource[];
}

/** One rule as a ValidatingAdmissionPolicy and its binding (Kubernetes 1.30). */
export function policyOf(
  { rule, expression, level, resources }: Exported,
  options: AdmissionOptions,
): readonly [policy: KubeObject, binding: KubeObject] {
  const { today } = options;
  const name = `${rule.id}.stepgate.dev`;
  const metadata = {
    name,
    labels: { 'app.kubernetes.io/managed-by': 'stepgate' },
    annotations: { 'stepgate.dev/gate': rule.gate, 'stepgate.dev/exemptions-as-of': today },
  };
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const conditions = [
    { name: 'changed', expression: CHANGED },
    ...(rule.exemptible === false ? [] : [{ name: 'not-exempt', expression: notExempt(rule.id, today) }]),
  ];
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        // what could not be judged has not passed, where that matters; what only warns stops nobody
        failurePolicy: level === 'error' ? 'Fail' : 'Ignore',
        matchConstraints: { resourceRules: rulesFor(resources) },
        matchConditions: conditions,
        validations: [{ expression, message: messageOf(rule), reason: 'Invalid' }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ACTIONS[level], ...placesOf(options) },
    },
  ];
}

/** Namespaces carry their name in a label. */
function placesOf({ namespaces = [], exceptNamespaces = [] }: AdmissionOptions) {
  const key = 'kubernetes.io/metadata.name';
  const matchExpressions = [
    ...(namespaces.length > 0 ? [{ key, operator: 'In', values: namespaces }] : []),
    ...(exceptNamespaces.length > 0 ? [{ key, operator: 'NotIn', values: exceptNamespaces }] : []),
  ];
  return matchExpressions.length > 0 ? { matchResources: { namespaceSelector: { matchExpressions } } } : {};
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

/** One line: the API server takes no others. */
function messageOf({ id, title, why, fix, exemptible = true }: Rule): string {
  const exempt = `Exempt with the annotation ${EXEMPT_PREFIX}${id}: "until 2026-12-31 by a-team: the reason".`;
  const said = [`${title} (${id}).`, `Otherwise ${why}`, `Do: ${fix}`, ...(exemptible ? [exempt] : [])];
  return said.join(' ').replace(/\s+/g, ' ');
}
