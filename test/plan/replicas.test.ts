import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { basicReplicas, fenceposts, routedReplicas, shareReplicas, waves } from '../../lib/plan/replicas';
import type { CanaryPods } from '../../lib/plan/replicas';
import { testWithShared } from '../support/tools';

interface ShareCase {
  readonly replicas: number;
  readonly weight: number;
  readonly maxWeight: number;
  readonly maxSurge: number;
  readonly canary: number;
  readonly stable: number;
}

interface CountCase {
  readonly name: string;
  readonly rolloutSpecReplicas: number;
  readonly setWeight?: number;
  readonly maxSurge?: number | string;
  readonly maxUnavailable?: number | string;
  readonly stableSpecReplica: number;
  readonly stableAvailableReplica: number;
  readonly canarySpecReplica: number;
  readonly canaryAvailableReplica: number;
  readonly expectedStableReplicaCount: number;
  readonly expectedCanaryReplicaCount: number;
  readonly olderRS?: { readonly spec: number };
  readonly setCanaryScale?: {
    readonly replicas: number | null;
    readonly weight: number | null;
    readonly matchTrafficWeight: boolean;
  };
  readonly trafficRouting?: object | null;
  readonly promoteFull?: boolean;
  readonly abortScaleDownDelaySeconds?: number;
  readonly statusAbort?: boolean;
  readonly minPodsPerReplicaSet?: number;
}

const table = <Case>(shared: string, name: string) =>
  JSON.parse(readFileSync(join(shared, 'corpus', 'argo-replicas', name), 'utf8')) as Case[];

const limit = (value: number | string | undefined) =>
  typeof value === 'string' ? { percent: Number.parseInt(value, 10) } : (value ?? { percent: 25 });

testWithShared("all of upstream's cases for the share of pods agree", (shared) => {
  const cases = table<ShareCase>(shared, 'approximate-weighted-replicas.json');
  expect(cases).toHaveLength(57);
  for (const { replicas, weight, maxWeight, maxSurge, canary, stable } of cases) {
    expect({ replicas, weight, maxSurge, ...shareReplicas(replicas, weight, maxWeight, maxSurge) }).toEqual({
      replicas,
      weight,
      maxSurge,
      canary,
      stable,
    });
  }
});

/** The scale in force: an abort drops it, unless the canary is to be kept (delay 0). */
function scaleOf(one: CountCase): CanaryPods | undefined {
  const scale = one.setCanaryScale;
  if (!scale || scale.matchTrafficWeight || (one.statusAbort && one.abortScaleDownDelaySeconds !== 0)) return undefined;
  return scale.replicas !== null ? { replicas: scale.replicas } : { weight: scale.weight ?? 0 };
}

testWithShared("all of upstream's cases for the pods of a canary agree, with and without a router", (shared) => {
  const cases = table<CountCase>(shared, 'canary-replica-counts.json');
  expect(cases).toHaveLength(40);
  for (const one of cases) {
    const replicas = one.rolloutSpecReplicas;
    const weight = one.promoteFull ? 100 : one.statusAbort ? 0 : (one.setWeight ?? 0);
    const counts = one.trafficRouting
      ? routedReplicas({
          replicas,
          weight,
          maxWeight: 100,
          scale: scaleOf(one),
          // the validator caps it; upstream's own case asks for more than there are
          minPods: Math.min(one.minPodsPerReplicaSet ?? 1, replicas),
        })
      : basicReplicas({
          replicas,
          weight,
          maxWeight: 100,
          limits: fenceposts({ maxSurge: limit(one.maxSurge), maxUnavailable: limit(one.maxUnavailable) }, replicas),
          canary: { desired: one.canarySpecReplica, available: one.canaryAvailableReplica },
          stable: { desired: one.stableSpecReplica, available: one.stableAvailableReplica },
          older: one.olderRS?.spec,
        });
    expect({ name: one.name, ...counts }).toEqual({
      name: one.name,
      canary: one.expectedCanaryReplicaCount,
      stable: one.expectedStableReplicaCount,
    });
  }
});

test('a surge rounds up, unavailable pods round down, and one may be missing where both come to nothing', () => {
  expect(fenceposts({ maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } }, 5)).toEqual({
    maxSurge: 2,
    maxUnavailable: 1,
  });
  expect(fenceposts({ maxSurge: { percent: 0 }, maxUnavailable: { percent: 10 } }, 5)).toEqual({
    maxSurge: 0,
    maxUnavailable: 1,
  });
  expect(fenceposts({ maxSurge: 1, maxUnavailable: 9 }, 4)).toEqual({ maxSurge: 1, maxUnavailable: 4 });
});

test.each([
  [10, { percent: 25 }, { percent: 25 }, 1, 1],
  [10, 1, 0, 5, 5],
  [20, 1, 0, 10, 10],
  [50, 1, 0, 25, 25],
  [100, 1, 0, 50, 50],
])(
  '%i pods with maxSurge %j and maxUnavailable %j need %i waves up and %i back from 50 %%',
  (n, up, down, on, back) => {
    const limits = fenceposts({ maxSurge: up, maxUnavailable: down }, n);
    expect(waves(n, limits, 50, 100).count).toBe(on);
    expect(waves(n, limits, 50, 0).count).toBe(back);
  },
);

test.each([
  [1, [50, 50, 50, 50]],
  [2, [33, 33, 33, 50]],
  [3, [25, 25, 25, 50]],
  [5, [17, 17, 20, 50]],
  [10, [9, 10, 27, 50]],
  [20, [5, 10, 25, 50]],
])('%i pods at 25 %%/25 %% serve %j %% where 5, 10, 25 and 50 %% are asked for', (n, shares) => {
  const { maxSurge } = fenceposts({ maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } }, n);
  const actual = [5, 10, 25, 50].map((weight) => {
    const { canary, stable } = shareReplicas(n, weight, 100, maxSurge);
    return Math.round((100 * canary) / (canary + stable));
  });
  expect(actual).toEqual(shares);
});

const pods = fc.integer({ min: 1, max: 60 });
const surge = fc.record({ maxSurge: fc.integer({ min: 0, max: 10 }), maxUnavailable: fc.integer({ min: 0, max: 10 }) });

test('a change of weight always arrives, without going under maxUnavailable on the way', () => {
  fc.assert(
    fc.property(pods, surge, fc.nat(100), fc.nat(100), (n, limitsAsked, from, to) => {
      const limits = fenceposts(limitsAsked, n);
      const { fewestAvailable } = waves(n, limits, from, to);
      const end = shareReplicas(n, to, 100, limits.maxSurge);
      expect(end.canary + end.stable).toBeLessThanOrEqual(n + limits.maxSurge);
      const start = shareReplicas(n, from, 100, limits.maxSurge);
      expect(fewestAvailable).toBeGreaterThanOrEqual(
        Math.min(n - limits.maxUnavailable, start.canary + start.stable, end.canary + end.stable),
      );
    }),
    { seed: 3, numRuns: 2000 },
  );
});
