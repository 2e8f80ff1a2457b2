import type { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ExperimentPodsProps } from './props';
import { renderTemplate } from '../rollout/render-template';
import { seconds } from '../values';

/**
 * The pods of one template of an experiment. They are a cdk8s-plus workload: probes, volumes, scheduling, connections and
 * Services work on them as they do on a Deployment.
 */
export class ExperimentPods extends kplus.Workload {
  readonly resourceType = 'experiments';
  /** Name of the template. */
  readonly templateName: string;
  protected readonly apiObject: ApiObject;
  readonly #props: ExperimentPodsProps;

  constructor(scope: Construct, name: string, experiment: ApiObject, props: ExperimentPodsProps) {
    // kplus appends its required anti-affinity at every render; done once below instead
    super(scope, name, { ...props, spread: false });
    this.templateName = name;
    this.apiObject = experiment;
    this.#props = props;
    if (props.spread) {
      this.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
      this.scheduling.spread({ topology: kplus.Topology.ZONE });
    }
    if (this.isolate) {
      this.connections.isolate();
    }
  }

  /** The element of `spec.templates`. @internal */
  _toTemplate(): object {
    const { replicas, minReady, service } = this.#props;
    return {
      name: this.templateName,
      replicas,
      minReadySeconds: seconds(minReady),
      service: service && (service === true ? {} : { name: service }),
      ...renderTemplate(this, undefined),
    };
  }
}
