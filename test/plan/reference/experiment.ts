import type { Experiment } from '../../../lib/plan';
import { AnalysisRunReference } from './analysis-run';
import { PodList, type Startup } from './pods';
import type { Known, World } from './world';

/** One Experiment, looked at every second. */
export class ExperimentReference {
  readonly createdAt: number;
  phase: 'none' | 'Pending' | 'Running' | 'Successful' | 'Failed' | 'Inconclusive' = 'none';
  runs: AnalysisRunReference[] = [];
  private readonly experiment: Known<Experiment>;
  private readonly templates: PodList[];
  private readonly deadline: number;
  private readonly countsSuccesses: boolean;
  private scaledAt?: number;
  private availableAt?: number;

  constructor(
    experiment: Known<Experiment>,
    now: number,
    startup: (version: 'stable' | 'canary') => Startup,
    deadline: number,
    countsSuccesses: boolean,
  ) {
    this.experiment = experiment;
    this.createdAt = now;
    this.templates = experiment.templates.map(({ version }) => new PodList(startup(version), 0));
    this.deadline = deadline;
    this.countsSuccesses = countsSuccesses;
  }

  /** Weight of pods of a version while it runs. */
  weight(version: 'stable' | 'canary'): number {
    if (this.phase !== 'Running') return 0;
    return this.experiment.templates.reduce((sum, one) => sum + (one.version === version ? (one.weight ?? 0) : 0), 0);
  }

  reconcile(now: number, world: World) {
    if (now <= this.createdAt || ['Successful', 'Failed', 'Inconclusive'].includes(this.phase)) return;
    if (this.phase === 'none') {
      // the first look creates sets of no pods
      this.phase = 'Pending';
      return;
    }
    this.scaledAt ??= now;
    let up = true;
    this.experiment.templates.forEach(({ replicas, version }, index) => {
      const pods = this.templates[index];
      pods?.scale(replicas, now);
      if (pods?.available(now) !== replicas) up = false;
      else if (version === 'canary') world.podsUpSince = Math.min(world.podsUpSince, now);
    });
    if (!up) {
      if (now >= this.scaledAt + this.deadline) this.phase = 'Failed';
      return;
    }
    if (this.availableAt === undefined) {
      this.availableAt = now;
      this.phase = 'Running';
      return;
    }
    if (this.runs.length === 0) {
      this.runs = this.experiment.analyses.map(
        ({ analysis }) => new AnalysisRunReference(analysis, now, this.countsSuccesses),
      );
    }
    this.assess(now);
  }

  private assess(now: number) {
    const phases = this.runs.map(({ phase, endedAt }) => (endedAt !== undefined && endedAt < now ? phase : undefined));
    if (phases.includes('Failed') || phases.includes('Error')) this.phase = 'Failed';
    else if (phases.includes('Inconclusive')) this.phase = 'Inconclusive';
    if (this.phase !== 'Running') return;
    const allSuccessful = phases.every((phase) => phase === 'Successful');
    const { durationSeconds } = this.experiment;
    const over = durationSeconds !== undefined && now >= (this.availableAt ?? now) + durationSeconds;
    const hasRequired = this.experiment.analyses.some(({ required }) => required);
    if (hasRequired ? allSuccessful : over) this.phase = 'Successful';
  }
}
