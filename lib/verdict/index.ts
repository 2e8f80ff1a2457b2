export * from './exemption';
export * from './finding';
export * from './report';
