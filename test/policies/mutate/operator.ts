import { at, drop, edited, isMap, listAt, textAt, type Edit, type Path, type Tree } from './tree';

/** One way to break one object. */
export interface Fault {
  /** What changes in the object. @default - nothing */
  readonly edits?: readonly Edit[];
  /** The object is gone. @default false */
  readonly gone?: boolean;
  /** Objects that come beside it. @default - none */
  readonly more?: readonly Tree[];
  /** Why this is no fault in this release: then it does not count. @default - it is one */
  readonly same?: string;
}

/** Objects of a release, as they were written. */
export type Objects = readonly Tree[];

/** A kind of fault, and everywhere it can be made. */
export interface Operator {
  /** Entry of the catalogue, or the part of the design that names it. */
  readonly of: string;
  /** What is wrong afterwards, in a few words. */
  readonly title: string;
  /** Rules that may find it: what others say is by accident. */
  readonly rules: readonly string[];
  /** The pack only tells of it, as an info: not counted among the others. @default false */
  readonly told?: boolean;
  /** Kinds of objects that can have it. */
  readonly kinds: readonly string[];
  /** Every way to bring it into an object. */
  readonly faults: (object: Tree, objects: Objects) => readonly Fault[];
}

/** A release with one fault. */
export interface Mutant {
  /** The object, such as `Rollout/web`, and which of its places. */
  readonly place: string;
  readonly objects: Objects;
  readonly same?: string;
}

/** Breaks a release everywhere it can be broken this way. */
export function mutants({ kinds, faults }: Operator, objects: Objects): readonly Mutant[] {
  return objects.flatMap((object, index) => {
    if (!kinds.includes(textAt(object, ['kind']))) return [];
    const name = `${textAt(object, ['kind'])}/${textAt(object, ['metadata', 'name'])}`;
    return faults(object, objects).map(({ edits = [], gone = false, more = [], same }, number): Mutant => {
      const rest = gone ? [] : [edited(object, edits)];
      return {
        place: number === 0 ? name : `${name} (${number + 1})`,
        objects: [...objects.slice(0, index), ...rest, ...more, ...objects.slice(index + 1)],
        ...(same === undefined ? {} : { same }),
      };
    });
  });
}

/** One fault where the condition holds. */
export const where = (holds: boolean, ...edits: readonly Edit[]): readonly Fault[] => (holds ? [{ edits }] : []);

/** One fault that takes a field away, where it is. */
export const without = (path: Path) => (object: Tree) => where(at(object, path) !== undefined, drop(path));

export const CANARY: Path = ['spec', 'strategy', 'canary'];
export const BLUE_GREEN: Path = ['spec', 'strategy', 'blueGreen'];
export const ROUTING: Path = [...CANARY, 'trafficRouting'];
export const STEPS: Path = [...CANARY, 'steps'];

export const isCanary = (rollout: Tree): boolean => at(rollout, CANARY) !== undefined;
export const isRouted = (rollout: Tree): boolean => at(rollout, ROUTING) !== undefined;
export const routerOf = (rollout: Tree): string => Object.keys(Object(at(rollout, ROUTING)) as object)[0] ?? '';

/** Indices of the steps of one kind. */
export function stepsOf(rollout: Tree, kind: string): readonly number[] {
  return listAt(rollout, STEPS).flatMap((step, index) => (isMap(step) && Object.hasOwn(step, kind) ? [index] : []));
}

/** The Rollouts, or other objects of a kind. */
export function ofKind(objects: Objects, kind: string): Objects {
  return objects.filter((object) => textAt(object, ['kind']) === kind);
}
