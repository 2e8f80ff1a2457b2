import type { CanaryStrategy, RoutedTraffic, Step } from '../../../lib/plan';
import type { AnalysisRunReference } from './analysis-run';
import { Controller } from './controller';
import { nextPods, podsFor } from './counts';
import type { ExperimentReference } from './experiment';
import type { Known } from './world';

/** What the controller remembers of a canary, and the pods and weights that follow from it. */
export abstract class CanaryMemory extends Controller {
  protected index = 0;
  /** The step the rollout was in when it aborted. */
  protected abortedIn?: number;
  /** Whether the status said aborted when this look began. */
  protected aborting = false;
  /** Whether it said paused by an inconclusive analysis. */
  protected halted = false;
  /** Canary and stable pods to ask for without a router. */
  protected asked: [number, number] = [0, 0];
  protected weight = 0;
  protected weightSetAt = -Infinity;
  protected sentShare = 0;
  protected pauseSince?: number;
  protected pluginSince?: number;
  protected background?: AnalysisRunReference;
  protected stepRun?: { readonly step: number; readonly run: AnalysisRunReference };
  protected experiment?: { readonly step: number; readonly it: ExperimentReference };

  protected get strategy(): Known<CanaryStrategy> {
    return this.plan.strategy as Known<CanaryStrategy>;
  }

  protected get steps(): readonly Known<Step>[] {
    return this.strategy.steps;
  }

  protected get router(): Known<RoutedTraffic> | undefined {
    return this.strategy.traffic.mode === 'routed' ? this.strategy.traffic : undefined;
  }

  /** The weight that means all traffic. */
  protected get full(): number {
    return this.router?.maxWeight ?? 100;
  }

  protected get current(): Known<Step> | undefined {
    return this.steps[this.index];
  }

  /** What setWeight was last set at or before a step; all traffic after the last one. */
  protected weightAt(index: number): number {
    if (index >= this.steps.length) return this.full;
    return this.lastWeightUpTo(index);
  }

  protected lastWeightUpTo(index: number): number {
    for (let step = index; step >= 0; step--) {
      const one = this.steps[step];
      if (one?.kind === 'setWeight') return one.weight;
    }
    return 0;
  }

  /** Canary pods the current step asks for behind a router. */
  protected canaryPods(weight: number): number {
    for (let step = this.index; step >= 0 && !this.aborting && this.index < this.steps.length; step--) {
      const one = this.steps[step];
      if (one?.kind !== 'setCanaryScale') continue;
      if ('matchTrafficWeight' in one.scale) break;
      // an exact number is kept as it is, unless stable is dynamic too
      if ('replicas' in one.scale)
        return this.router?.dynamicStableScale ? this.atLeast(one.scale.replicas) : one.scale.replicas;
      return this.atLeast(podsFor(this.replicas, one.scale.weight, this.full));
    }
    return this.atLeast(podsFor(this.replicas, weight, this.full));
  }

  protected atLeast(pods: number): number {
    const fewest = this.router?.minPodsPerReplicaSet ?? 1;
    return pods === 0 ? 0 : Math.max(pods, this.versionAtLeast('head') ? Math.min(fewest, this.replicas) : fewest);
  }

  protected threshold(available: number, wanted: number, exact: boolean): boolean {
    const threshold = this.versionAtLeast('1.9') ? this.strategy.progressThreshold : undefined;
    if (threshold === undefined) return exact && available === wanted;
    if (typeof threshold === 'number') return available >= threshold;
    return wanted === 0 || (100 * available) / wanted >= threshold.percent - 1e-9;
  }

  protected limits() {
    const { maxSurge, maxUnavailable } = this.strategy;
    const surge = typeof maxSurge === 'number' ? maxSurge : Math.ceil((maxSurge.percent * this.replicas) / 100);
    const down =
      typeof maxUnavailable === 'number' ? maxUnavailable : Math.floor((maxUnavailable.percent * this.replicas) / 100);
    return { surge, unavailable: Math.min(this.replicas, surge === 0 && down === 0 ? 1 : down) };
  }

  protected basicPods(now: number): [number, number] {
    return nextPods(this.replicas, this.aborting ? 0 : this.weightAt(this.index), this.limits(), {
      canaryWanted: this.fresh.wanted,
      canaryAvailable: this.fresh.available(now),
      stableWanted: this.stable.wanted,
      stableAvailable: this.stable.available(now),
    });
  }

  /** Whether pods are as the step wants them. */
  protected enoughPods(now: number): boolean {
    const available = this.fresh.available(now);
    if (this.router) {
      const wanted = this.canaryPods(this.weightAt(this.index));
      const stable = this.router.dynamicStableScale || this.stable.wanted === this.replicas;
      return this.threshold(available, wanted, this.fresh.wanted === wanted) && stable;
    }
    const [canary, stable] = (this.asked = this.basicPods(now));
    return this.threshold(available, canary, this.fresh.wanted === canary) && this.stable.wanted === stable;
  }
}
