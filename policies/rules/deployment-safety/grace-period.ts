import { isUnknown } from '../../../lib/plan';
import type { Findings, UnitRule } from '../../rule';
import { pods } from './examples';
import { ownerOf, whereServedBy } from './served';

/** The clock of the grace period runs while `preStop` does. */
export const gracePeriod: UnitRule = {
  id: 'grace-period',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'After draining there is time left to stop',
  why: 'the container is killed while it still answers, and never hears that it should stop.',
  fix: 'set terminationGracePeriodSeconds to what preStop takes and what open requests take after it.',
  level: 'error',
  source: 'Kubernetes: Container Lifecycle Hooks (the grace period begins before the preStop hook runs)',
  since: '0.2.0',
  check: (unit) =>
    whereServedBy(unit, function* (found): Findings {
      const { gracePeriodSeconds: grace, at } = found;
      const waiting = found.containers.filter(({ preStop }) => preStop);
      if (isUnknown(grace)) {
        if (waiting.length > 0) yield grace;
        return;
      }
      for (const { name, preStopSeconds } of waiting) {
        // what a script takes, nobody can read
        if (typeof preStopSeconds !== 'number' || preStopSeconds < grace) continue;
        yield {
          item: ownerOf(unit, found),
          at: [...at, 'spec', 'terminationGracePeriodSeconds'],
          value: grace,
          key: name,
          what: `container "${name}" waits for ${preStopSeconds} s before it is told to stop, and is killed after ${grace} s.`,
        };
      }
    }),
  examples: {
    good: [
      { title: '10 s of 30', manifests: pods('lifecycle: { preStop: { sleep: { seconds: 10 } } }') },
      {
        title: '60 s of 90',
        manifests: pods(
          'lifecycle: { preStop: { exec: { command: [sleep, "60"] } } }',
          'terminationGracePeriodSeconds: 90',
        ),
      },
    ],
    bad: [
      { title: '60 s of 30', manifests: pods('lifecycle: { preStop: { exec: { command: [sh, -c, sleep 60] } } }') },
      {
        title: '10 s of 5',
        manifests: pods('lifecycle: { preStop: { sleep: { seconds: 10 } } }', 'terminationGracePeriodSeconds: 5'),
      },
    ],
  },
};
