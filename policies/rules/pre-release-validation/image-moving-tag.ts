import type { UnitRule } from '../../rule';
import { withImage } from '../example';
import { listOf, POD_KINDS } from '../cel';
import { everyTag, isMoving, MOVING_TAGS } from './image';
import { imagesOf } from './images';

/** Nothing says which version this is. Fixed tags without a digest are found by `image-digest`. */
export const imageMovingTag: UnitRule<{ readonly tags: string }> = {
  id: 'image-moving-tag',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'Images name a version that stays what it is',
  why: 'pods that start on different days run different versions, and going back brings the same tag again.',
  fix: 'name the version that was tested, best by its digest.',
  level: 'error',
  source: 'Kubernetes, Images: "You should avoid using the :latest tag when deploying containers in production"',
  since: '0.2.0',
  options: { tags: MOVING_TAGS },
  check(unit, { options: { tags } }) {
    return imagesOf(unit)
      .known.filter(({ tag, digest }) => digest === undefined && (tag === undefined || isMoving(tag, tags)))
      .map(({ item, at, image, tag, container: { name } }) => ({
        item,
        at,
        value: image,
        key: name,
        what:
          tag === undefined
            ? `container "${name}" runs "${image}" without a tag, which means "latest".`
            : `container "${name}" runs "${image}", and "${tag}" is a tag that moves.`,
      }));
  },
  cel: { kinds: POD_KINDS, expression: ({ tags }) => everyTag(`t != '' && !(t in ${listOf(tags)})`) },
  examples: {
    good: [{ title: 'a version', manifests: withImage('ghcr.io/acme/web:1.4.2') }],
    bad: [
      { title: 'latest', manifests: withImage('ghcr.io/acme/web:latest') },
      { title: 'no tag, which is the same', manifests: withImage('ghcr.io:443/acme/web') },
    ],
  },
};
