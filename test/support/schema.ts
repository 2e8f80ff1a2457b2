/** Two validators of Kubernetes objects, both closed to unknown keys. */
export { closedValidator } from './closed-schema';
export { hasNpmModel, npmErrorsOf } from './npm-schema';
export { plainJson, type ErrorsOf, type Json } from './plain-json';
