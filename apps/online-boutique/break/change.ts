import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/** What somebody does to the shop, and the rule that finds it. */
export interface Change {
  readonly rule: string;
  /** What was done, one sentence. */
  readonly says: string;
  /** Kind of the object that is changed. */
  readonly kind: string;
  /** Changes of what the construct rendered, as an author who is sure to know better makes them. */
  readonly patches: readonly JsonPatch[];
}

export const add = (path: string, value: unknown) => JsonPatch.add(path, value);
export const remove = (path: string) => JsonPatch.remove(path);
export const replace = (path: string, value: unknown) => JsonPatch.replace(path, value);

/** The service that is changed. */
const SERVICE = 'checkoutservice';

/** Makes a change, to the first object of the service that has the kind. */
export function make({ kind, patches }: Change, app: Construct): void {
  const objects = app.node.findAll().filter((one) => ApiObject.isApiObject(one));
  const target = objects.find((one) => one.kind === kind && one.node.path.startsWith(`${SERVICE}/`));
  if (!target) throw new Error(`${SERVICE} has no ${kind}`);
  target.addJsonPatch(...patches);
}

/** Of one kind: rule, what was done, and the patches. */
export function changesOf(
  kind: string,
  ...all: readonly (readonly [rule: string, says: string, ...patches: JsonPatch[]])[]
): readonly Change[] {
  return all.map(([rule, says, ...patches]) => ({ rule, says, kind, patches }));
}
