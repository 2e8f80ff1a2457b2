import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ExperimentPods } from './pods';
import type { ExperimentPodsProps, ExperimentProps } from './props';
import { refuse } from '../../errors';
import { renderArguments, renderDryRun, renderReference, renderRetention } from '../analysis';
import { checkExperiment, foreignTemplates } from '../checks/experiment/experiment';
import { ARGO_API_VERSION } from '../conventions';
import { compact, goDuration, pathOf, seconds } from '../values';

/**
 * An Argo Experiment of its own: pods of several versions side by side, for a time or until analyses have judged them.
 * An experiment between the steps of a canary is `Step.experiment`.
 */
export class Experiment<Name extends string = string> extends kplus.Resource {
  readonly resourceType = 'experiments';
  /** The pods of each template. */
  readonly pods: Readonly<Record<Name, ExperimentPods>>;
  protected readonly apiObject: ApiObject;

  /** @throws InvalidInputError with everything that Argo would refuse, or that could never do what it says */
  constructor(scope: Construct, id: string, props: ExperimentProps<Name>) {
    refuse(pathOf(scope, id), checkExperiment(props));
    super(scope, id);
    const templates = Object.entries<ExperimentPodsProps>(props.templates);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: ARGO_API_VERSION,
      kind: 'Experiment',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this.#spec(props) }) as object,
    });
    const pods = templates.map(([name, template]): [string, ExperimentPods] => [
      name,
      new ExperimentPods(this, name, this.apiObject, template),
    ]);
    this.pods = Object.fromEntries<ExperimentPods>(pods) as Record<Name, ExperimentPods>;
    this.node.addValidation({ validate: () => foreignTemplates(props, this.metadata.namespace) });
  }

  #spec(props: ExperimentProps<Name>): object {
    return {
      templates: Object.values<ExperimentPods>(this.pods).map((pods) => pods._toTemplate()),
      duration: props.duration && goDuration(props.duration),
      progressDeadlineSeconds: seconds(props.progressDeadline),
      terminate: props.terminate,
      analyses: props.analyses?.map(({ name, template, requiredForCompletion }) => ({
        name,
        ...renderReference(template.template),
        args: renderArguments([template]),
        requiredForCompletion,
      })),
      scaleDownDelaySeconds: seconds(props.scaleDownDelay),
      dryRun: renderDryRun(props.dryRun),
      measurementRetention: renderRetention(props.measurementRetention),
      analysisRunMetadata: props.analysisRunMetadata && compact(props.analysisRunMetadata),
    };
  }
}
