// What people who write manifests import. It loads neither aws-cdk-lib nor @pulumi/*.
export { App, type AppProps } from './app';
export { InvalidInputError, formatProblem, type Problem } from './errors';
export type { ConstructOrigin, Item, KubeMetadata, KubeObject, Origin } from './facts/item';
export { identity } from './inspectors/identity';
export type { Inspector } from './inspectors/inspector';
export * from './kubernetes';
/** What healthy means: objectives, burn rates, indicators. */
export * as slo from './slo';
/** Monitoring systems: canary questions, alerts and dashboards as data. */
export * as monitoring from './monitoring';
/** What a rollout will do, computed before it runs: pure, numbers in and numbers out. */
export * as plan from './plan';
// The one import from policies: the cdk8s CLI finds a plugin only through `main`, and an app needs one import.
export { ReleaseApp } from '../policies/hosts/app';
