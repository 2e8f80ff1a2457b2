import {
  CONTROLLER_VERSIONS,
  type Analysis,
  type Assumptions,
  type Metric,
  type Plan,
  type RoutedTraffic,
  type Scenario,
  type Step,
} from '../../lib/plan';
import type { Known } from './reference/world';

/** What is asked of a case, and what features it has by that. */
type Asked<T> = Readonly<Record<string, (one: T) => boolean>>;

interface Case {
  readonly plan: Known<Plan>;
  readonly scenario: Scenario;
  readonly given: Assumptions;
}

const routers: Asked<Known<RoutedTraffic>> = {
  'maxWeight below 100': ({ maxWeight }) => maxWeight < 100,
  'maxWeight above 100': ({ maxWeight }) => maxWeight > 100,
  dynamicStableScale: (router) => router.dynamicStableScale,
  'dynamicStableScale with another maxWeight': (router) => router.dynamicStableScale && router.maxWeight !== 100,
  minPodsPerReplicaSet: ({ minPodsPerReplicaSet }) => (minPodsPerReplicaSet ?? 1) > 1,
  verifiesWeight: (router) => router.verifiesWeight,
  stallsOnMissingPods: (router) => router.stallsOnMissingPods,
  'stallsOnMissingPods with dynamicStableScale': (router) => router.stallsOnMissingPods && router.dynamicStableScale,
  pingPong: (router) => router.pingPong,
  'abortScaleDownDelay 0': ({ abortScaleDownDelay }) => abortScaleDownDelay.seconds === 0,
  'abortScaleDownDelay 30, said': ({ abortScaleDownDelay: { seconds, explicit } }) => seconds === 30 && explicit,
};

const STEPS: readonly Step['kind'][] = [
  'setWeight',
  'pause',
  'analysis',
  'experiment',
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
];

const steps: Asked<Known<Step>> = {
  ...Object.fromEntries(STEPS.map((kind) => [`step ${kind}`, (step: Known<Step>) => step.kind === kind])),
  'pause without end': (step) => step.kind === 'pause' && step.seconds === 'indefinite',
  'scale in pods': (step) => step.kind === 'setCanaryScale' && 'replicas' in step.scale,
  'scale by weight': (step) => step.kind === 'setCanaryScale' && 'weight' in step.scale,
  'scale as the weight': (step) => step.kind === 'setCanaryScale' && 'matchTrafficWeight' in step.scale,
  'route that is removed': (step) => 'matches' in step && step.matches === 0,
  'experiment without duration': (step) => step.kind === 'experiment' && step.experiment.durationSeconds === undefined,
  'required analysis of an experiment': (step) =>
    step.kind === 'experiment' && step.experiment.analyses.some(({ required }) => required),
};

const metrics: Asked<Known<Metric>> = {
  'dry run': ({ dryRun }) => dryRun,
  'metric without count': ({ count }) => count === 'unbounded',
  'initial delay': ({ initialDelaySeconds }) => initialDelaySeconds > 0,
  'successes in a row': ({ consecutiveSuccessLimit }) => consecutiveSuccessLimit > 0,
  'metric of the whole service': ({ scope }) => scope === 'service',
  'metric without traffic': ({ needsTraffic }) => !needsTraffic,
  'metric of the moment': ({ lookBackSeconds }) => lookBackSeconds === 0,
  'bad is inconclusive': ({ verdicts }) => verdicts.bad === 'Inconclusive',
  'bad is an error': ({ verdicts }) => verdicts.bad === 'Error',
  'minimum of requests': ({ judged }) => judged.quantity !== 'other' && (judged.minimumRequests ?? 0) > 0,
  'minimum of requests to stable': ({ judged }) =>
    judged.quantity === 'errorRateSignificance' && (judged.minimumStableRequests ?? 0) > 0,
};

const QUANTITIES: readonly Metric['judged']['quantity'][] = [
  'errorRate',
  'successRate',
  'errorRateRise',
  'errorRateSignificance',
  'other',
];

const SCENARIO_KINDS: readonly Scenario['kind'][] = [
  'healthy',
  'coldStart',
  'badFromStart',
  'fault',
  'errorRise',
  'crashLoop',
  'noData',
  'notANumber',
];

const cases: Asked<Case> = {
  ...Object.fromEntries(
    SCENARIO_KINDS.map((kind) => [`scenario ${kind}`, ({ scenario }: Case) => scenario.kind === kind]),
  ),
  ...Object.fromEntries(
    CONTROLLER_VERSIONS.map((version) => [
      `controller ${version}`,
      ({ given }: Case) => given.controllerVersion === version,
    ]),
  ),
  ...Object.fromEntries(
    QUANTITIES.map((quantity) => [
      `quantity ${quantity}`,
      ({ plan }: Case) => metricsOf(plan).some(({ judged }) => judged.quantity === quantity),
    ]),
  ),
  ...onSome(routers, ({ plan }) => routersOf(plan)),
  ...onSome(steps, ({ plan }) => stepsOf(plan)),
  ...onSome(metrics, ({ plan }) => metricsOf(plan)),
  'canary with a router': ({ plan }) => trafficOf(plan)?.mode === 'routed',
  'canary without a router': ({ plan }) => trafficOf(plan)?.mode === 'podShare',
  'canary with separate Services': ({ plan }) => trafficOf(plan)?.mode === 'separateServices',
  'canary without steps': ({ plan: { strategy } }) => strategy.kind === 'canary' && strategy.steps.length === 0,
  'background analysis': ({ plan: { strategy } }) => strategy.kind === 'canary' && strategy.background !== undefined,
  'background analysis from a later step': ({ plan: { strategy } }) =>
    strategy.kind === 'canary' && (strategy.background?.startingStep ?? 0) > 0,
  'progress threshold': ({ plan: { strategy } }) =>
    strategy.kind === 'canary' && strategy.progressThreshold !== undefined,
  'blue-green': ({ plan: { strategy } }) => strategy.kind === 'blueGreen',
  'blue-green with previewReplicas': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && strategy.previewReplicas !== undefined,
  'blue-green that a person promotes': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && !strategy.autoPromotes,
  'blue-green abort delay 0': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && strategy.abortScaleDownDelaySeconds === 0,
  'blue-green abort delay above 30': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && strategy.abortScaleDownDelaySeconds > 30,
  'analysis before the switch': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && strategy.prePromotion !== undefined,
  'analysis after the switch': ({ plan: { strategy } }) =>
    strategy.kind === 'blueGreen' && strategy.postPromotion !== undefined,
  'rolling update': ({ plan: { strategy } }) => strategy.kind === 'rolling',
  minReadySeconds: ({ plan }) => plan.minReadySeconds > 0,
  'deadline that aborts': ({ plan }) => plan.progressDeadline.aborts,
  'deadline that only marks': ({ plan }) => !plan.progressDeadline.aborts,
  'somebody resumes': ({ given }) => given.manualResumeSeconds !== undefined,
};

/** All features a generated case can have. */
export const FEATURES = Object.keys(cases);

/** The features of one case. */
export function featuresOf(plan: Known<Plan>, scenario: Scenario, given: Assumptions): string[] {
  const one = { plan, scenario, given };
  return FEATURES.filter((feature) => cases[feature]?.(one));
}

function onSome<T>(asked: Asked<T>, partsOf: (one: Case) => readonly T[]): Asked<Case> {
  return Object.fromEntries(
    Object.entries(asked).map(([feature, has]) => [feature, (one: Case) => partsOf(one).some(has)]),
  );
}

function trafficOf({ strategy }: Known<Plan>) {
  return strategy.kind === 'canary' ? strategy.traffic : undefined;
}

function routersOf(plan: Known<Plan>): Known<RoutedTraffic>[] {
  const traffic = trafficOf(plan);
  return traffic?.mode === 'routed' ? [traffic] : [];
}

function stepsOf({ strategy }: Known<Plan>): readonly Known<Step>[] {
  return strategy.kind === 'canary' ? strategy.steps : [];
}

function metricsOf(plan: Known<Plan>): Known<Metric>[] {
  const { strategy } = plan;
  const placed: (Known<Analysis> | undefined)[] =
    strategy.kind === 'blueGreen' ? [strategy.prePromotion, strategy.postPromotion] : [];
  if (strategy.kind === 'canary') placed.push(strategy.background?.analysis);
  for (const step of stepsOf(plan)) {
    if (step.kind === 'analysis') placed.push(step.analysis);
    if (step.kind === 'experiment') placed.push(...step.experiment.analyses.map(({ analysis }) => analysis));
  }
  return placed.flatMap((analysis) => analysis?.metrics ?? []);
}
