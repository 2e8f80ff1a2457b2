import type { RoutedTraffic, Step } from '../../../lib/plan';
import { AnalysisRunReference } from './analysis-run';
import { CanaryMemory } from './canary-memory';
import type { ReferenceResult } from './controller';
import { podsFor } from './counts';
import { ExperimentReference } from './experiment';
import type { Known } from './world';

/** A canary, with or without a router, in the order of one reconcile. */
export class CanaryReference extends CanaryMemory {
  get step(): number | undefined {
    return this.abortedIn ?? this.index;
  }

  get outcome(): ReferenceResult['outcome'] {
    if (this.aborted) return 'aborted';
    if (this.promotedAt !== undefined) return 'promoted';
    return this.inconclusive || this.current?.kind === 'pause' ? 'paused' : 'stuck';
  }

  reconcile(now: number) {
    if (this.promotedAt !== undefined) return this.afterPromotion(now);
    const aborting = this.aborted;
    // the status as it was when this look began: an inconclusive verdict pauses from the next look on
    const halted = this.inconclusive && !aborting;
    this.aborting = aborting;
    this.halted = halted;
    // an error ends the look, before anything is judged or scaled
    if (this.router && !this.reconcileWeight(now, this.router, aborting)) return;
    if (!aborting && !halted) {
      this.reconcileExperiment(now);
      this.reconcileRuns(now);
    }
    const before = { canary: this.fresh.wanted, stable: this.stable.wanted };
    const enough = this.enoughPods(now);
    if (!halted && (!this.inconclusive || aborting)) this.reconcilePods(now, aborting);
    if (!this.router) this.sharePods(now);
    if (before.canary !== this.fresh.wanted || before.stable !== this.stable.wanted) this.changedAt = now;
    const kind = this.current?.kind;
    const counts = !halted && kind !== 'pause' && kind !== 'analysis' && kind !== 'experiment';
    this.checkDeadline(now, counts, this.index);
    if (this.aborted) {
      this.abortedIn ??= this.index;
      return;
    }
    this.complete(now, enough);
  }

  /** With subsets alone the router refuses while a version that gets traffic lacks pods. */
  private refuses(now: number, router: Known<RoutedTraffic>, aborting: boolean): boolean {
    if (!router.stallsOnMissingPods) return false;
    const { fresh, stable } = this;
    return stable.available(now) < stable.wanted || (!aborting && fresh.available(now) < fresh.wanted);
  }

  /** Whether the look goes on. */
  private reconcileWeight(now: number, router: Known<RoutedTraffic>, aborting: boolean): boolean {
    let target: number;
    if (aborting) target = this.abortWeight(now, router);
    else if (this.fresh.available(now) === 0 || this.steps.length === 0) target = 0;
    else target = this.enoughPods(now) ? this.weightAt(this.index) : this.lastWeightUpTo(this.index - 1);
    const needed = Math.floor(((this.full - target) * this.replicas) / this.full);
    const stable = this.stable.available(now);
    if (
      !this.versionAtLeast('1.8.1') ||
      stable >= needed ||
      this.threshold(stable, needed, this.stable.wanted === needed)
    ) {
      if (this.refuses(now, router, aborting)) return false;
      if (target !== this.weight) {
        this.weight = target;
        this.weightSetAt = now;
        this.changedAt = now;
      }
    }
    const others = aborting || this.halted ? 0 : (this.experiment?.it.weight('canary') ?? 0);
    const share = Math.min(this.full, this.weight + others) / this.full;
    if (share !== this.sentShare) {
      this.sentShare = share;
      this.world.route(now, share, this.given.routePropagationSeconds);
      this.changedAt = now;
    }
    return true;
  }

  private backwards(now: number, router: Known<RoutedTraffic>): number {
    if (!router.dynamicStableScale || !this.versionAtLeast('1.9')) return 0;
    const held = this.versionAtLeast('head')
      ? podsFor(this.replicas, this.weight, this.full)
      : this.fresh.available(now);
    const pods = Math.max(this.replicas - this.stable.available(now), held);
    for (let step = this.steps.length - 1; step >= 0; step--) {
      const one = this.steps[step];
      if (one?.kind === 'setWeight' && podsFor(this.replicas, one.weight, this.full) < pods) return one.weight;
    }
    return 0;
  }

  private abortWeight(now: number, router: Known<RoutedTraffic>): number {
    if (!router.dynamicStableScale) return 0;
    const stableShare = Math.floor((this.full * this.stable.available(now)) / this.replicas);
    const next = this.backwards(now, router);
    if (next === 0) return Math.min(this.weight, Math.max(0, this.full - stableShare));
    return stableShare < this.full - next ? this.weight : Math.min(next, this.weight);
  }

  private reconcilePods(now: number, aborting: boolean) {
    if (!this.router) {
      // nothing has changed since they were counted
      const [canary, stable] = this.asked;
      if (!this.stable.scale(stable, now)) this.fresh.scale(canary, now);
      return;
    }
    const { router } = this;
    const weight = aborting ? this.backwards(now, router) : this.weightAt(this.index);
    const canary = this.canaryPods(weight);
    let stable = this.replicas;
    if (router.dynamicStableScale) {
      const scale = this.scaleWeight(weight, aborting);
      const others = this.experiment?.it.weight('canary') ?? 0;
      const more = this.experiment?.it.weight('stable') ?? 0;
      const before = this.weightBefore ?? 0;
      stable = this.atLeast(
        Math.max(
          podsFor(this.replicas, this.full - scale, this.full),
          podsFor(this.replicas, this.full - before - others - more, this.full),
        ),
      );
    }
    this.weightBefore = this.weight;
    if (this.stable.scale(stable, now)) return;
    if (aborting) {
      const { seconds, explicit } = router.abortScaleDownDelay;
      const stays = router.dynamicStableScale ? explicit && this.stable.available(now) < this.replicas : true;
      if (seconds > 0 && stays) return;
    }
    const traffic = router.dynamicStableScale && aborting ? podsFor(this.replicas, this.weight, this.full) : 0;
    this.fresh.scale(Math.max(canary, this.atLeast(traffic)), now);
  }

  private weightBefore?: number;

  /** A scale given as a weight shrinks stable too; one given in pods leaves it alone. */
  private scaleWeight(weight: number, aborting: boolean): number {
    for (let step = this.index; step >= 0 && !aborting && this.index < this.steps.length; step--) {
      const one = this.steps[step];
      if (one?.kind !== 'setCanaryScale') continue;
      if ('matchTrafficWeight' in one.scale) return weight;
      return 'replicas' in one.scale ? 0 : one.scale.weight;
    }
    return weight;
  }

  private sharePods(now: number) {
    const canary = this.fresh.available(now);
    const share = canary === 0 ? 0 : canary / (canary + this.stable.available(now));
    if (this.strategy.traffic.mode === 'podShare' && share !== this.sentShare) {
      this.sentShare = share;
      this.world.route(now, share, 0);
    }
  }

  private reconcileExperiment(now: number) {
    if (this.current?.kind !== 'experiment') return;
    if (this.experiment?.step !== this.index) {
      const it = new ExperimentReference(
        this.current.experiment,
        now,
        (version) => this.startupOf(version),
        this.plan.progressDeadline.seconds,
        this.versionAtLeast('1.8'),
      );
      this.experiments.push(it);
      this.experiment = { step: this.index, it };
    }
    const { phase, runs } = this.experiment.it;
    const bad = runs.find((run) => run.phase === 'Failed' || run.phase === 'Error');
    if (phase === 'Failed') this.abort(now, bad?.endedAt);
    if (phase === 'Inconclusive') this.inconclusive = true;
  }

  private reconcileRuns(now: number) {
    if (
      this.current?.kind === 'analysis' &&
      this.current.analysis.templates.length > 0 &&
      this.stepRun?.step !== this.index
    ) {
      const run = new AnalysisRunReference(this.current.analysis, now, this.versionAtLeast('1.8'));
      this.runs.push(run);
      this.stepRun = { step: this.index, run };
    }
    if (this.stepRun?.step === this.index) this.act(this.stepRun.run, now);
    const { background } = this.strategy;
    if (
      background &&
      background.analysis.templates.length > 0 &&
      this.index >= background.startingStep &&
      !this.background
    ) {
      this.background = new AnalysisRunReference(background.analysis, now, this.versionAtLeast('1.8'));
      this.runs.push(this.background);
    }
    this.act(this.background, now);
  }

  private complete(now: number, enough: boolean) {
    const pods = this.fresh.available(now);
    const step = this.current;
    if (!step) {
      const all = pods >= this.replicas || this.threshold(pods, this.replicas, this.fresh.wanted === this.replicas);
      if (!all || !this.verified(now)) return;
      this.promotedAt = now;
      this.changedAt = now;
      return;
    }
    if (!this.stepIsDone(step, now, enough)) return;
    this.index++;
    this.pauseSince = undefined;
    this.pluginSince = undefined;
    this.changedAt = now;
  }

  private stepIsDone(step: Known<Step>, now: number, enough: boolean): boolean {
    switch (step.kind) {
      case 'setWeight':
        return enough && this.verified(now);
      case 'setCanaryScale':
        return enough;
      case 'pause': {
        // paused, and not by this step: taken for resumed
        if (this.pauseSince === undefined && this.halted) return true;
        if (this.pauseSince === undefined && this.inconclusive) return false;
        if (this.pauseSince === undefined) this.timers++;
        this.pauseSince ??= now;
        const resumes = step.seconds === 'indefinite' ? this.given.manualResumeSeconds : step.seconds;
        return resumes !== undefined && now >= this.pauseSince + resumes;
      }
      case 'analysis':
        return this.stepRun?.step === this.index && this.phase(this.stepRun.run, now) === 'Successful';
      case 'experiment': {
        if (this.halted || this.experiment?.it.phase !== 'Successful') return false;
        this.timers += 3;
        return true;
      }
      case 'plugin':
        // a look that finds an inconclusive analysis does not get as far as the plugin
        if (this.inconclusive) return false;
        this.pluginSince ??= now;
        return now >= this.pluginSince + step.seconds;
      case 'setHeaderRoute':
      case 'setMirrorRoute':
        return true;
    }
  }

  private verified(now: number): boolean {
    if (!this.router?.verifiesWeight || this.weightSetAt === -Infinity) return true;
    const since = now - this.weightSetAt;
    // asked when it is set, then every ten seconds
    return Math.floor(since / 10) * 10 >= this.given.routePropagationSeconds;
  }

  private afterPromotion(now: number) {
    if (!this.router) this.stable.scale(0, now);
    if (this.sentShare === 1) return;
    this.sentShare = 1;
    const routed = this.router && this.steps.length > 0;
    this.world.route(now, 1, routed ? this.given.routePropagationSeconds : 0);
  }
}
