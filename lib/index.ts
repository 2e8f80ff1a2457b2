// What people who write manifests import. It loads neither aws-cdk-lib nor @pulumi/*.
export { App, type AppProps } from './app';
export { InvalidInputError, formatProblem, type Problem } from './errors';
export type { ConstructOrigin, Item, KubeMetadata, KubeObject, Origin } from './facts/item';
export { identity } from './inspectors/identity';
export type { Inspector } from './inspectors/inspector';
export * from './kubernetes';
/** What a rollout will do, computed before it runs: pure, numbers in and numbers out. */
export * as plan from './plan';
// The one import from policies: the cdk8s CLI finds a plugin only through `main`, and an app needs one import.
export {
  checkApp,
  checkConstructs,
  exempt,
  GateError,
  ReleaseApp,
  type ConstructExemption,
  type Exemptible,
  type GateOptions,
  type ReleaseAppProps,
} from '../policies/hosts/app';
export { ReleaseGates, type Cdk8sValidationContext, type ReleaseGatesProperties } from '../policies/hosts/cdk8s';
export type {
  Exemption,
  ExemptionReport,
  ExemptionTarget,
  Finding,
  GateId,
  GateReport,
  GateResult,
  GateVerdict,
  NotKnown,
  Place,
  Refused,
  SaidExemption,
  Severity,
  Subject,
  Suppressed,
  UnitResult,
} from './verdict';
