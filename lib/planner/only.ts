import type { Identity } from '../plan';

/**
 * Whether a rollout is one of those a glob names: `*` is any text without a slash, `?` one character. A glob with a
 * slash is held against `namespace/name`, any other against the name.
 */
export function isNamed(glob: string, { name, namespace = 'default' }: Identity): boolean {
  return pattern(glob).test(glob.includes('/') ? `${namespace}/${name}` : name);
}

function pattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`, 'u');
}
