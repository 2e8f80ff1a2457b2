import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import type { Rule } from '../../policies/rule';
import { all, rollout, STRATEGY, template } from '../../policies/rules/example';
import { autoscaler, SERVICE } from '../../policies/rules/deployment-safety/examples';
import { indefinitePause } from '../../policies/rules/deployment-safety/indefinite-pause';
import { noRollbackWindow } from '../../policies/rules/deployment-safety/no-rollback-window';
import { cannotFail } from '../../policies/rules/progressive-rollout/cannot-fail';
import { coldStart } from '../../policies/rules/progressive-rollout/cold-start';
import { detectsRise } from '../../policies/rules/progressive-rollout/detects-rise';
import { firstExposure } from '../../policies/rules/progressive-rollout/first-exposure';
import { noSteps } from '../../policies/rules/progressive-rollout/no-steps';
import { notProgressive } from '../../policies/rules/progressive-rollout/not-progressive';
import { roundedWeight } from '../../policies/rules/progressive-rollout/rounded-weight';
import { soak } from '../../policies/rules/progressive-rollout/soak';
import { unrouted } from '../../policies/rules/progressive-rollout/unrouted';
import { weightJump } from '../../policies/rules/progressive-rollout/weight-jump';
import { found, judged } from './judging';

const canary = (fields: string, replicas = 4) =>
  rollout({ strategy: `canary: { ${fields} }`, spec: `replicas: ${replicas}` });
const ROUTED = 'canaryService: new, stableService: old, trafficRouting: { nginx: { stableIngress: web } }';
const places = (rule: Rule, manifests: string) => found(rule, manifests).map((one) => one.split(':')[0]);

describe('the first share', () => {
  test('is said of the step that asks for it, with a router too, where pods come before requests', () => {
    const steps = 'steps: [{ setWeight: 30 }, { pause: { duration: 5m } }]';
    expect(places(firstExposure, canary(`${ROUTED}, ${steps}`))).toEqual(['Rollout/web spec.strategy.canary.steps[0]']);
    const later = 'steps: [{ pause: { duration: 1m } }, { setCanaryScale: { weight: 30 } }, { setWeight: 30 }]';
    expect(places(firstExposure, canary(`${ROUTED}, ${later}`))).toEqual(['Rollout/web spec.strategy.canary.steps[2]']);
  });

  test('of a rolling update is that of one pod, and that it has no steps is said already', () => {
    expect(found(firstExposure, canary('maxSurge: 1'))).toEqual([]);
    expect(found(noSteps, canary('maxSurge: 1'))).toHaveLength(1);
  });

  test('that only whole pods make large is said once', () => {
    const small = canary('steps: [{ setWeight: 10 }, { pause: { duration: 5m } }]', 1);
    expect(found(roundedWeight, small)).toHaveLength(1);
    expect(found(firstExposure, small)).toEqual([]);
    const large = canary('steps: [{ setWeight: 30 }, { pause: { duration: 5m } }]', 1);
    expect([found(roundedWeight, large), found(firstExposure, large)].map(({ length }) => length)).toEqual([1, 1]);
  });
});

test('a jump is that of the pods there are, where nothing routes', () => {
  const half = 'steps: [{ setWeight: 25 }, { pause: { duration: 5m } }]';
  expect(found(weightJump, canary(half, 1))).toEqual([]);
  expect(found(weightJump, canary(half, 4))).toEqual([
    'Rollout/web spec.strategy.canary.steps: after the last step all traffic follows at once, from 25 %.',
  ]);
  expect(found(weightJump, canary(`${ROUTED}, ${half}`, 1))).toHaveLength(1);
  // of one to eight pods the jump of eight is the larger one
  expect(
    found(weightJump, all(canary(half, 1), autoscaler().replace('minReplicas: 2', 'minReplicas: 1'))),
  ).toHaveLength(1);
});

test('a weight that nothing holds says so', () => {
  const steps = 'steps: [{ setWeight: 20 }, { setWeight: 60 }, { pause: { duration: 30s } }]';
  expect(found(soak, canary(steps))).toEqual([
    'Rollout/web spec.strategy.canary.steps[0]: step 1 holds its weight for no time: no pause and no analysis follow; it takes 1 min to see anything.',
    'Rollout/web spec.strategy.canary.steps[1]: step 2 holds its weight for 30 s; it takes 1 min to see anything.',
  ]);
});

test('two Services that take turns need something that splits requests, too', () => {
  const turns = 'pingPong: { pingService: a, pongService: b }, steps: [{ setWeight: 20 }]';
  expect(found(unrouted, canary(turns))).toHaveLength(1);
  expect(
    found(unrouted, canary(`${turns}, trafficRouting: { alb: { ingress: web, rootService: c, servicePort: 80 } }`)),
  ).toEqual([]);
});

describe('what a Job tests', () => {
  const job = (text: string) =>
    template(`
      interval: 1m
      count: 2
      provider:
        job:
          spec:
            backoffLimit: 0
            template:
              spec:
                restartPolicy: Never
                containers: [{ name: test, image: 'acme/test:1', args: ['${text}'] }]`);
  const release = (text: string, startingStep = 0) =>
    all(rollout({ strategy: STRATEGY.replace('startingStep: 1', `startingStep: ${startingStep}`) }), job(text));

  test('nobody knows, unless it names the canary: neither that it fails before there are pods, nor what it misses', () => {
    const open = release('http://shop/');
    expect(found(coldStart, open)).toEqual([]);
    expect(judged(detectsRise, open, { assumptions: { requestRate: 50 } })).toMatchObject({
      findings: [],
      notKnown: ['whether a small rise is stopped: what a Job tests is up to its containers'],
    });
    expect(judged(cannotFail, open).notKnown).toEqual([
      'whether "success-rate" can fail: whose requests it sees is not known, what a Job tests is up to its containers',
    ]);
  });

  test('is the new version where it names it: then it fails before there are pods', () => {
    expect(found(coldStart, release('http://web-canary/'))).toHaveLength(1);
    expect(found(coldStart, release('http://web-canary/', 2))).toEqual([]);
  });
});

test('what a blue-green waits for, and where a way back is set, is said at the field', () => {
  const waits = all(rollout({ strategy: 'blueGreen: { activeService: web, autoPromotionEnabled: false }' }), SERVICE);
  expect(places(indefinitePause, waits)).toEqual(['Rollout/web spec.strategy.blueGreen.autoPromotionEnabled']);
  expect(places(noRollbackWindow, waits)).toEqual(['Rollout/web spec.rollbackWindow']);
});

test('nobody is told to make a Rollout of a StatefulSet, which none can run', () => {
  const pack = definePack({ name: 'one', version: '1.0.0', rules: [notProgressive] });
  const fixes = ['StatefulSet', 'Deployment'].map((kind) => {
    const workload = `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: web, namespace: shop }, spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } } } }`;
    const { items } = readText([workload, SERVICE].join('\n---\n'), 'web.yaml');
    return evaluate(items, pack, { today: '2026-11-25' }).findings.map(({ fix }) => fix.includes('make it a Rollout'));
  });
  expect(fixes).toEqual([[false], [true]]);
});
