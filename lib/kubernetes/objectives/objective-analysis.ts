import { Construct } from 'constructs';
import { analysisProblems, canaryAnalysis, type CanaryAnalysisOptions, type JudgingMetrics } from './canary-analysis';
import { guarded } from './guard';
import { fittedTo, phasesOf } from './phases';
import { refuse, type Problem } from '../../errors';
import type { MonitoringVendor } from '../../monitoring/vendor';
import type { Objective } from '../../slo';
import { AnalysisTemplate, Argument, type AnalysisUse, type ArgumentValue } from '../analysis';
import { Strategy, type CanaryProps } from '../rollout';
import { pathOf } from '../values';

/** What an ObjectiveAnalysis is made from. */
export interface ObjectiveAnalysisProps {
  /** What the canary is judged by; each needs an indicator that tells canary from stable. */
  readonly objectives: readonly Objective[];
  /** Who is asked: for each objective the first that can. */
  readonly monitoring: readonly MonitoringVendor[];
  /** What is to be judged: its steps, its router, and the Services by whose names the queries may tell canary from stable. */
  readonly canary: CanaryProps;
  /** Prefix of the templates' names; the content hash is appended. @default - the service of the first objective */
  readonly name?: string;
  /** Labels of the templates. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - that of the chart */
  readonly namespace?: string;
  /** How the canary is judged. @default - as the options say; window and number of looks follow from the steps */
  readonly judgement?: CanaryAnalysisOptions;
}

/**
 * The analyses that judge a canary by its objectives, and the strategy that has them: one runs beside the steps, one asks once more
 * before the canary gets all traffic, and one at the end of the soak at 100 %.
 */
export class ObjectiveAnalysis extends Construct {
  /** The canary with its watch and its gates. An analysis that it has of its own runs beside the watch. */
  readonly strategy: Strategy;
  /** Beside the steps. */
  readonly watch: AnalysisTemplate;
  /** Before all traffic. */
  readonly evidence: AnalysisTemplate;
  /** At the end of the soak; undefined if every question compares the canary with stable. */
  readonly soak: AnalysisTemplate | undefined;

  /** @throws InvalidInputError if no vendor can judge a canary by one of the objectives, before anything is made */
  constructor(scope: Construct, id: string, props: ObjectiveAnalysisProps) {
    const { objectives, monitoring, canary, judgement = {}, name = objectives[0]?.spec.service ?? id } = props;
    const phases = phasesOf(canary);
    const options = fittedTo(phases, judgement);
    refuse(pathOf(scope, id), judgementProblems(props));
    super(scope, id);
    const { watch, evidence, soak } = canaryAnalysis(monitoring, objectives, options);
    const template = (part: string, { metrics, args }: JudgingMetrics) =>
      new AnalysisTemplate(this, part, {
        metadata: { name: `${name}-${part.toLowerCase()}`, labels: { ...props.labels }, namespace: props.namespace },
        args: Object.fromEntries(args.map((arg) => [arg, Argument.required()])),
        metrics: () => metrics,
      });
    this.watch = template('Watch', watch);
    this.evidence = template('Evidence', evidence);
    this.soak = soak.metrics.length > 0 ? template('Soak', soak) : undefined;
    this.strategy = Strategy.canary(
      guarded(canary, phases, {
        watch: use(this.watch, canary),
        evidence: use(this.evidence, canary),
        soak: this.soak && use(this.soak, canary),
      }),
    );
  }
}

/** Everything for which a canary can't be judged by its objectives. */
export function judgementProblems({ objectives, monitoring, canary, judgement = {} }: Judged): readonly Problem[] {
  const options = fittedTo(phasesOf(canary), judgement);
  const unasked = analysisProblems(monitoring, objectives, options);
  if (unasked.length > 0) {
    return unasked;
  }
  const known = namesIn(canary);
  return canaryAnalysis(monitoring, objectives, options)
    .watch.args.filter((name) => known[name] === undefined)
    .map((name) => ({
      rule: 'objective-sides',
      at: 'objectives',
      value: name,
      what: `the queries tell canary from stable by the argument "${name}", and this canary has no such Service.`,
      why: 'they would count no requests at all.',
      fix: 'use a router with a canary and a stable Service, or signals whose slot is a label with the hash of the pods.',
    }));
}

type Judged = Pick<ObjectiveAnalysisProps, 'monitoring' | 'objectives' | 'canary' | 'judgement'>;

/** The values that a canary has for the arguments of queries. */
function namesIn({ canaryService, stableService }: CanaryProps): Readonly<Record<string, ArgumentValue | undefined>> {
  return {
    'canary-hash': Argument.canaryHash(),
    'stable-hash': Argument.stableHash(),
    'canary-service': canaryService?.name,
    'stable-service': stableService?.name,
  };
}

function use(template: AnalysisTemplate, canary: CanaryProps): AnalysisUse {
  const known = namesIn(canary);
  const names = Object.keys(template.definition.args);
  return { template, args: Object.fromEntries(names.map((name) => [name, known[name]])) };
}
