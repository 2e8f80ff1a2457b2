import type { ArgumentValue, Arguments } from './argument';
import type { Metric } from './metric';

/** Metrics by name, or all of them. Names are matched whole: Argo itself would match any part of a name. */
export type MetricSelection = 'all' | readonly string[];

/** How many measurements of some metrics an AnalysisRun keeps (Argo keeps 10). */
export interface MeasurementRetention {
  /** Whose measurements. */
  readonly metrics: MetricSelection;
  /** Number of measurements kept. */
  readonly limit: number;
}

/** What a template says, as plain values. */
export interface TemplateDefinition {
  /** What its metrics need. */
  readonly args: Arguments;
  /** Its own metrics. */
  readonly metrics: readonly Metric[];
  /** Templates whose metrics are measured together with its own (Argo Rollouts 1.7). */
  readonly templates: readonly AnalysisTemplateReference[];
  /** Metrics that are measured and shown but never fail the run. @default - none */
  readonly dryRun?: MetricSelection;
  /** @default - Argo keeps 10 measurements of each metric */
  readonly measurementRetention?: readonly MeasurementRetention[];
}

/** A template that others can name. */
export interface AnalysisTemplateReference {
  /** `metadata.name`, content hash included. */
  readonly name: string;
  /** True for a ClusterAnalysisTemplate. */
  readonly clusterScope: boolean;
  /** Namespace of the object; undefined where the chart sets none. */
  readonly namespace: string | undefined;
  /** What it says. */
  readonly definition: TemplateDefinition;
}

/** A template with the values for its arguments: what `template.use({ ... })` returns. */
export interface AnalysisUse {
  /** Which template. */
  readonly template: AnalysisTemplateReference;
  /** What is passed, by name. */
  readonly args: Readonly<Record<string, ArgumentValue | undefined>>;
}

/** The definition and all that it composes, outermost first; one that is composed twice is there once, as in Argo. */
export function flatten(template: { readonly definition: TemplateDefinition }): readonly TemplateDefinition[] {
  const found = new Set<TemplateDefinition>();
  const visit = ({ definition }: { readonly definition: TemplateDefinition }): void => {
    if (!found.has(definition)) {
      found.add(definition);
      definition.templates.forEach(visit);
    }
  };
  visit(template);
  return [...found];
}

/** All metrics of a template and of those it composes. */
export function metricsOf(template: { readonly definition: TemplateDefinition }): readonly Metric[] {
  return flatten(template).flatMap((definition) => definition.metrics);
}

/** The regular expressions that stand for a selection. Argo searches for them anywhere in the name, so they are anchored. */
export function patterns(selection: MetricSelection): string[] {
  return selection === 'all' ? ['.*'] : selection.map((name) => `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** The `dryRun` list. */
export function renderDryRun(selection: MetricSelection | undefined): object[] | undefined {
  return selection && patterns(selection).map((metricName) => ({ metricName }));
}

/** The `measurementRetention` list. */
export function renderRetention(rules: readonly MeasurementRetention[] | undefined): object[] | undefined {
  return rules?.flatMap(({ metrics, limit }) => patterns(metrics).map((metricName) => ({ metricName, limit })));
}

/**
 * The metrics that a template's rule names. Its `all` are the metrics of that template and of those it composes that have
 * no such rule yet: the pattern `.*` would also reach the metrics of other templates in the same AnalysisRun, and the
 * same pattern twice is refused by Argo.
 */
export function ownSelection(
  definition: TemplateDefinition,
  selection: MetricSelection,
  rulesOf: (definition: TemplateDefinition) => readonly MetricSelection[],
): readonly string[] {
  if (selection !== 'all') {
    return selection;
  }
  const [, ...composed] = flatten({ definition });
  const taken = new Set(
    composed.flatMap((inner) => rulesOf(inner).flatMap((rule) => ownSelection(inner, rule, rulesOf))),
  );
  return metricsOf({ definition })
    .map(({ name }) => name)
    .filter((name) => !taken.has(name));
}

/** The rules of a template about metrics that never fail the run. */
export const dryRunRules = ({ dryRun }: TemplateDefinition): readonly MetricSelection[] =>
  dryRun === undefined ? [] : [dryRun];

/** The rules of a template about measurements kept. */
export const retentionRules = ({ measurementRetention = [] }: TemplateDefinition): readonly MetricSelection[] =>
  measurementRetention.map(({ metrics }) => metrics);
