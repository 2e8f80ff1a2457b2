import type { UnitRule } from '../../rule';
import { rollout, withImage } from '../example';
import { documentIn, OWN_KINDS } from '../cel';
import { isMoving, MOVING_TAGS, namesVersion } from './image';
import { imagesOf } from './images';

const DIGEST = `sha256:${'6b1f'.repeat(16)}`;

/** A digest is exact, and nobody can say it. Images without one are found by `image-digest` and `image-moving-tag`. */
export const versionNamed: UnitRule = {
  id: 'version-named',
  gate: 'pre-release-validation',
  judges: 'unit',
  title: 'The version has a name that people can say',
  why: 'nobody can tell which release is live, or which one to go back to, from a digest.',
  fix: 'add the label app.kubernetes.io/version, or keep the tag before the digest.',
  level: 'warning',
  source: 'Kubernetes, Recommended Labels: app.kubernetes.io/version',
  since: '0.2.0',
  check(unit) {
    const { known } = imagesOf(unit);
    const named = known.some(({ tag }) => tag !== undefined && !isMoving(tag, MOVING_TAGS));
    const exact = known.length > 0 && known.every(({ digest }) => digest !== undefined);
    if (unit.documents.version !== undefined || named || !exact) return [];
    return known.slice(0, 1).map(({ item, at, image }) => ({
      item,
      at,
      value: image,
      what: `neither a label nor a tag names the version of "${image}".`,
    }));
  },
  // a Deployment may be taken over by a Rollout that says it
  cel: { kinds: OWN_KINDS, expression: () => `${documentIn('version')} != '' || ${namesVersion()}` },
  examples: {
    good: [
      { title: 'a tag before the digest', manifests: withImage(`ghcr.io/acme/web:1.4.2@${DIGEST}`) },
      {
        title: 'a label',
        manifests: rollout({
          strategy: 'canary: {}',
          metadata: 'labels: { app.kubernetes.io/version: 1.4.2 }',
          pod: `containers: [{ name: web, image: 'ghcr.io/acme/web@${DIGEST}' }]`,
        }),
      },
    ],
    bad: [
      { title: 'a digest alone', manifests: withImage(`ghcr.io/acme/web@${DIGEST}`) },
      { title: 'a digest, and a tag that moves', manifests: withImage(`ghcr.io/acme/web:latest@${DIGEST}`) },
    ],
  },
};
