export * from './analysis';
export * from './probes';
export * from './providers';
export * from './rollout';
export * from './router';
export * from './routers';
export * from './service';
export * from './services';
export type { EphemeralMetadata } from './values';
