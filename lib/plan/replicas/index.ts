export * from './basic';
export * from './counts';
export * from './fenceposts';
export * from './rolling';
export * from './routed';
export * from './share';
export * from './waves';
