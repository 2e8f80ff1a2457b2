import { ApiObject, Lazy, type Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { exposeViaService, type ExposeOptions } from './expose';
import type { RolloutProps } from './props';
import { renderBlueGreen, renderCanary, renderTrafficRouting } from './render-strategy';
import { renderTemplate } from './render-template';
import { claimServices, containersOf, routerRequest, servicesOf } from './service-wiring';
import { routersOf, type CanaryProps, type Strategy } from './strategy';
import { isOwnWorkload, renderWorkloadReference, type WorkloadReference } from './workload-reference';
import { refuse } from '../../errors';
import { checkRelations } from '../checks/relations/relations';
import { checkRollout } from '../checks/rollout/rollout';
import { ARGO_API_VERSION } from '../conventions';
import type { RouterContext } from '../router';
import { compact, pathOf, seconds } from '../values';

/**
 * An Argo Rollout. It is a cdk8s-plus workload: containers, probes, volumes, scheduling, connections, permissions,
 * autoscalers and Services work on it as they do on a Deployment.
 */
export class Rollout extends kplus.Workload implements kplus.IScalable {
  readonly resourceType = 'rollouts';
  readonly strategy: Strategy;
  /** As given; undefined if nothing was said. */
  readonly replicas: number | undefined;
  /** The workload whose pods it takes over; undefined if it has a pod template of its own. */
  readonly workloadRef: WorkloadReference | undefined;
  /** How long a pod that is told to stop still serves, as given. */
  readonly drain: Duration | undefined;
  hasAutoscaler = false;
  protected readonly apiObject: ApiObject;
  readonly #props: RolloutProps;
  readonly #trafficRouting: object | undefined;

  /** @throws InvalidInputError with everything that Argo would refuse, or that could never do what it says */
  constructor(scope: Construct, id: string, props: RolloutProps) {
    refuse(pathOf(scope, id), checkRollout(props));
    // kplus appends its required anti-affinity at every render; done once below instead
    super(scope, id, { ...props, spread: false, select: props.workloadRef ? false : props.select });
    this.#props = props;
    this.strategy = props.strategy;
    this.replicas = props.replicas;
    this.workloadRef = props.workloadRef;
    this.drain = props.drain;
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: ARGO_API_VERSION,
      kind: 'Rollout',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this.#spec() }) as object,
    });
    if (props.spread) {
      this.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
      this.scheduling.spread({ topology: kplus.Topology.ZONE });
    }
    if (this.isolate) {
      this.connections.isolate();
    }
    claimServices(this, servicesOf(props.strategy));
    this.#trafficRouting = props.strategy.canary && this.#bindRouters(props.strategy.canary);
    this.node.addValidation({ validate: () => checkRelations(this) });
  }

  /** Makes a Service for the pods of all versions. */
  exposeViaService(options: ExposeOptions = {}): kplus.Service {
    return exposeViaService(this, options);
  }

  /** Makes a Service for the pods of all versions, and an Ingress (or a rule in one) for that Service. */
  exposeViaIngress(path: string, options: kplus.ExposeServiceViaIngressOptions & ExposeOptions = {}): kplus.Ingress {
    return this.exposeViaService(options).exposeViaIngress(path, options);
  }

  /** @see kplus.IScalable */
  markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /** @see kplus.IScalable */
  toScalingTarget(): kplus.ScalingTarget {
    const workload = this.#props.workloadRef?.workload;
    return {
      kind: this.apiObject.kind,
      apiVersion: this.apiObject.apiVersion,
      name: this.name,
      containers: workload && isOwnWorkload(workload) ? workload.containers : this.containers,
      replicas: this.replicas,
    };
  }

  /** How a Service or policy selects its pods: with `workloadRef` those of the workload. */
  override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const workload = this.#props.workloadRef?.workload;
    if (workload === undefined) {
      return super.toPodSelectorConfig();
    }
    return isOwnWorkload(workload)
      ? workload.toPodSelectorConfig()
      : { labelSelector: kplus.LabelSelector.of({ labels: { ...workload.podLabels } }) };
  }

  /** Labels of the pods this Rollout runs. */
  podLabels(): Readonly<Record<string, string>> {
    const workload = this.#props.workloadRef?.workload;
    if (workload !== undefined && !isOwnWorkload(workload)) {
      return workload.podLabels;
    }
    const { podMetadata } = workload ?? this;
    const { labels = {} } = podMetadata.toJson() as { labels?: Record<string, string> };
    return labels;
  }

  #bindRouters(canary: CanaryProps): object | undefined {
    const routers = routersOf(canary);
    if (routers.length === 0) {
      return undefined;
    }
    const context: RouterContext = { ...routerRequest(this.name, canary, containersOf(this.#props)), pods: this };
    return renderTrafficRouting(
      canary,
      routers.map((router) => router.bind(new Construct(this, router.id), context)),
    );
  }

  #spec(): object {
    const props = this.#props;
    const history = props.analysisHistory;
    return {
      replicas: this.hasAutoscaler ? undefined : (this.replicas ?? 2),
      ...(props.workloadRef
        ? { workloadRef: renderWorkloadReference(props.workloadRef) }
        : renderTemplate(this, props.drain)),
      minReadySeconds: seconds(props.minReady),
      progressDeadlineSeconds: seconds(props.progressDeadline),
      progressDeadlineAbort: props.progressDeadlineAbort,
      revisionHistoryLimit: props.revisionHistoryLimit,
      rollbackWindow: props.rollbackWindow,
      paused: props.paused,
      restartAt: props.restartAt?.toISOString().replace(/\.\d{3}Z$/, 'Z'),
      analysis:
        history &&
        compact({
          successfulRunHistoryLimit: history.successful,
          unsuccessfulRunHistoryLimit: history.unsuccessful,
        }),
      strategy: props.strategy.canary
        ? { canary: renderCanary(props.strategy.canary, this.#trafficRouting) }
        : { blueGreen: renderBlueGreen(props.strategy.blueGreen ?? {}) },
    };
  }
}
