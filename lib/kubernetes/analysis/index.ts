export * from './analysis';
export * from './argument';
export * from './conditions';
export * from './definition';
export * from './metric';
export * from './provider';
export * from './template';
export * from './threshold';
