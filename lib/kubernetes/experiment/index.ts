export * from './experiment';
export * from './pods';
export * from './props';
