import type {
  Analysis,
  Assumptions,
  BlueGreenStrategy,
  CanaryStrategy,
  Metric,
  Plan,
  RoutedTraffic,
  Settled,
  Step,
} from '../../lib/plan';

/** Everything takes no time: what is left are the plan's own timers. */
export const NO_DELAYS: Partial<Assumptions> = {
  podStartSeconds: 0,
  queryLatencySeconds: 0,
  reconcileSeconds: 0,
  routePropagationSeconds: 0,
};

const METRIC: Settled<Metric> = {
  name: 'error-rate',
  intervalSeconds: 60,
  initialDelaySeconds: 0,
  count: 'unbounded',
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  consecutiveSuccessLimit: 0,
  dryRun: false,
  verdicts: { bad: 'Failed', noData: 'Error', notANumber: 'Failed' },
  scope: 'canary',
  needsTraffic: true,
  lookBackSeconds: 0,
  judged: { quantity: 'errorRate', threshold: 0.05 },
};

export function metric(props: Partial<Metric> = {}): Metric {
  return { ...METRIC, ...props };
}

/** The same, of which everything is known. */
export function knownMetric(props: Partial<Settled<Metric>> = {}): Settled<Metric> {
  return { ...METRIC, ...props };
}

export function analysis(...metrics: Metric[]): Analysis {
  return { name: 'checks', templates: ['checks'], metrics };
}

export const setWeight = (weight: number): Step => ({ kind: 'setWeight', weight });
export const pause = (seconds: number | 'indefinite'): Step => ({ kind: 'pause', seconds });
export const analyse = (...metrics: Metric[]): Step => ({ kind: 'analysis', analysis: analysis(...metrics) });

export function routed(props: Partial<RoutedTraffic> = {}): RoutedTraffic {
  return {
    mode: 'routed',
    routers: ['router'],
    maxWeight: 100,
    dynamicStableScale: false,
    verifiesWeight: false,
    stallsOnMissingPods: false,
    pingPong: false,
    scaleDownDelaySeconds: 30,
    abortScaleDownDelay: { seconds: 30, explicit: false },
    ...props,
  };
}

export function plan(props: Partial<Plan> = {}): Plan {
  return {
    identity: { name: 'shop', kind: 'Rollout' },
    replicas: { desired: 10 },
    minReadySeconds: 0,
    strategy: canaryStrategy(),
    progressDeadline: { seconds: 600, aborts: false },
    paused: false,
    rollbackWindowRevisions: 0,
    revisionHistoryLimit: 10,
    ...props,
  };
}

export function canaryStrategy(props: Partial<CanaryStrategy> = {}): CanaryStrategy {
  return {
    kind: 'canary',
    steps: [],
    traffic: routed(),
    maxSurge: { percent: 25 },
    maxUnavailable: { percent: 25 },
    ...props,
  };
}

export function canaryPlan(strategy: Partial<CanaryStrategy>, props: Partial<Plan> = {}): Plan {
  return plan({ ...props, strategy: canaryStrategy(strategy) });
}

export function blueGreenPlan(strategy: Partial<BlueGreenStrategy> = {}, props: Partial<Plan> = {}): Plan {
  return plan({
    ...props,
    strategy: {
      kind: 'blueGreen',
      autoPromotes: true,
      autoPromotionSeconds: 0,
      scaleDownDelaySeconds: 30,
      abortScaleDownDelaySeconds: 30,
      ...strategy,
    },
  });
}
