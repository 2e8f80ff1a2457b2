export { InvalidInputError, formatProblem, type Problem } from './errors';
export * from './kubernetes';
