import { App, Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  labelsOf,
  LEAST_REPLICAS,
  rolloutProps,
  servicePortsOf,
  serviceSuffixes,
  strategyOf,
  withServices,
} from './defaults';
import type { Autoscale, ProgressiveServiceProps } from './props';
import { InvalidInputError, refuse, type Problem } from '../../errors';
import { checkRollout } from '../checks/rollout/rollout';
import { checkService } from '../checks/service';
import { serviceObjectiveFaults } from '../checks/service-objectives';
import { ObjectiveAnalysis, ObjectiveMonitoring } from '../objectives';
import { alertProblems } from '../objectives/installed';
import { Rollout, type CanaryProps, type Strategy } from '../rollout';
import type { ServiceLike } from '../services';
import { pathOf } from '../values';

/**
 * A service that is released progressively: a Rollout, the Services and routes its strategy needs, a disruption
 * budget and, if asked for, an autoscaler, all from one props object.
 */
export class ProgressiveService extends Construct {
  readonly rollout: Rollout;
  /** The Service clients call. */
  readonly service: kplus.Service;
  /** Gets the stable pods of a canary behind a router; the same as `service` for routers without a root Service. */
  readonly stableService: kplus.Service | undefined;
  /** Gets the canary's pods behind a router. */
  readonly canaryService: kplus.Service | undefined;
  /** Gets the new version of a blue-green rollout before it is live. */
  readonly previewService: kplus.Service | undefined;
  readonly autoscaler: kplus.HorizontalPodAutoscaler | undefined;
  readonly disruptionBudget: kplus.k8s.KubePodDisruptionBudget | undefined;
  /** The analyses that judge the canary by the objectives. */
  readonly analysis: ObjectiveAnalysis | undefined;
  /** Alerts on the objectives, and dashboards. */
  readonly monitoring: ObjectiveMonitoring | undefined;

  /** @throws InvalidInputError with everything that could not work, before anything is made */
  constructor(scope: Construct, id: string, props: ProgressiveServiceProps) {
    const name = props.name ?? id;
    const namespace = props.metadata?.namespace ?? Chart.of(scope).namespace;
    judge(pathOf(scope, id), name, namespace, props);
    super(scope, id);

    const { services, strategy, analysis } = makeReleased(this, name, props);
    this.analysis = analysis;
    this.service = services.main;
    this.canaryService = services.canary;
    this.stableService = services.canary && (services.stable ?? services.main);
    this.previewService = services.preview;
    this.rollout = new Rollout(this, 'Rollout', rolloutProps(name, props, strategy));
    if (!strategyNames(this.rollout.strategy, this.service)) {
      this.service.select(this.rollout);
    }
    if (props.spread ?? true) {
      // weighted, so that a cluster with fewer nodes than pods still runs them all
      this.rollout.scheduling.spread({ topology: kplus.Topology.HOSTNAME, weight: 100 });
      this.rollout.scheduling.spread({ topology: kplus.Topology.ZONE, weight: 50 });
    }
    this.autoscaler = props.autoscale && this.#autoscale(name, props, props.autoscale);
    this.disruptionBudget =
      props.maxDisrupted === false ? undefined : this.#limitDisruption(name, props, props.maxDisrupted ?? 1);
    const { objectives = [], monitoring = [] } = props;
    this.monitoring =
      objectives.length > 0 ? new ObjectiveMonitoring(this, 'Monitoring', { objectives, monitoring }) : undefined;
  }

  #autoscale(name: string, props: ProgressiveServiceProps, { min, max, ...aims }: Autoscale) {
    const { metrics = [], memory } = aims;
    const cpu = aims.cpu ?? (metrics.length > 0 || memory !== undefined ? undefined : 60);
    return new kplus.HorizontalPodAutoscaler(this, 'Autoscaler', {
      metadata: { name, labels: labelsOf(name, props), namespace: props.metadata?.namespace },
      target: this.rollout,
      minReplicas: min ?? LEAST_REPLICAS,
      maxReplicas: max,
      metrics: [
        ...(cpu === undefined ? [] : [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(cpu))]),
        ...(memory === undefined ? [] : [kplus.Metric.resourceMemory(kplus.MetricTarget.averageUtilization(memory))]),
        ...metrics,
      ],
    });
  }

  #limitDisruption(name: string, props: ProgressiveServiceProps, maxDisrupted: number) {
    return new kplus.k8s.KubePodDisruptionBudget(this, 'DisruptionBudget', {
      metadata: { name, labels: labelsOf(name, props), namespace: props.metadata?.namespace },
      // late, so that labels selected after construction count
      spec: Lazy.any({
        produce: (): kplus.k8s.PodDisruptionBudgetSpec => ({
          maxUnavailable: kplus.k8s.IntOrString.fromNumber(maxDisrupted),
          selector: this.rollout._toLabelSelector(),
        }),
      }) as kplus.k8s.PodDisruptionBudgetSpec,
    });
  }
}

/**
 * Refuses what could not work, judged on Services and analyses as they will be, in a tree of their own that is thrown away.
 * @throws InvalidInputError with all of it
 */
function judge(path: string, name: string, namespace: string | undefined, props: ProgressiveServiceProps): void {
  const problems = checkService({ name, namespace, props });
  // objectives that are no good would hide what else is wrong
  const judged = serviceObjectiveFaults({ name, namespace, props }).length > 0 ? { ...props, objectives: [] } : props;
  refuse(path, [...problems, ...problemsOfReleased(new Chart(new App(), 'planned', { namespace }), name, judged)]);
}

function problemsOfReleased(scope: Construct, name: string, props: ProgressiveServiceProps): readonly Problem[] {
  const unheard = alertProblems(props.monitoring ?? [], props.objectives ?? []);
  try {
    const { strategy } = makeReleased(scope, name, props);
    return [...unheard, ...checkRollout(rolloutProps(name, props, strategy))];
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return [...unheard, ...error.problems];
    }
    throw error;
  }
}

/** What the Rollout is made with: its Services, and the strategy that names them and is judged by the objectives. */
function makeReleased(scope: Construct, name: string, props: ProgressiveServiceProps) {
  const asked = strategyOf(props);
  const services = makeServices(scope, name, props, asked);
  const strategy = withServices(asked, services);
  const analysis = strategy.canary && makeAnalysis(scope, name, props, strategy.canary);
  return { services, strategy: analysis?.strategy ?? strategy, analysis };
}

function makeAnalysis(scope: Construct, name: string, props: ProgressiveServiceProps, canary: CanaryProps) {
  const { objectives = [], monitoring = [], judgement, metadata } = props;
  return objectives.length === 0
    ? undefined
    : new ObjectiveAnalysis(scope, 'Analysis', {
        objectives,
        monitoring,
        judgement,
        canary,
        name,
        labels: labelsOf(name, props),
        namespace: metadata?.namespace,
      });
}

/** The Services a strategy needs. */
function makeServices(scope: Construct, name: string, props: ProgressiveServiceProps, strategy: Strategy) {
  const ports = servicePortsOf(props);
  const labels = labelsOf(name, props);
  return eachService(
    strategy,
    (part, suffix) =>
      new kplus.Service(scope, part, {
        metadata: { name: `${name}${suffix}`, labels, namespace: props.metadata?.namespace },
        type: suffix === '' ? props.serviceType : undefined,
        ports,
      }),
  );
}

/** One Service for each part that the strategy needs. */
function eachService<S extends ServiceLike>(strategy: Strategy, make: (part: string, suffix: string) => S) {
  const { stable, canary, preview } = serviceSuffixes(strategy);
  return {
    main: make('Service', ''),
    stable: stable === undefined ? undefined : make('Stable', stable),
    canary: canary === undefined ? undefined : make('Canary', canary),
    preview: preview === undefined ? undefined : make('Preview', preview),
  };
}

/** True if the strategy already has the Service, and with it its selector. */
function strategyNames({ canary, blueGreen }: Strategy, service: ServiceLike): boolean {
  return [canary?.stableService, canary?.rootService, blueGreen?.activeService].includes(service);
}
