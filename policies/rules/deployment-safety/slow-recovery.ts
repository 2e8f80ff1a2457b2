import { duration, type PlanReport, type Simulation } from '../../../lib/plan';
import type { Found, UnitRule } from '../../rule';
import { all, rollout, template } from '../example';
import { safeRelease } from './examples';
import { fieldIn } from './served';

export interface SlowRecoveryBounds {
  readonly [name: string]: number;
  /** Minutes from the first bad request to the last. */
  readonly minutes: number;
}

/** In words: how it went wrong, and how each is said. */
const CASES = {
  badFromStart: 'a version that is bad from the start',
  worstMoment: 'a version that turns bad at the worst moment',
  crashLoop: 'a version whose pods crash',
} as const;

/** From the first bad request on; `slow-rollback` has the part after the verdict, which has a bound of its own. */
export const slowRecovery: UnitRule<SlowRecoveryBounds> = {
  id: 'slow-recovery',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A fault is found and undone within half an hour',
  why: 'all that time users meet it, whether or not anybody is at work.',
  fix: 'measure more often, forgive fewer failures, or shorten the deadline.',
  level: 'warning',
  source: 'DORA: failed deployment recovery time; stepgate: detection and rollback under 30 minutes',
  since: '0.2.0',
  options: { minutes: 30 },
  check: (unit, { options: { minutes } }) => {
    const slowest = unit.report ? slowestIn(unit.report) : undefined;
    if (!slowest || slowest.seconds <= minutes * 60) return [];
    const { seconds, kind, simulation } = slowest;
    const deadline = simulation.detection?.by === 'deadline';
    const found: Found = {
      at: deadline ? fieldIn(unit, 'spec', 'progressDeadlineSeconds') : fieldIn(unit, 'spec', 'strategy'),
      what: `${CASES[kind]} is found and undone after ${duration(seconds)}; at most ${minutes} minutes are wanted.`,
      ...(deadline ? { fix: 'shorten progressDeadlineSeconds.' } : {}),
    };
    return [found];
  },
  examples: {
    good: [{ title: 'a measurement each minute', manifests: safeRelease() }],
    bad: [
      {
        title: 'six failures in a row, ten minutes apart',
        manifests: all(
          rollout({
            strategy: `
              canary:
                canaryService: web-canary
                stableService: web
                trafficRouting: { nginx: { stableIngress: web } }
                steps:
                  - setWeight: 10
                  - analysis: { templates: [{ templateName: success-rate }], args: [{ name: service, value: web-canary }] }`,
          }),
          template(`
            interval: 10m
            count: 7
            failureLimit: 5
            successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99
            failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] < 0.99
            provider:
              prometheus:
                address: http://prometheus.monitoring:9090
                query: |
                  sum(rate(requests_total{service="{{args.service}}",code!~"5.."}[2m]))
                  / sum(rate(requests_total{service="{{args.service}}"}[2m]))`),
        ),
      },
    ],
  },
};

interface Slowest {
  readonly kind: keyof typeof CASES;
  readonly seconds: number;
  readonly simulation: Simulation;
}

/** Of the faults that are found and undone at all; those that are not are for other rules. */
function slowestIn({ resumed, simulations }: PlanReport): Slowest | undefined {
  const all = (resumed ?? simulations).flatMap((simulation): Slowest[] => {
    const { scenario, detection, rollback } = simulation;
    const kind = Object.keys(CASES).find((one): one is keyof typeof CASES => one === scenario.kind);
    if (!kind || !detection || !rollback || rollback.secondsToZeroExposure === 'never') return [];
    return [{ kind, seconds: detection.secondsToDetect + rollback.secondsToZeroExposure, simulation }];
  });
  return all.sort((one, other) => other.seconds - one.seconds)[0];
}
