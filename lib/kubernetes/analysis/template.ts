import { ApiObject, JsonPatch, Names, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { checkTemplate } from '../checks/template/template';
import { ARGO_API_VERSION } from '../conventions';
import { contentHash, pathOf } from '../values';
import {
  argumentReferences,
  renderDeclarations,
  type ArgumentReferences,
  type Arguments,
  type UseParameters,
} from './argument';
import {
  dryRunRules,
  ownSelection,
  renderDryRun,
  renderRetention,
  retentionRules,
  type AnalysisTemplateReference,
  type AnalysisUse,
  type MeasurementRetention,
  type MetricSelection,
  type TemplateDefinition,
} from './definition';
import { renderMetric, type Metric } from './metric';
import { formatProblem, refuse, type Problem } from '../../errors';

/** What an AnalysisTemplate is made from. */
export interface AnalysisTemplateProps<A extends Arguments> {
  /** Its `name` is a prefix: the content hash is always appended. @default - a name from the construct path */
  readonly metadata?: ApiObjectMetadata;
  /** What users of the template must or may pass. @default - nothing */
  readonly args?: A;
  /** The metrics; `args.<name>` is the text `{{args.<name>}}`, so a misspelt argument does not compile. @default - none of its own */
  readonly metrics?: (args: ArgumentReferences<A>) => readonly Metric[];
  /** Templates whose metrics are measured too (Argo Rollouts 1.7). Their arguments must be declared here as well. @default - none */
  readonly templates?: readonly AnalysisTemplateReference[];
  /** Metrics that are measured and shown but never fail the run. @default - none */
  readonly dryRun?: MetricSelection;
  /** @default - Argo keeps 10 measurements of each metric */
  readonly measurementRetention?: readonly MeasurementRetention[];
}

/** Longest name that also fits into a label: the hash must survive in the labels of AnalysisRuns. */
const NAME_LIMIT = 63;
const PREFIX_LIMIT = NAME_LIMIT - '-01234567'.length;

const CLUSTER_KIND = 'ClusterAnalysisTemplate';

abstract class TemplateConstruct<A extends Arguments> extends Construct implements AnalysisTemplateReference {
  abstract readonly clusterScope: boolean;
  readonly definition: TemplateDefinition;
  /** The object in the chart. */
  readonly apiObject: ApiObject;

  protected constructor(scope: Construct, id: string, kind: string, props: AnalysisTemplateProps<A>) {
    const args = props.args ?? ({} as A);
    const definition: TemplateDefinition = {
      args,
      metrics: props.metrics?.(argumentReferences(args)) ?? [],
      templates: props.templates ?? [],
      dryRun: props.dryRun,
      measurementRetention: props.measurementRetention,
    };
    refuse(pathOf(scope, id), checkTemplate(definition, kind === CLUSTER_KIND));
    super(scope, id);
    this.definition = definition;
    const spec = renderTemplate(definition);
    const prefix = props.metadata?.name ?? Names.toDnsLabel(this, { includeHash: false, maxLen: PREFIX_LIMIT });
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: ARGO_API_VERSION,
      kind,
      metadata: {
        ...props.metadata,
        name: `${prefix.slice(0, PREFIX_LIMIT).replace(/[-.]+$/, '')}-${contentHash(spec)}`,
      },
      spec,
    });
    if (kind === CLUSTER_KIND && this.apiObject.metadata.namespace !== undefined) {
      // cdk8s gives every object the namespace of its chart; objects of the cluster have none
      this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    this.node.addValidation({ validate: () => this.#foreignTemplates() });
  }

  get name(): string {
    return this.apiObject.name;
  }

  get namespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /** The template with values for its arguments: pass it to a strategy, a step or an experiment. */
  use(...[args]: UseParameters<A>): AnalysisUse {
    return { template: this, args: args ?? {} };
  }

  /** Argo looks composed templates up in the namespace of the run. */
  #foreignTemplates(): string[] {
    const problems = this.definition.templates.flatMap(({ name, namespace, clusterScope }, index): Problem[] => {
      const foreign = !clusterScope && namespace !== undefined && this.namespace !== undefined;
      return foreign && namespace !== this.namespace
        ? [
            {
              rule: 'template-namespace',
              at: `spec.templates[${index}].templateName`,
              value: `${namespace}/${name}`,
              what: `it is in another namespace than this template (${this.namespace}).`,
              why: 'Argo looks for it in the namespace of the AnalysisRun and does not find it, which aborts the rollout.',
              fix: 'compose a template of the same namespace, or a ClusterAnalysisTemplate.',
            },
          ]
        : [];
    });
    return problems.map(formatProblem);
  }
}

/**
 * Metrics that judge a rollout, in one namespace. The name carries a hash of the content, so an edit makes a new object
 * and a rollout that is under way keeps the one it started with.
 */
export class AnalysisTemplate<A extends Arguments = Record<never, never>> extends TemplateConstruct<A> {
  readonly clusterScope = false;

  /** @throws InvalidInputError where Argo would refuse a metric, or where a metric could never fail */
  constructor(scope: Construct, id: string, props: AnalysisTemplateProps<A>) {
    super(scope, id, 'AnalysisTemplate', props);
  }
}

/** An {@link AnalysisTemplate} for all namespaces of the cluster. */
export class ClusterAnalysisTemplate<A extends Arguments = Record<never, never>> extends TemplateConstruct<A> {
  readonly clusterScope = true;

  /** @throws InvalidInputError where Argo would refuse a metric, or where a metric could never fail */
  constructor(scope: Construct, id: string, props: AnalysisTemplateProps<A>) {
    super(scope, id, CLUSTER_KIND, props);
  }

  /** Cluster objects have no namespace, whatever the chart says. */
  override get namespace(): undefined {
    return undefined;
  }
}

/** The `spec` of a template. */
function renderTemplate(definition: TemplateDefinition): object {
  const { args, metrics, templates, dryRun, measurementRetention } = definition;
  return {
    args: renderDeclarations(args),
    metrics: metrics.map(renderMetric),
    templates: templates.length > 0 ? templates.map(renderReference) : undefined,
    dryRun: dryRun && renderDryRun(ownSelection(definition, dryRun, dryRunRules)),
    measurementRetention: renderRetention(
      measurementRetention?.map(({ metrics, limit }) => ({
        metrics: ownSelection(definition, metrics, retentionRules),
        limit,
      })),
    ),
  };
}

/** One element of a `templates` list. */
export function renderReference({ name, clusterScope }: AnalysisTemplateReference): object {
  return { templateName: name, clusterScope: clusterScope || undefined };
}
