export * from './burn';
export * from './indicator';
export * from './indicators';
export * from './legs';
export * from './number';
export { Objective } from './objective';
export * from './props';
export * from './refusal';
export * from './signals';
