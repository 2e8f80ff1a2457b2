import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../../plan/model/assumptions';
import type { Known } from '../../../plan/model/known';
import type { Identity } from '../../../plan/model/plan';
import type { PlanReport } from '../../../plan/model/report';
import { placeOf, type Item } from '../../item';
import type { UnitOptions } from '../../unit-options';
import type { DeliveryUnit, PodFacts, ScrapeFacts } from '../../unit';
import { groupKindOf, namespaceOf, type Inventory } from '../inventory';
import { workloadsOf, type ReadWorkload } from '../plans';
import { Autoscalers } from '../replicas';
import { Alerts } from './alerts';
import { DisruptionBudgets } from './disruption';
import { documentsOf } from './documents';
import { leastReplicas } from './least-replicas';
import { reportOnce } from './reports';
import { Scrapers } from './scrapes';
import { relatedTo } from './related';
import { podsOf, servingPods, takenBy } from './template-of';
import { servesTraffic } from './traffic';

const ROLLOUT = 'argoproj.io/Rollout';
const FLAGGER = 'flagger.app/Canary';

/** Kinds that hand over in steps. */
const PROGRESSIVE = [ROLLOUT, FLAGGER];

/** Kinds that are released and have no plan that could be read here. */
const UNPLANNED = [FLAGGER, 'apps/StatefulSet'];

/** What gets released to Kubernetes: Rollouts, Flagger Canaries, and Deployments and StatefulSets that neither takes over. */
export function kubernetesUnits(inventory: Inventory, options: UnitOptions): readonly DeliveryUnit[] {
  const planned = new Map(workloadsOf(inventory, options).map((workload) => [workload.item, workload]));
  const taken = new Set(
    PROGRESSIVE.flatMap((kind) => inventory.of(kind)).flatMap((item) => {
      const ref = takenBy(item);
      return (ref && inventory.find(ref)) ?? [];
    }),
  );
  const around: Around = {
    inventory,
    alerts: new Alerts(inventory),
    scrapers: new Scrapers(inventory),
    budgets: new DisruptionBudgets(inventory),
    autoscalers: new Autoscalers(inventory),
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...options.assumptions },
    assumptionsOf: options.assumptionsOf,
  };
  return inventory.items.flatMap((item) => {
    const workload = planned.get(item) ?? (isUnplanned(item) ? { item, problems: [] } : undefined);
    return workload && !taken.has(item) ? [unitOf(workload, around)] : [];
  });
}

/** What stands around all units, each made once. */
interface Around {
  readonly inventory: Inventory;
  readonly alerts: Alerts;
  readonly scrapers: Scrapers;
  readonly budgets: DisruptionBudgets;
  readonly autoscalers: Autoscalers;
  readonly assumptions: Assumptions;
  readonly assumptionsOf: UnitOptions['assumptionsOf'];
}

function unitOf({ item, plan, problems }: ReadWorkload, around: Around): DeliveryUnit {
  const { inventory } = around;
  const name = item.object.metadata.name ?? '';
  const namespace = namespaceOf(item);
  const identity: Identity = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    kind: item.object.kind,
    source: placeOf(item),
  };
  const assumptions = { ...around.assumptions, ...around.assumptionsOf?.(identity) };
  const pods = podsOf(item, inventory);
  const least = leastReplicas(item, plan, around);
  // a simulation costs more than all other facts together, and many packs have no rule that needs one
  let report: PlanReport | undefined;
  let wasTried = false;
  const madeOnce = () => {
    // who was stopped over it would be stopped again, rule by rule
    if (wasTried || !plan) throw new Error('its plan could not be simulated when it was asked for first');
    wasTried = true;
    return reportOnce(plan, assumptions);
  };
  const serving = servingPods(item, pods, inventory);
  const scrapes = scrapesOf(serving === pods ? [pods] : [pods, serving], item, around);
  const own = {
    disruption: around.budgets.of(item, serving, least),
    alerts: around.alerts.about(name, namespace),
    scrapes,
  };
  let related: readonly Item[] | undefined;
  const autoscaler = around.autoscalers.of(runnerOf(item, inventory));
  return {
    platform: 'kubernetes',
    identity,
    item,
    problems,
    ...(plan ? { plan } : {}),
    assumptions,
    get report() {
      return (report ??= plan && madeOnce());
    },
    progressive: PROGRESSIVE.includes(groupKindOf(item.object)),
    servesTraffic: servesTraffic(item, pods, inventory),
    leastReplicas: least,
    ...(autoscaler ? { autoscaler } : {}),
    pods,
    ...own,
    documents: documentsOf(item, pods),
    get related() {
      return (related ??= relatedTo({ item, pods, ...own }, around));
    },
  };
}

/** What collects metrics of pods, each once. */
function scrapesOf(all: readonly Known<PodFacts>[], item: Item, { scrapers }: Around): readonly ScrapeFacts[] {
  const found = all.flatMap((pods) => scrapers.of(item, pods));
  return [...new Map(found.map((one) => [one.item, one])).values()];
}

/** What an autoscaler names: Flagger has that of the workload, Argo that of the Rollout. */
function runnerOf(item: Item, inventory: Inventory): Item {
  const ref = groupKindOf(item.object) === FLAGGER ? takenBy(item) : undefined;
  return (ref && inventory.find(ref)) ?? item;
}

function isUnplanned({ object }: Item): boolean {
  return UNPLANNED.includes(groupKindOf(object));
}
