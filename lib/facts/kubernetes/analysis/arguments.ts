import type { KubeObject } from '../../item';
import type { Field } from '../field';
import { CANARY_HASH, STABLE_HASH, unknownMark, withoutMarks } from '../marks';
import { textOf } from '../not-known';

/** Values of arguments by name; one that is declared and has no value is undefined. */
export type Arguments = ReadonlyMap<string, string | undefined>;

/** What a rollout or an experiment passes. The object is the rollout, which values can be taken from. */
export function passedArguments(args: Field, rollout: KubeObject): Map<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const arg of args.list()) {
    const name = arg.at('name').required().text();
    if (name !== undefined) values.set(name, passedValue(arg, rollout));
  }
  return values;
}

function passedValue(arg: Field, rollout: KubeObject): string | undefined {
  const value = arg.at('value').text();
  const from = arg.at('valueFrom');
  const hash = from.at('podTemplateHashValue').text();
  if (hash !== undefined) return hash === 'Stable' ? STABLE_HASH : CANARY_HASH;
  const fieldPath = from.at('fieldRef', 'fieldPath').text();
  if (fieldPath !== undefined) return fieldValue(rollout, fieldPath);
  // Argo passes an empty text where nothing is said (utils/analysis/factory.go:19-58)
  return textOf(arg.item, value ?? '');
}

/** A field of the rollout as text, e.g. `metadata.labels['region']` or `spec.replicas`. */
function fieldValue(rollout: KubeObject, fieldPath: string): string {
  const value = sections(fieldPath).reduce<unknown>(
    (inner, key) => (Object(inner) as Record<string, unknown>)[key],
    rollout,
  );
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? withoutMarks(String(value))
    : unknownMark(`${fieldPath} of the rollout is only known in the cluster`);
}

/** Keys in brackets may hold dots: `metadata.labels['app.kubernetes.io/name']`. */
function sections(fieldPath: string): string[] {
  return [...fieldPath.matchAll(/\[\s*(?:'([^']*)'|"([^"]*)"|([^\]]*))\s*\]|([^.[\]]+)/g)].map(
    ([, single, double, bare, plain]) => single ?? double ?? bare ?? plain ?? '',
  );
}

/** What the templates declare together, and what is wrong with that (utils/analysis/helpers.go flattenArgs). */
export function declaredArguments(lists: readonly Field[]): {
  declared: Map<string, string | undefined>;
  error?: string;
} {
  const declared = new Map<string, string | undefined>();
  let error: string | undefined;
  for (const arg of lists.flatMap((list) => list.list())) {
    const name = arg.at('name').text();
    if (name === undefined) continue;
    const value = declaredValue(arg);
    const earlier = declared.get(name);
    if (earlier === undefined) {
      declared.set(name, value);
    } else if (value !== undefined && value !== earlier && arg.at('value').exists) {
      error ??= `the argument ${name} has two values: "${earlier}" and "${value}"`;
    }
  }
  return { declared, ...(error === undefined ? {} : { error }) };
}

function declaredValue(arg: Field): string | undefined {
  const value = arg.at('value').text();
  if (value !== undefined) return textOf(arg.item, value);
  const secret = arg.at('valueFrom', 'secretKeyRef');
  if (secret.exists) {
    const [name, key] = [secret.at('name').text() ?? '', secret.at('key').text() ?? ''];
    return unknownMark(`it stands in key ${key} of Secret ${name}`);
  }
  // a fieldRef in a template is never resolved (Argo issue 3361)
  return undefined;
}

/** The values that metrics see: passed ones where they are declared, declared ones otherwise. */
export function mergeArguments(declared: Arguments, passed: Arguments): Arguments {
  return new Map([...declared].map(([name, value]) => [name, passed.get(name) ?? value]));
}

/** Puts arguments into all texts of a field; the first that cannot be put in is `error`. */
export function substitute(
  { item, value }: Pick<Field, 'item' | 'value'>,
  args: Arguments,
): { value: unknown; error?: string } {
  let error: string | undefined;
  const resolve = (tag: string): string => {
    const name = /^args\.(.*)$/s.exec(tag.trim())?.[1];
    const found = name === undefined ? undefined : args.get(name);
    if (found === undefined) error ??= `{{${tag}}} cannot be resolved`;
    return found ?? '';
  };
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return fillIn(textOf(item, inner), resolve);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, walk(one)]));
  };
  const resolved = walk(value);
  return { value: resolved, ...(error === undefined ? {} : { error }) };
}

/** Replaces what stands between `{{` and the next `}}`. */
function fillIn(text: string, resolve: (tag: string) => string): string {
  let filled = '';
  let from = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', from)) {
    const close = text.indexOf('}}', open);
    if (close < 0) break;
    filled += text.slice(from, open) + resolve(text.slice(open + 2, close));
    from = close + 2;
  }
  return from === 0 ? text : filled + text.slice(from);
}

/** In an experiment, what stands for the hash of one of its templates is one side's. */
export function experimentArguments(
  args: Map<string, string | undefined>,
  sideOf: (template: string) => 'canary' | 'stable' | undefined,
) {
  for (const [name, value] of args) {
    const replaced = value?.replace(
      /\{\{\s*(?:templates\.([^.}\s]+)\.(?:podTemplateHash|replicaset\.name)|experiment\.\w+)\s*\}\}/g,
      (whole, template?: string) => {
        const side = template === undefined ? undefined : sideOf(template);
        if (side === undefined) return unknownMark(`${whole} is only known when the experiment runs`);
        return side === 'canary' ? CANARY_HASH : STABLE_HASH;
      },
    );
    args.set(name, replaced);
  }
}
