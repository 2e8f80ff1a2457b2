import type { Found, ObjectRule } from '../../rule';
import { isMap, mapIn } from './values';

const STRATEGY = ['spec', 'updateStrategy'] as const;

const database = (strategy: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  serviceName: web
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } }${strategy}`;

/** What a person has to do for a release to happen; a pause for one is for `indefinite-pause`. */
export const manualUpdate: ObjectRule = {
  id: 'manual-update',
  gate: 'deployment-safety',
  judges: 'object',
  kinds: ['apps/StatefulSet'],
  title: 'A new version reaches all pods by itself',
  why: 'two versions serve for as long as nobody thinks of the rest, and a way back needs the same hands.',
  fix: 'use RollingUpdate, without a partition.',
  level: 'warning',
  source: 'Kubernetes: StatefulSets, update strategies; stepgate: no manual step',
  since: '0.2.0',
  check: ({ spec }) => faultOf(mapIn(spec, 'updateStrategy')),
  cel: [
    '!has(object.spec.updateStrategy)',
    `((!has(object.spec.updateStrategy.type) || object.spec.updateStrategy.type != 'OnDelete') && (${[
      '!has(object.spec.updateStrategy.rollingUpdate)',
      '!has(object.spec.updateStrategy.rollingUpdate.partition)',
      'object.spec.updateStrategy.rollingUpdate.partition < 1',
    ].join(' || ')}))`,
  ].join(' || '),
  examples: {
    good: [{ title: 'one pod after the other', manifests: database('') }],
    bad: [
      { title: 'when somebody deletes them', manifests: database('\n  updateStrategy: { type: OnDelete }') },
      {
        title: 'two stay behind',
        manifests: database('\n  updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 2 } }'),
      },
    ],
  },
};

function faultOf({ type, rollingUpdate }: { readonly type?: unknown; readonly rollingUpdate?: unknown }): Found[] {
  if (type === 'OnDelete') {
    const what = 'its pods keep the old version until somebody deletes them: updateStrategy is OnDelete.';
    return [{ at: [...STRATEGY, 'type'], value: type, what }];
  }
  const partition = isMap(rollingUpdate) ? rollingUpdate.partition : undefined;
  if (typeof partition !== 'number' || partition < 1) return [];
  const pods = partition === 1 ? 'its first pod keeps' : `its first ${partition} pods keep`;
  const what = `${pods} the old version until somebody lowers the partition.`;
  return [{ at: [...STRATEGY, 'rollingUpdate', 'partition'], value: partition, what }];
}
