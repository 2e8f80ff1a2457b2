import { matchesGlob } from '../glob';
import type { Identity } from '../plan';

/** Whether a rollout is one of those a glob names. One with a slash is held against `namespace/name`, any other against the name. */
export function isNamed(glob: string, { name, namespace = 'default' }: Identity): boolean {
  return matchesGlob(glob, glob.includes('/') ? `${namespace}/${name}` : name);
}
