import { unknown } from '../../plan/model/known';
import type { Replicas } from '../../plan/model/plan';
import type { Item } from '../item';
import { Field, type Report } from './field';
import { groupKindOf, namespaceOf, type Inventory } from './inventory';

/** How each kind of autoscaler says its bounds, and what it takes where it says none. */
const KINDS = {
  'autoscaling/HorizontalPodAutoscaler': {
    min: 'minReplicas',
    least: 1,
    max: 'maxReplicas',
    most: undefined,
    kind: '',
  },
  'keda.sh/ScaledObject': { min: 'minReplicaCount', least: 0, max: 'maxReplicaCount', most: 100, kind: 'Deployment' },
} as const;

/** Autoscalers by what they scale. */
export class Autoscalers {
  private readonly byTarget = new Map<string, Item[]>();

  constructor(inventory: Inventory) {
    for (const [groupKind, { kind }] of Object.entries(KINDS)) {
      for (const item of inventory.of(groupKind)) {
        const target = Field.of(item, () => undefined).at('spec', 'scaleTargetRef');
        const key = `${target.at('kind').text() ?? kind}/${target.at('name').text() ?? ''}`;
        const same = this.byTarget.get(key);
        if (same) same.push(item);
        else this.byTarget.set(key, [item]);
      }
    }
  }

  /** The one that scales a workload; where one of the two says no namespace, they are taken to meet. */
  of(workload: Item): Item | undefined {
    const { kind, metadata } = workload.object;
    const named = this.byTarget.get(`${kind}/${metadata.name ?? ''}`) ?? [];
    const namespace = namespaceOf(workload);
    const meeting = named.filter(
      (item) => [namespace, undefined].includes(namespaceOf(item)) || namespace === undefined,
    );
    return meeting.find((item) => namespaceOf(item) === namespace) ?? meeting[0];
  }
}

/** How many pods a workload wants: what it says, or what an autoscaler may make of it. */
export function readReplicas(spec: Field, workload: Item, autoscalers: Autoscalers, report: Report): Replicas {
  const own = spec.at('replicas').integer({ least: 0 });
  const autoscaler = autoscalers.of(workload);
  if (!autoscaler) {
    return { desired: own ?? 1 };
  }
  const { max: field, most } = boundsOf(autoscaler);
  // a release of nothing shows nothing: what is planned is that of the first pod
  const min = Math.max(1, leastOf(autoscaler, report));
  const said = Field.of(autoscaler, report).at('spec', field);
  const max = (most === undefined ? said.required() : said).integer({ least: 1 }) ?? most ?? min;
  const name = autoscaler.object.metadata.name ?? groupKindOf(autoscaler.object);
  return {
    desired: own ?? unknown(`replicas: ${autoscaler.object.kind} ${name} wants ${min} to ${max}`),
    range: { min, max },
  };
}

/** Fewest pods that an autoscaler leaves: none, where it may be idle. */
export function leastOf(autoscaler: Item, report: Report): number {
  const spec = Field.of(autoscaler, report).at('spec');
  const { min: field, least } = boundsOf(autoscaler);
  const min = spec.at(field).integer({ least: 0 }) ?? least;
  return Math.min(min, spec.at('idleReplicaCount').integer({ least: 0 }) ?? min);
}

function boundsOf({ object }: Item) {
  return object.kind === 'ScaledObject' ? KINDS['keda.sh/ScaledObject'] : KINDS['autoscaling/HorizontalPodAutoscaler'];
}
