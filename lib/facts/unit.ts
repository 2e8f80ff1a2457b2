import type { Assumptions } from '../plan/model/assumptions';
import type { Identity, Plan } from '../plan/model/plan';
import type { Known } from '../plan/model/known';
import type { PlanReport } from '../plan/model/report';
import type { Item } from './item';
import type { FieldPath, ReadProblem } from './kubernetes/problem';

/** One container of a unit. */
export interface ContainerFacts {
  readonly name: string;
  /** Where it stands. */
  readonly at: FieldPath;
  /** @default - it names none */
  readonly image?: Known<string>;
  /** Whether it listens on a port that is named in the manifest. */
  readonly listens: boolean;
  readonly readiness: boolean;
  readonly liveness: boolean;
  readonly startup: boolean;
  /** Seconds that its startup probe lets it take at most. @default - it has none */
  readonly startupSeconds?: number;
  /** Whether something is run or waited for before it is told to stop. */
  readonly preStop: boolean;
  /** Seconds that this takes. @default - there is nothing of the kind */
  readonly preStopSeconds?: Known<number>;
  /** Whether it asks for CPU and memory; whoever says a limit asks for as much. */
  readonly requests: { readonly cpu: boolean; readonly memory: boolean };
}

/** What a unit runs. */
export interface PodFacts {
  /** Where the template stands: in the unit's object, or in that of `from`. */
  readonly at: FieldPath;
  /** The object that has the template. @default - the unit's own */
  readonly from?: Item;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Those that run as long as the pod does; sidecars that start before the others come last. */
  readonly containers: readonly ContainerFacts[];
  /** Those that run to their end before the others start. */
  readonly initContainers: readonly ContainerFacts[];
  /** Kubernetes' default: 30. */
  readonly gracePeriodSeconds: Known<number>;
  /** Whether pods are asked to run on other nodes or zones than their like. */
  readonly spread: boolean;
}

/** A budget for voluntary disruptions that selects the unit's pods. */
export interface DisruptionFacts {
  readonly item: Item;
  /** Whether it lets at least one pod go at the unit's fewest replicas: a budget that lets none go blocks every node drain. */
  readonly letsGo: Known<boolean>;
}

/** An alert that is about the unit, whoever evaluates it. */
export interface AlertFacts {
  readonly item: Item;
  /** Where it stands in that item. */
  readonly at: FieldPath;
  /** Empty where it has none. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Something that collects the unit's own metrics: a monitor, or an object with an annotation that asks for it. */
export interface ScrapeFacts {
  readonly item: Item;
  /** Whether there is every port that it names. */
  readonly portFound: Known<boolean>;
}

/** What is written down about a release. */
export interface DocumentFacts {
  /** Team that answers for it. @default - not said */
  readonly owner?: string;
  /** Link to its runbook. @default - not said */
  readonly runbook?: string;
  /** Release notes, or a link to them. @default - not said */
  readonly notes?: string;
  /** Version as people call it. @default - not said */
  readonly version?: string;
}

/**
 * Facts about one thing that gets released, whatever runs it. A rule that reads nothing else holds on every platform; what is not
 * known says so.
 */
export interface DeliveryUnit {
  /** Such as `kubernetes`. */
  readonly platform: string;
  readonly identity: Identity;
  readonly item: Item;
  /** What its releases do. @default - it can't be planned; the problems of reading say why */
  readonly plan?: Plan;
  /** What was taken for what no manifest says, in `report` and wherever else a rule needs it. */
  readonly assumptions: Assumptions;
  /** The plan, simulated and proven: computed when it is first asked for, then kept. @default - there is no plan */
  readonly report?: PlanReport | undefined;
  /** What is wrong with its own manifests, or missing from them. */
  readonly problems: readonly ReadProblem[];
  /** Whether what runs it can hand over to a new version in steps, whatever its strategy makes of that. */
  readonly progressive: Known<boolean>;
  /** Whether requests are served by it. */
  readonly servesTraffic: Known<boolean>;
  /** Fewest pods that may run outside a release: of an autoscaler its least. */
  readonly leastReplicas: Known<number>;
  /** What says how many pods there are. @default - it says so itself */
  readonly autoscaler?: Item;
  /** @default - they are made elsewhere; `unknown` where the object that has them is not there */
  readonly pods: Known<PodFacts>;
  /** Budgets that select its pods. */
  readonly disruption: readonly DisruptionFacts[];
  readonly alerts: readonly AlertFacts[];
  readonly scrapes: readonly ScrapeFacts[];
  readonly documents: DocumentFacts;
  /** Other objects that are about it; they may be about others too. Looked up when it is first asked for. @default - not looked for */
  readonly related?: readonly Item[];
}
