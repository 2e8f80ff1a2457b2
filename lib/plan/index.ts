export * from './model';
export * from './replicas';
export { simulate, simulateAll } from './simulate';
