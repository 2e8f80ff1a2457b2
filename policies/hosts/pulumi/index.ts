export { pulumiPolicies, type PulumiPoliciesOptions } from './policies';
export type {
  ConfigSchema,
  EnforcementLevel,
  PulumiPolicy,
  PulumiResource,
  PulumiSeverity,
  ReportViolation,
  ResourcePolicy,
  StackPolicy,
  Violation,
} from './sdk';
