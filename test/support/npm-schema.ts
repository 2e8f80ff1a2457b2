import { existsSync } from 'node:fs';
import type { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { plainJson, type ErrorsOf, type Json } from './plain-json';
import { ROOT } from './tools';

interface Model {
  readonly prototype: { validate(this: object): void };
}

/** Which npm package has the models of a group; all other groups are Kubernetes' own. */
const PACKAGES: Readonly<Record<string, string>> = {
  'argoproj.io': '@kubernetes-models/argo-rollouts',
  'traefik.io': '@kubernetes-models/traefik',
};

/**
 * Validates an object with the compiled validators of the npm packages `kubernetes-models` and `@kubernetes-models/*`,
 * so it runs on every machine. They let unknown keys pass; here a key that the validator never looks at is an error.
 * An object of which it looks at nothing is free-form, such as the configuration of a plugin.
 */
export const npmErrorsOf: ErrorsOf = (object) => {
  const plain = plainJson(object);
  const model = modelOf(plain);
  if (!model) {
    return [`no npm model for ${String(plain.apiVersion)} ${String(plain.kind)}`];
  }
  const seen = new Map<object, Set<string>>();
  try {
    model.prototype.validate.call(recording(plain, seen));
  } catch (error) {
    return String((error as Error).message).split(', ');
  }
  return [...unread(plain, seen, '')];
};

/** True if npm has a model for the object's kind: other vendors' kinds are judged with ../shared only. */
export function hasNpmModel(object: object): boolean {
  return modelOf(plainJson(object)) !== undefined;
}

/** Node's own `require`: the packages are ES modules, which the `require` that jest gives to tests can't load. */
const nodeRequire = (runInThisContext('process.getBuiltinModule("node:module").createRequire') as typeof createRequire)(
  join(ROOT, 'package.json'),
);

const models = new Map<string, Model | undefined>();

function modelOf({ apiVersion, kind }: Json): Model | undefined {
  const id = `${String(apiVersion)}/${String(kind)}`;
  if (!models.has(id)) {
    models.set(id, load(id));
  }
  return models.get(id);
}

function load(id: string): Model | undefined {
  const [group = '', , kind] = id.split('/').length === 2 ? ['', ...id.split('/')] : id.split('/');
  // by path: their `exports` are for `import` only
  const file = join(ROOT, 'node_modules', PACKAGES[group] ?? 'kubernetes-models', `${id}.js`);
  return existsSync(file) ? (nodeRequire(file) as Record<string, Model>)[kind ?? ''] : undefined;
}

/** A view of an object that notes in `seen` which of its keys are read. */
function recording<T extends object>(object: T, seen: Map<object, Set<string>>): T {
  const note = (target: object, key: string | symbol) => {
    if (typeof key === 'string') {
      seen.set(target, (seen.get(target) ?? new Set()).add(key));
    }
  };
  return new Proxy(object, {
    get(target, key, receiver) {
      note(target, key);
      const value: unknown = Reflect.get(target, key, receiver);
      return typeof value === 'object' && value !== null ? recording(value, seen) : value;
    },
    ownKeys(target) {
      const keys = Reflect.ownKeys(target);
      keys.forEach((key) => note(target, key));
      return keys;
    },
  });
}

function* unread(value: unknown, seen: ReadonlyMap<object, ReadonlySet<string>>, at: string): Iterable<string> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const read = seen.get(value);
  if (!read) {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value) && !read.has(key)) {
      yield `${at}/${key} is not a known key`;
    } else {
      yield* unread(child, seen, `${at}/${key}`);
    }
  }
}
