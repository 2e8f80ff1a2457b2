import { App, Chart, type Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { istio, ProgressiveService, Steps, Strategy } from '../lib';
import { istioSignals, Objective, prometheusVendor } from '../lib/monitoring';
import { isUnknown, prove, type Plan, type PowerProof } from '../lib/plan';
import { planConstructs } from '../lib/planner';
import { oddsOf, type Odds } from './monte-carlo';

/** A promise, and a service that keeps it. */
export interface Situation {
  /** Of the availability objective. */
  readonly target: number;
  /** Fraction of requests that fail while all is well. */
  readonly baseline: number;
}

/** From a service that never fails to one that fails as often as it may. */
export const SITUATIONS: readonly Situation[] = [
  { target: 0.999, baseline: 0 },
  { target: 0.9995, baseline: 0.0005 },
  { target: 0.999, baseline: 0.001 },
  { target: 0.995, baseline: 0.001 },
  { target: 0.995, baseline: 0.005 },
  { target: 0.99, baseline: 0.01 },
  { target: 0.95, baseline: 0.05 },
];

/** Requests per second, from a service that hardly has any to a large one. */
const RATES: readonly number[] = [1, 10, 100, 1000, 10_000];

/** A row of the table. */
export interface PowerRow extends Situation {
  /** Requests per second from which on, says the plan, the rise of one point is caught in 80 % of the rollouts. */
  readonly enough: number;
  /** Share of healthy rollouts that are aborted, at the rate with the most of them. */
  readonly falseAborts: number;
  /** Rollouts with one point more at the rate that is enough. */
  readonly worse: Odds;
}

/** The plan of a service with everything by default, and one objective. */
export function defaultPlan(target: number, bake?: Duration): Plan {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
  const service = new ProgressiveService(chart, 'checkout', {
    containers: [{ image: 'checkout:1', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
    router: istio({ host: 'checkout' }),
    strategy: bake && Strategy.canary({ steps: Steps.exponential({ first: 5, bake }) }),
    objectives: [
      Objective.availability({
        service: 'checkout',
        namespace: 'shop',
        owner: 'shop',
        runbook: 'https://wiki/checkout',
        signals,
        target,
      }),
    ],
    monitoring: [prometheusVendor],
  });
  const [report] = planConstructs(service).reports;
  if (!report) throw new Error('The default service has no plan.');
  return report.plan;
}

/** Requests per second from which on one of the metrics catches a rise of one point in 80 % of the rollouts, says the plan. */
export function enoughRequests(plan: Plan, baseline: number): number {
  const proofs = prove(plan, { requestRate: SCARCE, baselineErrorRate: baseline });
  const rates = proofs.flatMap(({ metrics }) =>
    metrics.flatMap(({ power }) => (isUnknown(power) ? [] : [rateOf(power)])),
  );
  return Math.min(...rates);
}

/** Too few requests for anything, so that the plan says how many are needed. */
const SCARCE = 0.01;

function rateOf({ needed }: PowerProof): number {
  return needed ? (needed.requestRate ?? Infinity) : SCARCE;
}

/** Of so many rollouts each share of the table is: at 2 % it is then right within half a point. */
const ROLLOUTS = 1_000;

/** What happens in each situation. */
export function powerRows(bake?: Duration): readonly PowerRow[] {
  return SITUATIONS.map(({ target, baseline }, index) => {
    const plan = defaultPlan(target, bake);
    const enough = enoughRequests(plan, baseline);
    const odds = (requestRate: number, rise: number) =>
      oddsOf(plan, { requestRate, baseline, rise }, { rollouts: ROLLOUTS, seed: 1000 + index });
    const healthy = [...RATES, enough].map((rate) => odds(rate, 0).aborted);
    return { target, baseline, enough, falseAborts: Math.max(...healthy), worse: odds(enough, 0.01) };
  });
}
