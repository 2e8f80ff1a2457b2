/**
 * What of `aws-cdk-lib` (2.257 and later) this host uses, as far as it does. The library itself is the user's: whoever does not use
 * the CDK has neither it nor its types. That the two fit is compiled in the tests.
 */

/** A stack that was synthesized. */
export interface SynthesizedStack {
  readonly stackConstructPath: string;
  /** The template's file. */
  readonly templatePath: string;
}

/** A node of the finished tree. */
export interface CdkConstruct {
  readonly node: {
    readonly path: string;
    readonly metadata: readonly { readonly type: string; readonly data: unknown }[];
    findAll(): readonly CdkConstruct[];
  };
  /** Of what stands in a template: a token. @default - it stands in none */
  readonly logicalId?: string;
  /** @default - it stands in none */
  readonly stack?: { readonly templateFile: string; resolve(token: unknown): unknown };
}

/** What the CDK hands a plugin once all templates are written. */
export interface ValidationContext {
  readonly stackTemplates: readonly SynthesizedStack[];
  readonly appConstruct: CdkConstruct;
}

/** Where a violation is; the CDK finds the construct and the line that made it. */
export interface ViolatingResource {
  readonly resourceLogicalId: string;
  readonly templatePath: string;
  readonly locations: string[];
}

/** One violation. `fatal`: nobody can acknowledge it. */
export interface CdkViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly fix?: string;
  readonly severity: 'fatal' | 'error' | 'warning' | 'info';
  readonly ruleMetadata?: Readonly<Record<string, string>>;
  readonly violatingResources: ViolatingResource[];
}

/** What a plugin answers. */
export interface ValidationReport {
  readonly success: boolean;
  readonly violations: CdkViolation[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A plugin for `Validations.of(app).addPlugins(...)`. */
export interface ValidationPlugin {
  /** Stands before the name of a rule where one is acknowledged: `stepgate::no-analysis`. */
  readonly name: string;
  readonly ruleIds: string[];
  validate(context: ValidationContext): ValidationReport;
}
