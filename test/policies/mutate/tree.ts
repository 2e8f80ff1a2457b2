/** A value of YAML. */
export type Tree = null | string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree };

/** Keys and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** Something else at a path; undefined takes away what is there. */
export interface Edit {
  readonly path: Path;
  readonly value: Tree | undefined;
}

export const set = (path: Path, value: Tree): Edit => ({ path, value });
export const drop = (path: Path): Edit => ({ path, value: undefined });

/** What stands at a path. */
export function at(tree: Tree | undefined, path: Path): Tree | undefined {
  return path.reduce<Tree | undefined>((value, key) => childOf(value, key), tree);
}

function childOf(value: Tree | undefined, key: string | number): Tree | undefined {
  if (isList(value)) return typeof key === 'number' ? value[key] : undefined;
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export const isList = (value: Tree | undefined): value is readonly Tree[] => Array.isArray(value);

export const isMap = (value: Tree | undefined): value is Readonly<Record<string, Tree>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text at a path; empty where there is none. */
export function textAt(tree: Tree | undefined, path: Path): string {
  const value = at(tree, path);
  return typeof value === 'string' ? value : '';
}

/** The list at a path; empty where there is none. */
export function listAt(tree: Tree | undefined, path: Path): readonly Tree[] {
  const value = at(tree, path);
  return isList(value) ? value : [];
}

/** A copy with all edits, one after the other. */
export function edited(tree: Tree, edits: readonly Edit[]): Tree {
  return edits.reduce((before, { path, value }) => replaced(before, path, value), tree);
}

function replaced(tree: Tree | undefined, path: Path, value: Tree | undefined): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  const inner = rest.length > 0 ? replaced(childOf(tree, key), rest, value) : value;
  if (typeof key === 'number') {
    const list = isList(tree) ? tree : [];
    return inner === undefined ? list.filter((_, index) => index !== key) : list.with(key, inner);
  }
  const { [key]: _gone, ...others } = isMap(tree) ? tree : {};
  return inner === undefined ? others : { ...(isMap(tree) ? tree : {}), [key]: inner };
}
