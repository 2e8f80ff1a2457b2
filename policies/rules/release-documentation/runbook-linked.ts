import type { UnitRule } from '../../rule';
import { documentIn, isLink, ofOwnPods, OWN_KINDS } from '../cel';
import { rollout } from '../example';
import { linkFault } from './link';
import { placeOfDocument, unsaid } from './place';

const annotated = (runbook: string) =>
  rollout({ strategy: 'canary: {}', metadata: `annotations: { stepgate.dev/runbook: '${runbook}' }` });

/** The runbook of the whole service; that of each alert is asked for by `alert-runbook`. */
export const runbookLinked: UnitRule = {
  id: 'runbook-linked',
  gate: 'release-documentation',
  judges: 'unit',
  title: 'A link leads to its runbook',
  why: 'whoever is woken at night has to find out by themselves what to do.',
  fix: 'add the annotation stepgate.dev/runbook with an absolute https link.',
  level: 'warning',
  source: 'Google, The Site Reliability Workbook, chapter 8: playbooks',
  since: '0.2.0',
  check(unit) {
    const { runbook } = unit.documents;
    if (runbook === undefined) return unsaid(unit, `nothing says where the runbook of "${unit.identity.name}" is.`);
    const fault = linkFault(runbook);
    if (fault === undefined) return [];
    const why = 'it opens from no alert, no terminal and no telephone.';
    return [
      {
        at: placeOfDocument(unit.item, 'runbook', runbook),
        value: runbook,
        what: `its runbook "${runbook}" ${fault}.`,
        why,
      },
    ];
  },
  // a Deployment may be taken over by a Rollout that says it
  cel: { kinds: OWN_KINDS, expression: () => ofOwnPods(`[${documentIn('runbook')}].all(t, ${isLink('t')})`) },
  examples: {
    good: [{ title: 'an absolute link', manifests: annotated('https://runbooks.example.com/web') }],
    bad: [
      { title: 'no link', manifests: rollout({ strategy: 'canary: {}' }) },
      { title: 'a path in some repository', manifests: annotated('docs/runbook.md') },
      { title: 'without encryption', manifests: annotated('http://runbooks.example.com/web') },
    ],
  },
};
