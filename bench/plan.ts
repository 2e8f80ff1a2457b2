import { SCENARIOS, simulateAll, type Metric, type Plan, type Step, type Traffic } from '../lib/plan';

// `node plan.js <count>`: simulates all scenarios of so many rollouts in this process, and prints the CPU time of that. The
// plans are made before, as reading them is not measured.
const count = Number(process.argv[2]);
// The first simulations compile the code, which takes several hundred of them.
simulateEach(plans(500));
const all = plans(count);
const start = process.cpuUsage();
const simulations = simulateEach(all);
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ milliseconds: (user + system) / 1000, simulations }));

/** Simulations: rollouts times scenarios. */
function simulateEach(all: readonly Plan[]): number {
  let promoted = 0;
  for (const plan of all) {
    const simulations = simulateAll(plan, { requestRate: 50 });
    promoted += Number(simulations[0]?.outcome === 'promoted');
  }
  if (promoted !== all.length) throw new Error(`${all.length - promoted} healthy rollouts were not promoted.`);
  return all.length * SCENARIOS.length;
}

/** Rollouts that differ: 1 to 40 pods, 2 to 8 weights, all kinds of traffic, inline and background analyses. */
function plans(count: number): Plan[] {
  return Array.from({ length: count }, (_, index) => planNumber(index));
}

function planNumber(index: number): Plan {
  const weights = 2 + (index % 7);
  const steps = Array.from({ length: weights }, (_, step): Step[] => [
    { kind: 'setWeight', weight: Math.round((100 * (step + 1)) / (weights + 1)) },
    step % 3 === 2
      ? { kind: 'analysis', analysis: { name: 'inline', templates: ['inline'], metrics: [metric(index, 5)] } }
      : { kind: 'pause', seconds: 60 * (1 + (index % 10)) },
  ]);
  return {
    identity: { name: `service-${index}`, kind: 'Rollout' },
    replicas: { desired: 1 + (index % 40) },
    minReadySeconds: index % 3,
    progressDeadline: { seconds: 600, aborts: index % 2 === 0 },
    paused: false,
    rollbackWindowRevisions: index % 2,
    revisionHistoryLimit: 10,
    strategy:
      index % 5 === 4
        ? blueGreen(index)
        : {
            kind: 'canary',
            steps: steps.flat(),
            traffic: traffic(index),
            maxSurge: { percent: 25 },
            maxUnavailable: { percent: 25 },
            background: {
              analysis: { name: 'background', templates: ['background'], metrics: [metric(index, 'unbounded')] },
              startingStep: index % 3,
            },
          },
  };
}

function blueGreen(index: number): Plan['strategy'] {
  return {
    kind: 'blueGreen',
    autoPromotes: true,
    autoPromotionSeconds: 30 * (index % 4),
    postPromotion: { name: 'after', templates: ['after'], metrics: [metric(index, 10)] },
    scaleDownDelaySeconds: 30,
    abortScaleDownDelaySeconds: 30,
  };
}

function traffic(index: number): Traffic {
  if (index % 3 === 0) return { mode: 'podShare' };
  return {
    mode: 'routed',
    routers: ['router'],
    maxWeight: 100,
    dynamicStableScale: index % 4 === 1,
    verifiesWeight: index % 4 === 2,
    stallsOnMissingPods: false,
    pingPong: false,
    scaleDownDelaySeconds: 30,
    abortScaleDownDelay: { seconds: 30, explicit: false },
  };
}

function metric(index: number, count: Metric['count']): Metric {
  return {
    name: 'error-rate',
    intervalSeconds: 15 * (1 + (index % 4)),
    initialDelaySeconds: index % 2 === 0 ? 0 : 60,
    count,
    failureLimit: index % 4,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    consecutiveSuccessLimit: 0,
    dryRun: false,
    verdicts: { bad: 'Failed', noData: 'Error', notANumber: 'Failed' },
    scope: index % 6 === 5 ? 'service' : 'canary',
    needsTraffic: true,
    lookBackSeconds: 60 * (1 + (index % 5)),
    judged: { quantity: 'successRate', threshold: 0.97 },
  };
}
