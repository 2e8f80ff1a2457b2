import fc from 'fast-check';
import { isUnknown, settle, unknown, type Plan } from '../../lib/plan';
import { anyPlan } from './generate';
import { plan } from './plans';

/** Properties that the type says are always known. */
const ALWAYS_KNOWN = new Set([
  'continuityCorrected',
  'identity',
  'name',
  'kind',
  'mode',
  'version',
  'quantity',
  'templates',
  'routers',
  'explicit',
  'matches',
  'matchTrafficWeight',
  'source',
  'percent',
]);

/** The plan with every value that may be unknown made so. */
function forget(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? item : forget(item, key)));
  if (typeof value !== 'object' || value === null) {
    return ALWAYS_KNOWN.has(key) || value === 'indefinite' || value === 'unbounded' || value === undefined
      ? value
      : unknown(key);
  }
  if ('percent' in value) return unknown(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      ALWAYS_KNOWN.has(name) && typeof item !== 'object' ? item : forget(item, name),
    ]),
  );
}

function unknowns(value: unknown): number {
  if (isUnknown(value)) return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + unknowns(item), 0);
}

test('there is a stand-in for every value that may be unknown, and each is reported', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const forgotten = forget(plan) as Plan;
      const { plan: settled, settlements } = settle(forgotten);
      expect(unknowns(settled)).toBe(0);
      expect(settlements).toHaveLength(unknowns(forgotten));
      expect(new Set(settlements.map(({ path }) => path)).size).toBe(settlements.length);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a plan in which everything is known stays as it is', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      expect(settle(plan)).toEqual({ plan, settlements: [] });
    }),
    { seed: 5, numRuns: 100 },
  );
});

test('under an autoscaler that many pods are taken as it keeps at least', () => {
  const scaled = plan({ replicas: { desired: unknown('an autoscaler'), range: { min: 3, max: 20 } } });
  expect(settle(scaled).plan.replicas.desired).toBe(3);
  const open = plan({ replicas: { desired: unknown('an autoscaler'), range: { min: unknown('min'), max: 20 } } });
  expect(settle(open).plan.replicas.desired).toBe(1);
});
