// The entry `stepgate/plan`: from manifests, whoever wrote them, to what their rollouts will do.
export { planConstructs } from './constructs';
export { readAssumptions, readAssumptionsFile, type ReadAssumptions } from './assumptions/file';
export { planFiles, planItems, type Planned, type PlannerOptions } from './planner';
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
export * from '../plan';
