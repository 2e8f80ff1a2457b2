import type { UnitRule } from '../../rule';
import { documentIn, ofOwnPods, OWN_KINDS } from '../cel';
import { rollout } from '../example';
import { unsaid } from './place';

/** Somebody answers for it. */
export const ownerNamed: UnitRule = {
  id: 'owner-named',
  gate: 'release-documentation',
  judges: 'unit',
  title: 'A team answers for it',
  why: 'when it breaks, the first half hour goes by in looking for whoever knows it.',
  fix: 'add the annotation stepgate.dev/owner, or a label owner or team.',
  level: 'warning',
  source: 'Google, Site Reliability Engineering, chapter 32: the production readiness review',
  since: '0.2.0',
  check(unit) {
    if (unit.documents.owner?.trim()) return [];
    return unsaid(unit, `nothing says which team answers for "${unit.identity.name}".`);
  },
  // a Deployment may be taken over by a Rollout that says it
  cel: { kinds: OWN_KINDS, expression: () => ofOwnPods(`${documentIn('owner')}.trim() != ''`) },
  examples: {
    good: [
      {
        title: 'an annotation',
        manifests: rollout({ strategy: 'canary: {}', metadata: 'annotations: { stepgate.dev/owner: team-shop }' }),
      },
      { title: 'a label', manifests: rollout({ strategy: 'canary: {}', metadata: 'labels: { team: shop }' }) },
    ],
    bad: [{ title: 'nobody is named', manifests: rollout({ strategy: 'canary: {}' }) }],
  },
};
