export { canFail, type CanFail, type Informative } from './can-fail';
export { detectableErrorRate } from './dilution';
export { standardErrorsFor, type Peeking } from './peeking';
export { analysesOf, type Placed } from './placed';
export { powerOf, type Look, type PowerGoal } from './power';
export { prove } from './prove';
export { requestsForPower, requestsForPrecision, type Precision, type Sensitivity } from './sample-size';
