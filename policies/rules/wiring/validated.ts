import type { Field } from '../../../lib/facts/kubernetes/field';
import { ROUTERS } from '../../../lib/facts/kubernetes/traffic';

/** What Argo's validation holds against a Rollout. */
export interface StrategyCheck {
  /** Of the catalogue in Argo's validation.go, for tests. */
  readonly id: string;
  /** What is wrong; undefined where all is well. */
  readonly find: (on: Validated) => Refusal | undefined;
}

/** A fault: where, and what. */
export interface Refusal {
  readonly at: Field;
  readonly what: string;
}

/** The parts of a Rollout that checks ask about. */
export interface Validated {
  readonly spec: Field;
  readonly canary: Field;
  readonly blueGreen: Field;
  readonly routing: Field;
  /** Keys of `trafficRouting` that are routers. */
  readonly routers: readonly string[];
}

/** Takes a Rollout apart. */
export function validated(root: Field): Validated {
  const spec = root.at('spec');
  const canary = spec.at('strategy', 'canary');
  const routing = canary.at('trafficRouting');
  const routers = [...ROUTERS, 'plugins'].filter((key) => routing.at(key).exists);
  return { spec, canary, blueGreen: spec.at('strategy', 'blueGreen'), routing, routers };
}

/** Whether two names are the same one. */
export const same = (one: Field, other: Field): boolean => one.exists && one.value !== '' && one.value === other.value;

/** Whether one of the routers wanted is there. */
export const has = (routers: readonly string[], ...wanted: readonly string[]): boolean =>
  wanted.some((router) => routers.includes(router));

/** The number of a field. */
export const numberIn = (field: Field, otherwise: number): number =>
  typeof field.value === 'number' ? field.value : otherwise;

/** However it is written. */
export const isZero = ({ value }: Field): boolean => value === 0 || value === '0' || value === '0%';

/** Steps with a kind. */
export function stepsWith({ canary }: Validated, kind: string): readonly Field[] {
  return canary
    .at('steps')
    .list()
    .map((step) => step.at(kind))
    .filter(({ exists }) => exists);
}

/** Refuses the first of them. */
export function refuseFirst(fields: readonly Field[], what: string): Refusal | undefined {
  return fields[0] ? { at: fields[0], what } : undefined;
}

/** The fields that are there. */
export const given = (...fields: readonly Field[]): readonly Field[] => fields.filter(({ exists }) => exists);
