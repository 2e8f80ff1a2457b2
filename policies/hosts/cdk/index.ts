export { exempt, type ConstructExemption } from './exemption';
export { releaseGates, type CdkGatesOptions } from './plugin';
export type * from './sdk';
