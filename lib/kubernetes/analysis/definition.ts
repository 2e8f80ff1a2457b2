import type { ArgumentValue, Arguments } from './argument';
import type { Metric } from './metric';

/** Metrics by name, or all of them. Names are matched whole: Argo itself would match any part of a name. */
export type MetricSelection = 'all' | readonly string[];

/** How many measurements of some metrics an AnalysisRun keeps (Argo keeps 10). */
export interface MeasurementRetention {
  readonly metrics: MetricSelection;
  /** Number of measurements kept. */
  readonly limit: number;
}

/** What a template says, as plain values. */
export interface TemplateDefinition {
  readonly args: Arguments;
  readonly metrics: readonly Metric[];
  /** Templates whose metrics are measured together with its own (Argo Rollouts 1.7). */
  readonly templates: readonly AnalysisTemplateReference[];
  readonly dryRun?: MetricSelection;
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
  readonly definition: TemplateDefinition;
}

/** A template with the values for its arguments: what `template.use({ ... })` returns. */
export interface AnalysisUse {
  readonly template: AnalysisTemplateReference;
  readonly args: Readonly<Record<string, ArgumentValue>>;
}

/** The definition and all that it composes, outermost first. */
export function flatten(template: { readonly definition: TemplateDefinition }): readonly TemplateDefinition[] {
  return [template.definition, ...template.definition.templates.flatMap(flatten)];
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
