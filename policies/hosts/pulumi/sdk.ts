/**
 * What of `@pulumi/policy` this host uses, as far as it does. The package itself is the user's: whoever does not use Pulumi has
 * neither it nor its types. That the two fit is compiled in the tests.
 */

/** What becomes of a violation. `remediate`: the resource is mended first. */
export type EnforcementLevel = 'advisory' | 'mandatory' | 'remediate' | 'disabled';

/** What Pulumi hands a policy of one resource. */
export interface PulumiResource {
  /** Token such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Inputs, or outputs at the end; what is not known yet throws when it is read. */
  readonly props: Record<string, unknown>;
  readonly urn: string;
}

/** Configuration of a policy as the user gave it. */
interface Configured {
  getConfig<T extends object>(): T;
}

/** Takes a violation in words. */
export type ReportViolation = (message: string, urn?: string) => void;

/** A violation with a name, level and severity of its own. The SDK takes it (1.20 and later), its types do not say so. */
export interface Violation {
  /** Under which it is shown. */
  readonly name: string;
  readonly description: string;
  readonly message: string;
  readonly urn?: string;
  readonly severity?: PulumiSeverity;
  /** Wins over what the user configured, so it is said only where nothing may ever block. @default - the policy's own */
  readonly enforcementLevel?: 'advisory';
}

/** How Pulumi weighs a violation. */
export type PulumiSeverity = 'low' | 'medium' | 'high' | 'critical';

/** What may be configured, as a JSON schema. */
export interface ConfigSchema {
  readonly properties: Record<string, Record<string, unknown>>;
}

/** What all policies have. */
interface PolicyBase {
  readonly name: string;
  readonly description: string;
  readonly displayName?: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity?: PulumiSeverity;
  readonly tags?: string[];
  readonly remediationSteps?: string;
  readonly configSchema?: ConfigSchema;
}

/** Judges a resource before it is registered. */
export interface ResourcePolicy extends PolicyBase {
  validateResource(args: PulumiResource & Configured, report: ReportViolation): void;
  remediateResource?(args: PulumiResource & Configured): Record<string, unknown> | undefined;
}

/** Judges all resources together, at the end of a preview and of an update. */
export interface StackPolicy extends PolicyBase {
  validateStack(args: { readonly resources: readonly PulumiResource[] } & Configured, report: ReportViolation): void;
}

/** What a policy pack consists of. */
export type PulumiPolicy = ResourcePolicy | StackPolicy;

/** Says a violation in the form that has a name of its own. */
export function say(report: ReportViolation, violation: Violation) {
  // the SDK looks at what it is given: an object is taken as it is, and marked internal in its types
  (report as unknown as (violation: Violation) => void)(violation);
}
