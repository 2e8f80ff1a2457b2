export * from './model';
export * from './replicas';
export { simulate, simulateAll } from './simulate';
export * from './prove';
export { suggest } from './suggest/suggest';
