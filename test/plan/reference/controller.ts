import type { Assumptions, Plan } from '../../../lib/plan';
import type { AnalysisRunReference } from './analysis-run';
import type { ExperimentReference } from './experiment';
import { PodList, type Startup } from './pods';
import type { Known, World } from './world';

/** What a run of the reference came to. */
export interface ReferenceResult {
  outcome: 'promoted' | 'aborted' | 'paused' | 'stuck';
  stepIndex?: number;
  /** Promotion, or the second in which the abort was decided. */
  decidedAt?: number;
  /** End of the verdict behind an abort. */
  verdictAt?: number;
  /** Since when nothing has been exposed, and since when all stable pods have been available. */
  zeroExposureAt?: number;
  fullCapacityAt?: number;
  exposure: readonly number[];
  /** Timers that ran out until then. */
  timers: number;
}

/** What both strategies share: pods, runs, abort and progress. */
export abstract class Controller {
  readonly plan: Known<Plan>;
  readonly given: Assumptions;
  readonly world: World;
  readonly replicas: number;
  readonly stable: PodList;
  readonly fresh: PodList;
  protected readonly versionAtLeast: (version: string) => boolean;
  runs: AnalysisRunReference[] = [];
  experiments: ExperimentReference[] = [];
  aborted = false;
  abortedAt?: number;
  promotedAt?: number;
  inconclusive = false;
  verdictAt?: number;
  timers = 0;
  /** Last second in which anything changed. */
  changedAt = 0;
  protected noticed = false;
  private progress = { at: 0, fresh: 0, stable: 0, position: -1 };

  constructor(plan: Known<Plan>, given: Assumptions, world: World) {
    this.plan = plan;
    this.given = given;
    this.world = world;
    this.replicas = plan.replicas.desired;
    const startup = { readyAfter: given.podStartSeconds, availableAfter: given.podStartSeconds + plan.minReadySeconds };
    this.stable = new PodList(startup, this.replicas);
    this.fresh = new PodList(this.startupOf('canary'), 0);
    const versions = ['1.7', '1.8', '1.8.1', '1.9', '1.10', 'head'];
    this.versionAtLeast = (version) => versions.indexOf(given.controllerVersion) >= versions.indexOf(version);
  }

  startupOf(version: 'stable' | 'canary'): Startup {
    const { podStartSeconds } = this.given;
    if (version === 'canary' && this.world.crashes) return { readyAfter: Infinity, availableAfter: Infinity };
    return { readyAfter: podStartSeconds, availableAfter: podStartSeconds + this.plan.minReadySeconds };
  }

  /** One look at everything, once a second. */
  second(now: number) {
    if (this.fresh.available(now) > 0) this.world.podsUpSince = Math.min(this.world.podsUpSince, now);
    if (!this.noticed) {
      this.noticed = true;
      this.progress.at = now;
    } else {
      this.reconcile(now);
    }
    for (const experiment of this.experiments) experiment.reconcile(now, this.world);
    this.world.tick(now);
    for (const run of this.runs) run.reconcile(now, this.world);
    for (const { runs } of this.experiments) for (const run of runs) run.reconcile(now, this.world);
  }

  abstract reconcile(now: number): void;
  abstract get outcome(): ReferenceResult['outcome'];
  abstract get step(): number | undefined;

  protected abort(now: number, verdictAt = now) {
    if (this.aborted) return;
    this.aborted = true;
    this.abortedAt = now;
    this.verdictAt = verdictAt;
    this.changedAt = now;
  }

  /** Whether a run has ended as far as the rollout can know by now. */
  protected phase(run: AnalysisRunReference | undefined, now: number) {
    return run?.endedAt !== undefined && run.endedAt < now ? run.phase : undefined;
  }

  /** Aborts or pauses because of a run. */
  protected act(run: AnalysisRunReference | undefined, now: number) {
    const phase = this.phase(run, now);
    if (phase === 'Failed' || phase === 'Error') this.abort(now, run?.endedAt);
    if (phase === 'Inconclusive') this.inconclusive = true;
  }

  /** The deadline: anything that grows, shrinks or moves on sets it back. */
  protected checkDeadline(now: number, counts: boolean, position: number) {
    const { fresh, stable } = this;
    // what is wanted, ready and available, packed into one number each
    const packed = (pods: PodList) => (pods.wanted * 1000 + pods.ready(now)) * 1000 + pods.available(now);
    const next = { at: now, fresh: packed(fresh), stable: packed(stable), position };
    const { progress } = this;
    if (next.fresh !== progress.fresh || next.stable !== progress.stable || position !== progress.position) {
      this.progress = next;
      this.changedAt = now;
    }
    const { seconds, aborts } = this.plan.progressDeadline;
    if (counts && aborts && !this.aborted && now > this.progress.at + seconds) this.abort(now);
  }
}

/** Lets a controller look every second until nothing more can happen. */
export function runReference(controller: Controller, quietSeconds: number, mostSeconds: number): ReferenceResult {
  const { world } = controller;
  let now = 0;
  let zeroExposureAt: number | undefined;
  let fullCapacityAt: number | undefined;
  for (; now < mostSeconds; now++) {
    controller.second(now);
    const exposure = world.exposure[now] ?? 0;
    zeroExposureAt = exposure === 0 ? (zeroExposureAt ?? now) : undefined;
    fullCapacityAt = controller.stable.available(now) >= controller.replicas ? (fullCapacityAt ?? now) : undefined;
    if (world.propagating) controller.changedAt = now;
    const settledDown = zeroExposureAt !== undefined && fullCapacityAt !== undefined && !world.propagating;
    if (controller.aborted && settledDown) break;
    if (controller.promotedAt !== undefined && now > controller.promotedAt + 1 && !world.propagating) break;
    if (now > controller.changedAt + quietSeconds) break;
  }
  return {
    outcome: controller.outcome,
    stepIndex: controller.step,
    decidedAt: controller.promotedAt ?? controller.abortedAt,
    verdictAt: controller.verdictAt,
    zeroExposureAt,
    fullCapacityAt,
    exposure: world.exposure,
    timers:
      controller.timers +
      controller.stable.starts +
      controller.fresh.starts +
      [...controller.runs, ...controller.experiments.flatMap(({ runs }) => runs)].reduce(
        (sum, run) => sum + run.measurements,
        0,
      ),
  };
}
