// The entry `stepgate/plan`: from manifests, whoever wrote them, to what their rollouts will do.
export { planFiles, planItems, type Planned, type PlannerOptions } from './planner';
export type { ReadProblem } from '../facts/kubernetes';
export * from '../plan';
