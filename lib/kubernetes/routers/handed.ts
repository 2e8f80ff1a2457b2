import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { namespaceOf } from './owned';
import { formatProblem, type Problem } from '../../errors';
import type { RouterContext } from '../router';

/** What stands in every problem of a router before its own key. */
export const ROUTING = 'spec.strategy.canary.trafficRouting';

export interface ExistingObjectProps {
  /** `metadata.name` of the object. */
  readonly name: string;
  /** @default - that of the Rollout */
  readonly namespace?: string;
}

/**
 * An object that something else creates: its name is taken on trust and nothing in it can be checked. Prefer the object
 * itself; `cdk8s.Include` makes one of a manifest.
 */
export class ExistingObject {
  readonly name: string;
  readonly namespace: string | undefined;

  private constructor(props: ExistingObjectProps) {
    this.name = props.name;
    this.namespace = props.namespace;
  }

  /** Declares that an object of this name exists. */
  static of(props: ExistingObjectProps): ExistingObject {
    return new ExistingObject(props);
  }
}

/** An object of this app, or one declared to exist. */
export type HandedObject = ApiObject | ExistingObject;

/** What a router knows of an object it was handed. */
export interface Handed {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Not there for an object that is only declared: nothing in it can be judged. */
  readonly apiObject: ApiObject | undefined;
}

/** Forbids the keys of another type, so that two ways of saying something can't be mixed. */
export type Without<T> = { readonly [K in keyof T]?: never };

/** One or more. */
export type Some<T> = readonly [T, ...T[]];

/** True for an object that is handed in, false for options of an object to be made. */
export function isHanded<O extends object>(
  value: O | IConstruct | ExistingObject,
): value is IConstruct | ExistingObject {
  return value instanceof ExistingObject || Construct.isConstruct(value);
}

/** Name, namespace and content of an object that was handed in. */
export function toHanded(object: IConstruct | ExistingObject): Handed {
  if (object instanceof ExistingObject) {
    return { name: object.name, namespace: object.namespace, apiObject: undefined };
  }
  const apiObject = ApiObject.of(object);
  return { name: apiObject.name, namespace: apiObject.metadata.namespace, apiObject };
}

/** What an object must be to be of use here: `group/Kind`, such as `networking.k8s.io/Ingress`. */
export function kindProblems(at: string, object: IConstruct | ExistingObject, wanted: string): readonly Problem[] {
  const { apiObject } = toHanded(object);
  const kind = apiObject && `${apiObject.apiGroup}/${apiObject.kind}`;
  if (kind === undefined || kind === wanted) {
    return [];
  }
  return [
    {
      rule: 'router-kind',
      at,
      value: `${kind} ${apiObject?.name}`,
      what: `it is not a ${wanted}.`,
      why: 'the controller looks for that kind under this name and would not find it.',
      fix: `pass the ${wanted}, or leave it out so that one is made.`,
    },
  ];
}

/** The controller looks for most objects in the Rollout's own namespace only. */
export function namespaceProblems(at: string, object: Handed, context: RouterContext): readonly Problem[] {
  const home = namespaceOf(context);
  if (home === undefined || object.namespace === undefined || object.namespace === home) {
    return [];
  }
  return [
    {
      rule: 'router-namespace',
      at,
      value: `${object.namespace}/${object.name}`,
      what: `it is not in the namespace of the Rollout ("${home}").`,
      why: 'the controller looks for it there and would not find it.',
      fix: `put it in "${home}".`,
    },
  ];
}

/** Judges at synth, when everything has been said about the objects. */
export function judgeAtSynth(scope: Construct, find: () => Iterable<Problem>): void {
  scope.node.addValidation({ validate: () => [...find()].map(formatProblem) });
}

/** The object as it will be written, for checks that know what they look for. */
export function manifestOf<T extends object>({ apiObject }: Handed): T | undefined {
  return apiObject?.toJson() as T | undefined;
}
