import type { UnitRule } from '../../rule';
import { pods } from './examples';
import { ownerOf, whereServedBy } from './served';

/** That there is time for it is for `grace-period`. */
export const drain: UnitRule = {
  id: 'drain',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A pod serves on until nobody sends it requests any more',
  why: 'it is told to stop while routers still send to it, so each release fails some requests.',
  fix: 'add lifecycle.preStop with a sleep of some seconds (sleep.seconds from Kubernetes 1.30 on).',
  level: 'warning',
  source: 'Kubernetes: Termination of Pods (endpoints are removed while the container is already stopping)',
  since: '0.2.0',
  check: (unit) =>
    whereServedBy(unit, (found) => {
      const listening = found.containers.filter(({ listens }) => listens);
      // ports need not be named in the manifest
      const serving = listening.length > 0 ? listening : found.containers;
      // what is there to drain is one container; its neighbours may stop when they like
      if (serving.some(({ preStop }) => preStop)) return [];
      return serving.slice(0, 1).map(({ name, at }) => ({
        item: ownerOf(unit, found),
        at: [...at, 'lifecycle', 'preStop'],
        what: `container "${name}" stops at once: it has no preStop.`,
      }));
    }),
  examples: {
    good: [{ title: 'ten seconds', manifests: pods('lifecycle: { preStop: { sleep: { seconds: 10 } } }') }],
    bad: [{ title: 'none', manifests: pods('image: web') }],
  },
};
