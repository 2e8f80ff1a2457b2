import type { Check, Fault } from '../check';
import type { Arguments } from '../../analysis/argument';
import type { TemplateDefinition } from '../../analysis/definition';
import type { Metric } from '../../analysis/metric';
import type { CountValue } from '../../analysis/schedule';

/** What the checks of a template judge. */
export interface TemplateSubject {
  readonly definition: TemplateDefinition;
  /** True for a ClusterAnalysisTemplate. */
  readonly clusterScope: boolean;
}

/** What the checks of one metric judge; their places are relative to the metric. */
export interface MetricSubject {
  readonly metric: Metric;
  /** The arguments of its template. */
  readonly args: Arguments;
}

/** A check of every metric of a template. */
export function perMetric({ id, find }: Check<MetricSubject>): Check<TemplateSubject> {
  return {
    id,
    *find({ definition: { metrics, args } }) {
      for (const [index, metric] of metrics.entries()) {
        for (const fault of find({ metric, args })) {
          yield { ...fault, at: `spec.metrics[${index}]${fault.at && `.${fault.at}`}` };
        }
      }
    },
  };
}

/** The argument that a text consists of, such as `count` for `{{args.count}}`. */
export function argumentIn(text: string): string | undefined {
  return /^\{\{\s*args\.([^}\s]+)\s*\}\}$/.exec(text)?.[1];
}

/**
 * The number that a value stands for: itself, or the default of the argument it names. Undefined where only the use of
 * the template decides.
 */
export function numberOf(value: CountValue | undefined, args: Arguments): number | undefined {
  if (typeof value !== 'string') {
    return value;
  }
  const declaration = args[argumentIn(value) ?? ''];
  return declaration?.kind === 'default' ? Number(declaration.value) : undefined;
}

/** Why a text can't stand for a number; undefined if it can. */
export function notANumber(text: string, args: Arguments): Pick<Fault, 'what' | 'fix'> | undefined {
  const name = argumentIn(text);
  const declaration = name === undefined ? undefined : args[name];
  const fix = 'pass a number, or `args.<name>` of an argument that is required or has a number as its default.';
  if (declaration === undefined) {
    return { what: 'the text is not `{{args.<name>}}` of a declared argument.', fix };
  }
  if (declaration.kind === 'secret') {
    return { what: `argument "${name}" is a secret, and Argo validates metrics before it reads secrets.`, fix };
  }
  if (declaration.kind === 'default' && !/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(declaration.value)) {
    return { what: `the default of argument "${name}" is no number: "${declaration.value}".`, fix };
  }
  return undefined;
}
