import type { BlueGreenStrategy } from '../../../lib/plan';
import { AnalysisRunReference } from './analysis-run';
import { Controller, type ReferenceResult } from './controller';
import type { Known } from './world';

/** A blue-green rollout, in the order of one reconcile. */
export class BlueGreenReference extends Controller {
  private active: 'old' | 'new' = 'old';
  private switchedAt?: number;
  private checkpoint = false;
  private pauseSince?: number;
  private pre?: AnalysisRunReference;
  private post?: AnalysisRunReference;

  private get strategy(): Known<BlueGreenStrategy> {
    return this.plan.strategy as Known<BlueGreenStrategy>;
  }

  get step(): undefined {
    return undefined;
  }

  get outcome(): ReferenceResult['outcome'] {
    if (this.aborted) return 'aborted';
    if (this.promotedAt !== undefined) return 'promoted';
    return this.inconclusive || this.pauseSince !== undefined ? 'paused' : 'stuck';
  }

  reconcile(now: number) {
    if (this.promotedAt !== undefined || this.inconclusive) return;
    const { strategy } = this;
    const preview = strategy.previewReplicas ?? this.replicas;
    const wanted = this.checkpoint || strategy.previewReplicas === undefined ? this.replicas : preview;
    if (!this.aborted && this.fresh.scale(wanted, now)) this.changedAt = now;
    const ready = this.fresh.available(now) === wanted;
    const full = ready && wanted === this.replicas;

    // pause, then the Service, then analyses, then status
    const preDone = !strategy.prePromotion || this.phase(this.pre, now) === 'Successful';
    const pausing = !strategy.autoPromotes || strategy.autoPromotionSeconds > 0;
    const resumes = strategy.autoPromotes ? strategy.autoPromotionSeconds : this.given.manualResumeSeconds;
    if (!this.aborted && ready && pausing && preDone && !this.checkpoint && this.pauseSince === undefined) {
      this.pauseSince = now;
      this.timers++;
      this.changedAt = now;
    }
    const paused = this.pauseSince !== undefined && resumes !== undefined && now >= this.pauseSince + resumes;
    const pauseDone = this.checkpoint || !pausing || paused;
    if (this.aborted) {
      if (this.active === 'new') this.switchTo('old', now);
    } else if (full && preDone && pauseDone && this.active === 'old') {
      this.switchTo('new', now);
      this.switchedAt = now;
    }
    if (!this.aborted) this.reconcileRuns(now, ready);
    if (this.inconclusive) return;

    // a pause stops the deadline, and so does the switch: the rollout then counts as healthy
    const counts = this.active === 'old' && (this.pauseSince === undefined || this.checkpoint);
    this.checkDeadline(now, counts, Number(this.active === 'new') + 2 * Number(this.checkpoint));
    if (this.aborted) return;
    const postDone = !strategy.postPromotion || this.phase(this.post, now) === 'Successful';
    if (this.active === 'new' && postDone) {
      this.promotedAt = now;
      this.changedAt = now;
    } else if (strategy.previewReplicas !== undefined && ready && preDone && pauseDone) {
      this.checkpoint = true;
    }
  }

  private switchTo(version: 'old' | 'new', now: number) {
    this.active = version;
    this.changedAt = now;
    this.world.route(now, version === 'new' ? 1 : 0, 0);
  }

  private reconcileRuns(now: number, ready: boolean) {
    const { prePromotion, postPromotion } = this.strategy;
    if (prePromotion && prePromotion.templates.length > 0 && ready && this.active === 'old') {
      this.pre ??= this.create(prePromotion, now);
    }
    this.act(this.pre, now);
    // the switch is in the status only at the next look
    if (postPromotion && postPromotion.templates.length > 0 && this.switchedAt !== undefined && this.switchedAt < now) {
      this.post ??= this.create(postPromotion, now);
    }
    this.act(this.post, now);
  }

  private create(analysis: ConstructorParameters<typeof AnalysisRunReference>[0], now: number) {
    const run = new AnalysisRunReference(analysis, now, this.versionAtLeast('1.8'));
    this.runs.push(run);
    return run;
  }
}
