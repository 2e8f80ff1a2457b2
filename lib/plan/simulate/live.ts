import type { Analysis } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { Settled } from '../model/settled';
import type {
  AnalysisRole,
  AnalysisSpan,
  Detection,
  ExposurePoint,
  Outcome,
  Reason,
  StepSpan,
} from '../model/simulation';
import { behaviourOf, type Behaviour } from '../model/version';
import { AnalysisRun, type Conclusion } from './analysis-run';
import { Curve } from './curve';
import { Pods } from './pods';
import { crashLoopReadyAfter } from './crash-loop';
import type { Scene } from './sampler';
import type { Truth } from './truth';

/** Figures that are still being filled in. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An analysis that runs now. */
export interface ActiveRun {
  readonly role: AnalysisRole;
  readonly run: AnalysisRun;
  readonly stepIndex?: number;
  /** From the verdict until the rollout acts on it. */
  readonly noticedAfter: number;
  conclusion?: Conclusion;
}

/** How the rollout ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** The verdict behind it. @default - none */
  readonly by?: ActiveRun;
}

/** What makes a rollout go on: it yields the time of its next look and is resumed then, or when an analysis ends. */
export type Process = Generator<number, Ending, void>;

/** A part of a process that may end the rollout. */
export type Part = Generator<number, Ending | undefined, void>;

/** The state of a simulated rollout: its pods, its traffic and what it is being judged by. */
export class Live {
  readonly plan: Settled<Plan>;
  readonly given: Assumptions;
  readonly truth: Truth;
  readonly behaviour: Behaviour;
  readonly replicas: number;
  /** Pods of the version that serves at the start. */
  readonly stable: Pods;
  /** Pods of the version that is to take over: canary or preview. */
  readonly fresh: Pods;
  readonly curve = new Curve();
  readonly steps: Writable<StepSpan>[] = [];
  readonly notCounted = new Set<string>();
  now = 0;
  stepIndex?: number;
  /** What it waits for when nothing is going to happen. */
  waitingFor: Reason = 'missingPods';
  progressAt = 0;
  degradedAt?: number;
  /** Analyses cannot be heard: the looks of the controller end before. */
  deaf = false;
  /**
   * The background analysis that ended Inconclusive. The rollout is paused then: it starts and ends no pods, and heeds no
   * further verdict. But it still completes steps, at once those pauses it had not begun, and it promotes if all pods
   * are there (seen in Argo v1.9.1's own controller; rollout/context.go:150, pause.go:202, sync.go:1249).
   */
  haltedBy?: ActiveRun;
  active: ActiveRun[] = [];
  private readonly past: ActiveRun[] = [];
  private podsSince = Infinity;

  /** `freshPods` of the new version are running already. */
  constructor(plan: Settled<Plan>, given: Assumptions, truth: Truth, freshPods = 0) {
    this.plan = plan;
    this.given = given;
    this.truth = truth;
    this.behaviour = behaviourOf(given.controllerVersion);
    this.replicas = plan.replicas.desired;
    const start = { readyAfter: given.podStartSeconds, availableAfter: given.podStartSeconds + plan.minReadySeconds };
    this.stable = new Pods(start, this.replicas);
    const crash = { readyAfter: crashLoopReadyAfter(plan, given), availableAfter: Infinity };
    this.fresh = new Pods(truth.crashes ? crash : start, freshPods);
  }

  /** One look of the controller later. */
  get soon(): number {
    return this.now + this.given.reconcileSeconds;
  }

  /** When the deadline has passed if nothing makes progress until then. */
  get deadlineAt(): number {
    const progress = Math.max(this.progressAt, this.fresh.progressAt(this.now), this.stable.progressAt(this.now));
    return progress + this.plan.progressDeadline.seconds + this.given.reconcileSeconds;
  }

  get scene(): Scene {
    return { truth: this.truth, given: this.given, curve: this.curve, podsSince: this.podsSince };
  }

  /** All runs, in the order of their start. */
  get runs(): readonly ActiveRun[] {
    return this.past;
  }

  /** New pods are up, here or beside the rollout. */
  podsAreUp(since = this.now) {
    this.podsSince = Math.min(this.podsSince, since);
  }

  /** Creates an analysis; its controller looks at it one hop later. */
  begin(analysis: Settled<Analysis>, role: AnalysisRole, noticedAfter = this.given.reconcileSeconds): ActiveRun {
    const run = new AnalysisRun(analysis, this.soon, {
      reconcileSeconds: this.given.reconcileSeconds,
      queryLatencySeconds: this.given.queryLatencySeconds,
      countsSuccessesInARow: this.behaviour.countsSuccessesInARow,
    });
    const active: ActiveRun = { role, run, stepIndex: this.stepIndex, noticedAfter };
    this.active.push(active);
    this.past.push(active);
    return active;
  }

  /** Ends a step and notes its figures. */
  endStep() {
    const last = this.steps[this.steps.length - 1];
    if (last && last.endSeconds === undefined) {
      last.endSeconds = this.now;
      last.exposure = this.curve.at(this.now);
    }
  }

  /** Starts a step. */
  beginStep(stepIndex: number) {
    this.stepIndex = stepIndex;
    this.progressAt = this.now;
    this.steps.push({ stepIndex, startSeconds: this.now, exposure: this.curve.at(this.now) });
  }

  /** The figures of the analyses. */
  spans(): AnalysisSpan[] {
    return this.past.map(({ role, run, stepIndex, conclusion }) => ({
      analysis: run.analysis.name,
      role,
      stepIndex,
      startSeconds: run.startedAt,
      endSeconds: conclusion?.atSeconds,
      verdict: conclusion?.verdict,
      measurements: run.measurements,
    }));
  }

  /** What stopped it, and how long the version had been bad by then. */
  detection({ by, reason }: Ending): Detection | undefined {
    const conclusion = by?.conclusion;
    const atSeconds = conclusion?.atSeconds ?? this.now;
    const secondsToDetect = Math.max(0, atSeconds - this.badSince());
    if (by && conclusion) {
      const { metric, verdict, measurement } = conclusion;
      return {
        by: 'analysis',
        analysis: by.run.analysis.name,
        metric,
        verdict,
        measurement,
        atSeconds,
        secondsToDetect,
      };
    }
    return reason === 'deadline' || reason === 'experimentFailed'
      ? { by: 'deadline', atSeconds, secondsToDetect }
      : undefined;
  }

  /** Since when a bad version does harm: the fault, or its first exposure; the start if there was none. */
  private badSince(): number {
    return Number.isFinite(this.truth.faultAt) ? this.truth.faultAt : (this.curve.firstAboveZero() ?? 0);
  }

  /** The curve up to its last point, or up to now if that is later. */
  points(): ExposurePoint[] {
    return this.curve.points(Math.max(this.now, this.curve.changedAt));
  }
}
