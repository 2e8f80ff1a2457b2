import { createHash } from 'node:crypto';

/** Grafana takes no longer uid. */
const LONGEST_UID = 40;

/**
 * An identifier for Grafana, the same at each synth: what it is for as far as there is room, and a hash of all of it, since
 * uids are unique in a whole organisation.
 */
export function uidOf(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 12);
  const readable = parts.join('-').replace(/[^a-zA-Z0-9-]+/g, '-');
  return `${readable.slice(0, LONGEST_UID - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}

/** The object that holds the folder of a service, and its dashboard's. */
export function pageName(service: string): string {
  return `slo-${service}`;
}
