export * from './analysis';
export * from './router';
export * from './rollout';
export * from './services';
export type { EphemeralMetadata } from './values';
