export { htmlReport } from './report';
export type { ShownProblem } from './findings';
