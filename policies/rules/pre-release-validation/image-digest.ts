import type { UnitRule } from '../../rule';
import { withImage } from '../example';
import { listOf, POD_KINDS } from '../cel';
import { everyTag, isMoving, MOVING_TAGS } from './image';
import { imagesOf } from './images';

/** A tag can be pushed again; a digest is the image. Tags that are meant to move are found by `image-moving-tag`. */
export const imageDigest: UnitRule<{ readonly tags: string }> = {
  id: 'image-digest',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'Images are named by digest',
  why: 'whoever pushes the tag again changes what runs, without a release and without the tests of this one.',
  fix: 'write the digest behind the tag, as name:tag@sha256:..., which `docker buildx imagetools inspect` shows.',
  level: 'warning',
  source: 'Kubernetes, Images: image names; OCI distribution-spec 1.1, pulling manifests',
  since: '0.2.0',
  // a pack that names other tags there names them here too, or nobody finds those that it left out
  options: { tags: MOVING_TAGS },
  check(unit, { options: { tags } }) {
    const { known, unknown } = imagesOf(unit);
    const found = known
      .filter(({ tag, digest }) => digest === undefined && tag !== undefined && !isMoving(tag, tags))
      .map(({ item, at, image, container: { name } }) => ({
        item,
        at,
        value: image,
        key: name,
        what: `container "${name}" runs "${image}", which names no digest.`,
      }));
    return [...found, ...unknown];
  },
  cel: { kinds: POD_KINDS, expression: ({ tags }) => everyTag(`t == '' || t in ${listOf(tags)}`) },
  examples: {
    good: [
      {
        title: 'a tag for people and a digest for machines',
        manifests: withImage(`ghcr.io/acme/web:1.4.2@sha256:${'6b1f'.repeat(16)}`),
      },
    ],
    bad: [{ title: 'a tag alone', manifests: withImage('ghcr.io/acme/web:1.4.2') }],
  },
};
