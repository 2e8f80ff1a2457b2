export * from './model';
export * from './replicas';
export { simulate, simulateAll } from './simulate';
export * from './prove';
export { suggest } from './suggest/suggest';
export { reportOn, type ReportOptions } from './report/report';
export { REMARKS, remarksOn, remarksOnTemplate, type Found, type Remarkable, type RemarkKind } from './remarks';
export { duration, percent } from './words';
export { comparePlans } from './compare';
