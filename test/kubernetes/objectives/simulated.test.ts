import { Testing, Yaml } from 'cdk8s';
import type { ProgressiveServiceProps } from '../../../lib';
import { Inventory, plansOf } from '../../../lib/facts/kubernetes';
import { simulate, type Assumptions, type Scenario } from '../../../lib/plan';
import { lint, NO_ORACLE, oracle, references } from '../../support/argo';
import { testWith } from '../../support/tools';
import { availability, released } from './services';

/** What becomes of a release with the default steps, as it would be applied. */
function release(scenario: Scenario, given: Partial<Assumptions>, props: Partial<ProgressiveServiceProps> = {}) {
  const { plans } = plansOf(new Inventory(released(props).app.items()));
  const [plan] = plans;
  if (plan === undefined) throw new Error('no rollout was planned');
  return simulate(plan, scenario, given);
}

const busy = { requestRate: 50 };
/** Of one request in five seconds the canary gets less than 168 in five minutes, whatever its share. */
const idle = { requestRate: 0.2 };

/** Second at which the default steps give the canary everything. */
function fullAt(): number {
  const { curve } = release({ kind: 'healthy' }, busy);
  return curve.find(({ exposure }) => exposure === 1)?.atSeconds ?? NaN;
}

describe('with enough requests', () => {
  test('a healthy version is promoted', () => {
    expect(release({ kind: 'healthy' }, busy)).toMatchObject({ outcome: 'promoted' });
    expect(release({ kind: 'coldStart' }, busy)).toMatchObject({ outcome: 'promoted' });
  });

  test.each<Scenario>([{ kind: 'badFromStart' }, { kind: 'errorRise', rise: 0.01 }])(
    'a bad one is aborted long before it gets everything: $kind',
    (scenario) => {
      const { outcome, detection, curve } = release(scenario, busy);
      expect({ outcome, verdict: detection?.verdict }).toEqual({ outcome: 'aborted', verdict: 'Failed' });
      expect(Math.max(...curve.map(({ exposure }) => exposure))).toBeLessThanOrEqual(0.2);
    },
  );

  test('one that breaks only under all traffic is aborted in the soak', () => {
    const full = fullAt();
    const { outcome, durationSeconds } = release({ kind: 'fault', atSeconds: full + 5 }, busy);
    expect(outcome).toBe('aborted');
    expect(Number(durationSeconds)).toBeGreaterThan(full);
    expect(Number(durationSeconds)).toBeLessThan(full + 300);
  });

  test.each(['noData', 'notANumber'] as const)('silence pauses it before it gets everything: %s', (kind) => {
    const { outcome, reason, finalExposure } = release({ kind }, busy);
    expect({ outcome, reason, finalExposure }).toEqual({
      outcome: 'paused',
      reason: 'inconclusive',
      finalExposure: 0.8,
    });
  });
});

describe('with few requests', () => {
  test('a version waits for a person before it gets everything: few requests are not health', () => {
    const { outcome, reason, finalExposure } = release({ kind: 'coldStart' }, idle);
    expect({ outcome, reason, finalExposure }).toEqual({
      outcome: 'paused',
      reason: 'inconclusive',
      finalExposure: 0.8,
    });
  });

  test.each([
    ['fail', 'aborted'],
    ['pass', 'promoted'],
  ] as const)('unless its author said otherwise: %s', (noData, outcome) => {
    expect(release({ kind: 'coldStart' }, idle, { judgement: { noData } }).outcome).toBe(outcome);
  });
});

test('a fault is seen in the soak by what judges the canary alone, for stable has no traffic then', () => {
  const { outcome, detection } = release({ kind: 'fault', atSeconds: fullAt() + 5 }, busy, {
    objectives: [availability],
    judgement: { forms: ['level'] },
  });
  expect({ outcome, metric: detection?.metric }).toEqual({ outcome: 'aborted', metric: 'availability-level' });
});

testWith(oracle(), NO_ORACLE, "passes Argo's lint and the controller's reference checks", () => {
  const { chart } = released();
  const docs = Testing.synth(chart) as object[];
  const [linted] = lint([{ name: 'shop', yaml: docs.map((doc) => Yaml.stringify(doc)).join('---\n') }]);
  expect(linted).toMatchObject({ ok: true, errors: [] });
  const [judged] = references([{ docs }]);
  expect(judged?.error).toBeUndefined();
  expect(judged?.rollouts.flatMap(({ errors }) => errors)).toEqual([]);
});
