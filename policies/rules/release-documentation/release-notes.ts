import type { UnitRule } from '../../rule';
import { documentIn, ofOwnPods, OWN_KINDS } from '../cel';
import { rollout } from '../example';
import { unsaid } from './place';

/** What changed. Which version it is, `version-named` asks. */
export const releaseNotes: UnitRule = {
  id: 'release-notes',
  gate: 'release-documentation',
  judges: 'unit',
  title: 'Somebody wrote down what changed',
  why: 'whoever looks for what broke it has to read every commit since the last release.',
  fix: 'add the annotation stepgate.dev/release-notes: a sentence, or a link.',
  level: 'info',
  source: 'Google, Site Reliability Engineering, chapter 8: release engineering, reports of what a release contains',
  since: '0.2.0',
  check(unit) {
    if (unit.documents.notes?.trim()) return [];
    return unsaid(unit, `nothing says what changes with this release of "${unit.identity.name}".`);
  },
  // a Deployment may be taken over by a Rollout that says it
  cel: { kinds: OWN_KINDS, expression: () => ofOwnPods(`${documentIn('notes')}.trim() != ''`) },
  examples: {
    good: [
      {
        title: 'a link',
        manifests: rollout({
          strategy: 'canary: {}',
          metadata: 'annotations: { stepgate.dev/release-notes: "https://example.com/web/releases/1.4.2" }',
        }),
      },
      {
        title: 'a sentence, where kubectl keeps it',
        manifests: rollout({
          strategy: 'canary: {}',
          metadata: 'annotations: { kubernetes.io/change-cause: carts are kept for a week }',
        }),
      },
    ],
    bad: [{ title: 'nothing', manifests: rollout({ strategy: 'canary: {}' }) }],
  },
};
