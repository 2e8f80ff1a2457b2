import { DOCUMENT_KEYS } from '../../lib/facts/conventions';
import type { GroupKind } from '../../lib/facts/kubernetes/inventory';

/** Kinds that have a pod template; a Rollout may take that of another object. */
export const POD_KINDS: readonly GroupKind[] = ['argoproj.io/Rollout', 'apps/Deployment', 'apps/StatefulSet'];

/** Kinds that nothing takes over, so that what they say of a release is all that is said. */
export const OWN_KINDS: readonly GroupKind[] = ['argoproj.io/Rollout', 'apps/StatefulSet'];

/** CEL that holds where a condition does, and of a Rollout whose pods another object describes. */
export function ofOwnPods(condition: string): string {
  return `object.?spec.?workloadRef.hasValue() || (${condition})`;
}

/** CEL for the list of all containers with an image, those that come first too. */
export const IMAGES = `(${['initContainers', 'containers']
  .map((key) => `object.?spec.?template.?spec.?${key}.orValue([])`)
  .join(' + ')}).filter(c, has(c.image)).map(c, c.image)`;

/** CEL for what is written down about a release under one of several keys: of the object first, then of its pods; else ''. */
export function documentIn(document: keyof typeof DOCUMENT_KEYS): string {
  const metadata = ['object.?metadata', 'object.?spec.?template.?metadata'];
  const places = metadata.flatMap((one) => [`${one}.?annotations`, `${one}.?labels`]);
  return `${firstOf(places, DOCUMENT_KEYS[document])}.orValue('')`;
}

/** CEL for the first that there is of several keys in several maps. */
export function firstOf(maps: readonly string[], keys: readonly string[]): string {
  const [first = '', ...others] = keys.flatMap((key) => maps.map((map) => `${map}[?${quoted(key)}]`));
  return others.reduce((before, other) => `${before}.or(${other})`, first);
}

/** CEL that asks about each alert of a PrometheusRule, as `r`; true where there are none. */
export function everyAlert(condition: string): string {
  return `object.?spec.?groups.orValue([]).all(g, g.?rules.orValue([]).all(r, !has(r.alert) || (${condition})))`;
}

/** CEL that holds for a text that is an absolute link with https, or that a template fills in. */
export function isLink(text: string): string {
  const host = `url(${text}).getScheme() == 'https' && url(${text}).getHostname() != ''`;
  return `(${text}.contains('{{') || (isURL(${text}) && ${host}))`;
}

/** A text as CEL writes it. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

/** What a list such as `page, ticket` in an option names, as a list in CEL. */
export function listOf(names: string): string {
  return `[${names
    .split(',')
    .map((name) => quoted(name.trim()))
    .join(', ')}]`;
}
