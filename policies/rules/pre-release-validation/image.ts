import { IMAGES, listOf, ofOwnPods } from '../cel';

/** The parts of an image's name. */
export interface ImageName {
  /** @default - none is named */
  readonly tag?: string;
  /** @default - none is named */
  readonly digest?: string;
}

/** `ghcr.io:443/acme/web:1.4.2@sha256:...` -> `1.4.2` and `sha256:...`. */
export function imageName(image: string): ImageName {
  const [name = '', digest] = image.split('@');
  // a colon before the last slash is that of a port
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return {
    ...(colon < 0 || colon === last.length - 1 ? {} : { tag: last.slice(colon + 1) }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Tags that name no version but whatever is newest: of a branch, a channel, an environment or a flavour. */
export const MOVING_TAGS = [
  'latest, main, master, trunk, head, HEAD, edge, nightly, snapshot, canary, rolling, current, stable, lts, release',
  'dev, develop, development, test, staging, prod, production, alpine, slim',
].join(', ');

/** CEL for the tag in an image's name, digest taken off; '' where it names none. */
const TAG = "i.matches('^(.*/)?[^/:]*:[^/]+$') ? i.substring(i.lastIndexOf('/') + 1).split(':', 2)[1] : ''";

/** CEL that asks about the tag of each image without a digest, as `t`. */
export function everyTag(condition: string): string {
  return ofOwnPods(`${IMAGES}.filter(i, !i.contains('@')).map(i, ${TAG}).all(t, ${condition})`);
}

/** CEL that holds where a tag names a version, and where not all images have a digest. */
export function namesVersion(): string {
  const named = `${IMAGES}.map(i, i.split('@')[0]).map(i, ${TAG}).exists(t, t != '' && !(t in ${listOf(MOVING_TAGS)}))`;
  return ofOwnPods(`${IMAGES}.size() == 0 || ${IMAGES}.exists(i, !i.contains('@')) || ${named}`);
}

/** Whether a tag is one of a list such as {@link MOVING_TAGS}. */
export function isMoving(tag: string, tags: string): boolean {
  return tags.split(',').some((one) => one.trim() === tag);
}
