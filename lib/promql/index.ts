export * from './fault';
export * from './go-escapes';
export * from './grammar';
export * from './pattern';
export * from './place';
export * from './shape';
export * from './text';
