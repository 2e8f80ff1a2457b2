import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { pods } from './examples';
import { ownerOf, whereServedBy } from './served';

/** The scheduler spreads by itself, but lets three pods more on one node than on another before it does. */
export const spread: UnitRule = {
  id: 'spread',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'Pods stand on different nodes',
  why: 'two pods on one node are one when the node goes.',
  fix: 'add topologySpreadConstraints over kubernetes.io/hostname, with ScheduleAnyway and a labelSelector of its pods.',
  level: 'warning',
  source: 'Kubernetes: Pod Topology Spread Constraints (built-in default constraints)',
  since: '0.2.0',
  check: (unit) =>
    whereServedBy(unit, (found) => {
      if (found.spread || isUnknown(unit.leastReplicas) || unit.leastReplicas < 2) return [];
      return [
        {
          item: ownerOf(unit, found),
          at: [...found.at, 'spec', 'topologySpreadConstraints'],
          what: `nothing keeps its ${unit.leastReplicas} pods apart.`,
        },
      ];
    }),
  examples: {
    good: [
      {
        title: 'rather not on one node',
        manifests: pods(
          'image: web',
          'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }]',
        ),
      },
    ],
    bad: [
      { title: 'wherever there is room', manifests: pods('image: web') },
      {
        title: 'a constraint that counts no pods, as it has no selector',
        manifests: pods(
          'image: web',
          'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway }]',
        ),
      },
    ],
  },
};
