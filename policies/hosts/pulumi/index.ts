export { pulumiPolicies, type PulumiPoliciesOptions } from './policies';
export type * from './sdk';
