import type { ObjectRule } from '../../rule';
import { deployment, safe } from './examples';
import { isMap, mapIn } from './values';

/** What Kubernetes and Argo keep where nothing is said. */
const DEFAULT = 10;

/** What there is to go back to; how long that takes is for `slow-rollback` and `no-rollback-window`. */
export const historyKept: ObjectRule = {
  id: 'history-kept',
  gate: 'deployment-safety',
  judges: 'object',
  kinds: ['argoproj.io/Rollout', 'apps/Deployment', 'apps/StatefulSet'],
  title: 'There are old versions to go back to',
  why: 'without its revision an old version has to be released anew, with all its steps.',
  fix: 'leave revisionHistoryLimit away: 10 are kept; or set it to the rollback window at least.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/sync.go:1216-1245; Kubernetes, Deployment.spec.revisionHistoryLimit',
  since: '0.2.0',
  *check({ spec }) {
    const { kept, window, value } = read(spec);
    const least = Math.max(1, window);
    if (kept >= least) return;
    yield {
      at: value === undefined ? ['spec', 'rollbackWindow', 'revisions'] : ['spec', 'revisionHistoryLimit'],
      value: value ?? window,
      what:
        kept === 0
          ? 'no old version is kept: revisionHistoryLimit is 0.'
          : `the rollback window reaches ${window} revisions back, and ${kept} are kept.`,
    };
  },
  cel: [
    `!has(object.spec.revisionHistoryLimit) || object.spec.revisionHistoryLimit > 0`,
    `!has(object.spec.rollbackWindow) || !has(object.spec.rollbackWindow.revisions) ||
      object.spec.rollbackWindow.revisions <= (has(object.spec.revisionHistoryLimit) ? object.spec.revisionHistoryLimit : ${DEFAULT})`,
  ]
    .map((part) => `(${part.replace(/\s+/g, ' ')})`)
    .join(' && '),
  mend: (object) => {
    const { kept, window } = read(object.spec);
    if (kept >= Math.max(1, window) || !isMap(object.spec)) return object;
    return { ...object, spec: { ...object.spec, revisionHistoryLimit: Math.max(DEFAULT, window) } };
  },
  examples: {
    good: [
      { title: 'ten, as nothing is said', manifests: safe() },
      { title: 'as many as the window', manifests: safe('revisionHistoryLimit: 3') },
    ],
    bad: [
      { title: 'none', manifests: deployment('revisionHistoryLimit: 0') },
      { title: 'fewer than the window', manifests: safe('revisionHistoryLimit: 2') },
    ],
  },
};

function read(spec: unknown): { kept: number; window: number; value: number | undefined } {
  const { revisionHistoryLimit: value } = mapIn(spec);
  const { revisions } = mapIn(spec, 'rollbackWindow');
  return {
    kept: typeof value === 'number' ? value : DEFAULT,
    window: typeof revisions === 'number' ? revisions : 0,
    value: typeof value === 'number' ? value : undefined,
  };
}
