// The entry `stepgate/plan`: from manifests, whoever wrote them, to what their rollouts will do.
export { planConstructs } from './constructs';
export { readAssumptions, readAssumptionsFile, type ReadAssumptions } from './assumptions/file';
export { planFiles, planItems, type Planned, type PlannerOptions } from './planner';
export { suggestedManifests, type SuggestedManifests } from './suggested/manifests';
export {
  plansOf,
  readManifests,
  readText,
  type Manifests,
  type PlanOptions,
  type ReadPlans,
  type ReadProblem,
  type ReadTextOptions,
} from '../facts/kubernetes';
export { compareText } from '../reports/compare-text';
export { htmlReport, type ShownProblem } from '../reports/html';
export { jsonReport } from '../reports/json';
export { PLAIN, textReport, type Style } from '../reports/text';
export * from '../plan';
