export { canFail, type CanFail, type Informative } from './can-fail';
export { detectableErrorRate } from './dilution';
export { powerOf, type Look, type PowerGoal } from './power';
export { prove } from './prove';
export { requestsForPower, type Sensitivity } from './sample-size';
