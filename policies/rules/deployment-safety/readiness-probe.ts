import type { UnitRule } from '../../rule';
import { pods } from './examples';
import { ownerOf, whereServedBy } from './served';

/**
 * One probe for the pod is enough: a sidecar that answers nobody needs none. A startup probe does it too in a release: before
 * it has an answer, no container is ready.
 */
export const readinessProbe: UnitRule = {
  id: 'readiness-probe',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'Pods are asked whether they are ready',
  why: 'a pod counts as ready the moment its process runs, so each release sends requests to pods that cannot answer yet.',
  fix: 'add a readinessProbe to the container that answers requests.',
  level: 'error',
  source: 'Kubernetes: Configure Liveness, Readiness and Startup Probes',
  since: '0.2.0',
  check: (unit) =>
    whereServedBy(unit, (found) => {
      const { containers } = found;
      if (containers.length === 0 || containers.some(({ readiness, startup }) => readiness || startup)) return [];
      const container = containers.find(({ listens }) => listens) ?? containers[0];
      if (!container) return [];
      return [
        {
          item: ownerOf(unit, found),
          at: [...container.at, 'readinessProbe'],
          what: `nothing asks container "${container.name}" whether it is ready.`,
        },
      ];
    }),
  examples: {
    good: [{ title: 'over HTTP', manifests: pods('readinessProbe: { httpGet: { path: /healthz, port: 8080 } }') }],
    bad: [
      {
        title: 'only whether it is alive',
        manifests: pods('livenessProbe: { httpGet: { path: /healthz, port: 8080 } }'),
      },
    ],
  },
};
