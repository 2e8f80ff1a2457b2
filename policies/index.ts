// The entry `stepgate/gates`: judge releases, and write rules and packs of one's own.
export { evaluate, type EvaluateOptions } from './evaluate';
export { GATES, type Enforcement, type Gate } from './gates';
export {
  definePack,
  PackError,
  type EnvironmentLevels,
  type Pack,
  type PackProps,
  type RuleSetting,
} from './packs/pack';
export { audit, packs, recommended, strict } from './packs';
export { ruleOf, rules } from './rules';
export {
  ANY_KIND,
  type Around,
  type CannotKnow,
  type CelForm,
  type Findings,
  type Found,
  type Level,
  type ObjectRule,
  type RelationRule,
  type Rule,
  type RuleBase,
  type RuleExample,
  type RuleOptions,
  type UnitRule,
} from './rule';
export { expectRule, RuleTestError, testExamples, type Expected, type RuleExpectation } from './testing';
export { admissionOf, type Admission, type AdmissionOptions } from './admission';
export { baselineOf, type BaselineProps } from './exemptions/baseline';
export { EXEMPT_PREFIX, exemptionText } from './exemptions/annotation';
export * from '../lib/verdict';
export type {
  ConstructOrigin,
  FileOrigin,
  Item,
  KubeMetadata,
  KubeObject,
  Origin,
  TemplateOrigin,
  UrnOrigin,
} from '../lib/facts/item';
export type { FieldPath, ReadProblem } from '../lib/facts/kubernetes/problem';
export type { UnitOptions } from '../lib/facts/unit-options';
export type {
  AlertFacts,
  ContainerFacts,
  DeliveryUnit,
  DisruptionFacts,
  DocumentFacts,
  PodFacts,
  ScrapeFacts,
} from '../lib/facts/unit';
export { readManifests, readText, Inventory, type GroupKind } from '../lib/facts/kubernetes';
/** Whether a fact is not known. */
export { isUnknown, type Known } from '../lib/plan/model/known';
