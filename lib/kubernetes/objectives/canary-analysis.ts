import { Duration } from 'cdk8s';
import { firstThatCan, isAnswered, noneCan } from './answers';
import { providerFor } from './provider-for';
import { refuse, type Problem } from '../../errors';
import { LOOKS } from '../../monitoring/judgement';
import type { AnalysisOptions, CanaryMetric, MonitoringVendor } from '../../monitoring/vendor';
import type { Objective } from '../../slo';
import { Threshold, type NoData, type QueryMetric } from '../analysis';

/** Options of {@link canaryAnalysis}. */
export interface CanaryAnalysisOptions extends AnalysisOptions {
  /** Time between two measurements while the steps run. @default Duration.minutes(1) */
  readonly interval?: Duration;
  /** Time from the first traffic to the first of them. @default Duration.minutes(1) */
  readonly initialDelay?: Duration;
  /**
   * What it means if nothing can be said about the canary before it gets all traffic, or at the end of the soak: too few
   * requests, no answer, NaN. While the steps run, silence never counts as good or bad. @default 'pause'
   */
  readonly noData?: NoData;
}

/** Metrics that are measured together. */
export interface JudgingMetrics {
  /** As a template takes them. */
  readonly metrics: readonly QueryMetric[];
  /** Names of the arguments that the template must declare. */
  readonly args: readonly string[];
}

/** What judges a canary by its objectives: the metrics of three analyses. */
export interface CanaryAnalysis {
  /** Beside the steps, from the first traffic on: ends a bad release and bears silence. */
  readonly watch: JudgingMetrics;
  /** Once, before the canary gets all traffic. */
  readonly evidence: JudgingMetrics;
  /** Once, at the end of the soak at 100 %, where there is no old version to compare with: what judges the canary alone. */
  readonly soak: JudgingMetrics;
}

/**
 * Inconclusive measurements that the watch bears: at one a minute more than any rollout lasts. Argo counts all of them, and
 * has no "any number".
 */
const ANY_NUMBER = 1_000_000;

/**
 * The questions that judge a canary by its objectives, as metrics of Argo. Each objective is asked of the first vendor
 * that can.
 * @throws InvalidInputError if no vendor can, with what each of them says
 */
export function canaryAnalysis(
  vendors: readonly MonitoringVendor[],
  objectives: readonly Objective[],
  options: CanaryAnalysisOptions = {},
): CanaryAnalysis {
  refuse('canaryAnalysis', analysisProblems(vendors, objectives, options));
  const asked = objectives.map((objective) => questions(vendors, objective, options));
  return {
    watch: measured(asked.flat(), watching(options)),
    evidence: measured(asked.flatMap(answeredByFew), once(options)),
    soak: measured(
      asked.flat().filter((question) => !compares(question)),
      once(options),
    ),
  };
}

/** Objectives that no vendor can judge a canary by. */
export function analysisProblems(
  vendors: readonly MonitoringVendor[],
  objectives: readonly Objective[],
  options: CanaryAnalysisOptions,
): readonly Problem[] {
  return objectives.flatMap((objective) => {
    const found = firstThatCan(vendors, (vendor) => vendor.analysis(objective, options));
    return isAnswered(found)
      ? []
      : [
          noneCan('objective-analysis', objective.id, found, {
            what: 'no monitoring system can judge a canary by it.',
            why: 'a version that breaks this promise would be released like any other.',
            fix: 'do what the vendor says, or pass the objective to an ObjectiveMonitoring: that alerts, and judges no canary.',
          }),
        ];
  });
}

function questions(
  vendors: readonly MonitoringVendor[],
  objective: Objective,
  options: CanaryAnalysisOptions,
): readonly CanaryMetric[] {
  const found = firstThatCan(vendors, (vendor) => vendor.analysis(objective, options));
  return isAnswered(found) ? found.answer : [];
}

/**
 * Without the rise, unless it is all there is: it wants as many requests of stable, which has few when the canary has most of
 * them, so that services with less traffic would always wait for a person.
 */
function answeredByFew(questions: readonly CanaryMetric[]): readonly CanaryMetric[] {
  const few = questions.filter(({ judged: { quantity } }) => quantity !== 'errorRateRise');
  return few.length > 0 ? few : questions;
}

/** True for a question that has no answer without traffic on the old version. */
function compares({ judged: { quantity } }: CanaryMetric): boolean {
  return quantity === 'errorRateRise' || quantity === 'errorRateSignificance';
}

type Schedule = (question: CanaryMetric) => Omit<QueryMetric, 'name' | 'provider' | 'healthy'>;

function watching(options: CanaryAnalysisOptions): Schedule {
  return () => ({
    interval: options.interval ?? Duration.seconds(LOOKS.intervalSeconds),
    initialDelay: options.initialDelay ?? Duration.seconds(LOOKS.initialDelaySeconds),
    failureLimit: options.failureLimit ?? LOOKS.failureLimit,
    inconclusiveLimit: ANY_NUMBER,
    noData: 'pause',
  });
}

function once({ noData = 'pause' }: CanaryAnalysisOptions): Schedule {
  return () => ({ count: 1, noData });
}

function measured(questions: readonly CanaryMetric[], schedule: Schedule): JudgingMetrics {
  return {
    metrics: questions.map((question) => ({
      name: question.name,
      provider: providerFor(question.provider),
      healthy: Threshold.below(question.below),
      ...schedule(question),
    })),
    args: [...new Set(questions.flatMap(({ args }) => args))].sort(),
  };
}
