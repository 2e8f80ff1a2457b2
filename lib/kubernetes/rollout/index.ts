export type { RolloutProps } from './props';
export { Rollout } from './rollout';
export type { ExposeOptions } from './expose';
export * from './step';
export * from './steps';
export { AntiAffinity, Strategy, type BlueGreenProps, type CanaryProps, type StrategyProps } from './strategy';
export type { ExistingWorkload, ScaleDown, WorkloadReference } from './workload-reference';
