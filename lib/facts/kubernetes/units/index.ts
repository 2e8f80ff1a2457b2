import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Plan } from '../../../plan/model/plan';
import { reportOn } from '../../../plan/report/report';
import { placeOf, type Item } from '../../item';
import type { UnitOptions } from '../../unit-options';
import type { DeliveryUnit } from '../../unit';
import { Field } from '../field';
import { groupKindOf, namespaceOf, type Inventory } from '../inventory';
import { workloadsOf, type ReadWorkload } from '../plans';
import { Alerts } from './alerts';
import { disruptionOf } from './disruption';
import { documentsOf } from './documents';
import { scrapesOf } from './scrapes';
import { podsOf, refIn } from './template-of';
import { servesTraffic } from './traffic';

const FLAGGER = 'flagger.app/Canary';
const STATEFUL = 'apps/StatefulSet';

/** What gets released to Kubernetes: Rollouts, Flagger Canaries, and Deployments and StatefulSets that neither takes over. */
export function kubernetesUnits(inventory: Inventory, options: UnitOptions): readonly DeliveryUnit[] {
  const planned = new Map(workloadsOf(inventory, options).map((workload) => [workload.item, workload]));
  const alerts = new Alerts(inventory);
  const taken = new Set(
    inventory.of(FLAGGER).flatMap((canary) => inventory.find(refIn(canary, specOf(canary).at('targetRef'))) ?? []),
  );
  return inventory.items.flatMap((item) => {
    const workload = planned.get(item) ?? (isUnplanned(item) ? { item, problems: [] } : undefined);
    return workload && !taken.has(item) ? [unitOf(workload, { inventory, alerts, options })] : [];
  });
}

interface Around {
  readonly inventory: Inventory;
  readonly alerts: Alerts;
  readonly options: UnitOptions;
}

function unitOf({ item, plan, problems }: ReadWorkload, { inventory, alerts, options }: Around): DeliveryUnit {
  const { name = '' } = item.object.metadata;
  const namespace = namespaceOf(item);
  const pods = podsOf(item, inventory);
  const leastReplicas = leastOf(item, plan);
  return {
    platform: 'kubernetes',
    identity: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      kind: item.object.kind,
      source: placeOf(item),
    },
    item,
    problems,
    ...(plan ? { report: reportOn(plan, options.assumptions) } : {}),
    progressive: isProgressive(item),
    servesTraffic: servesTraffic(item, pods, inventory),
    leastReplicas,
    pods,
    disruption: disruptionOf(item, pods, leastReplicas, inventory),
    alerts: alerts.about(name, namespace),
    scrapes: scrapesOf(item, pods, inventory),
    documents: documentsOf(item, pods),
  };
}

/** Kinds that are released and have no plan of steps that could be read here. */
function isUnplanned({ object }: Item): boolean {
  return [FLAGGER, STATEFUL].includes(groupKindOf(object));
}

function isProgressive(item: Item): Known<boolean> {
  return ['argoproj.io/Rollout', FLAGGER].includes(groupKindOf(item.object));
}

/** Of an autoscaler its least. */
function leastOf(item: Item, plan: Plan | undefined): Known<number> {
  if (!plan) {
    const own = specOf(item).at('replicas');
    return groupKindOf(item.object) === STATEFUL ? (own.integer() ?? 1) : unknown('the number of replicas');
  }
  const { desired, range } = plan.replicas;
  if (!range) return desired;
  if (isUnknown(range.min) || isUnknown(desired)) return range.min;
  return Math.min(range.min, desired);
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
