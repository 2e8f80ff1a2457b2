import type { Plan } from '../../plan/model/plan';
import type { Strategy } from '../../plan/model/strategy';
import { placeOf, type Item } from '../item';
import type { Subject } from './analysis/analysis';
import { readBlueGreen } from './blue-green';
import { readCanary } from './canary';
import { Field } from './field';
import { groupKindOf, namespaceOf } from './inventory';
import { hasSharedService, reportMissingServices, sidesOf } from './names';
import type { Context } from './references';
import { readReplicas, type Autoscalers } from './replicas';
import { reportSize } from './size';
import { readSurge } from './surge';

/** What is read together with a workload. */
export interface Around extends Context {
  readonly autoscalers: Autoscalers;
  /** @default - not known */
  readonly verifiesTargetGroups?: boolean;
}

/** Reads a Rollout. */
export function readRollout(item: Item, around: Around): Plan {
  const spec = Field.of(item, around.report).at('spec').required();
  const strategy = spec.at('strategy');
  reportMissingServices(item, strategy, around.inventory);
  return ofSensibleSize(spec, {
    ...readCommon(item, spec, around),
    strategy: readStrategy(item, spec, around),
    progressDeadline: {
      seconds: spec.at('progressDeadlineSeconds').integer({ least: 0 }) ?? 600,
      aborts: spec.at('progressDeadlineAbort').boolean() ?? false,
    },
    rollbackWindowRevisions: spec.at('rollbackWindow', 'revisions').integer({ least: 0 }) ?? 0,
  });
}

/** Reads a Deployment: a rolling update, without steps and analysis. */
export function readDeployment(item: Item, around: Around): Plan {
  const spec = Field.of(item, around.report).at('spec').required();
  const recreates = spec.at('strategy', 'type').text() === 'Recreate';
  return ofSensibleSize(spec, {
    ...readCommon(item, spec, around),
    strategy: {
      kind: 'rolling',
      // all old pods go before new ones come
      ...(recreates
        ? { maxSurge: 0, maxUnavailable: { percent: 100 } }
        : readSurge(spec.at('strategy', 'rollingUpdate'))),
    },
    progressDeadline: { seconds: spec.at('progressDeadlineSeconds').integer({ least: 0 }) ?? 600, aborts: false },
    rollbackWindowRevisions: 0,
  });
}

function ofSensibleSize(spec: Field, plan: Plan): Plan {
  reportSize(plan, spec);
  return plan;
}

function readCommon(item: Item, spec: Field, { autoscalers, report }: Around) {
  const { kind } = item.object;
  const namespace = namespaceOf(item);
  return {
    identity: {
      name: Field.of(item, report).at('metadata', 'name').required().text() ?? '',
      ...(namespace === undefined ? {} : { namespace }),
      kind,
      source: placeOf(item),
    },
    replicas: readReplicas(spec, item, autoscalers, report),
    minReadySeconds: spec.at('minReadySeconds').integer({ least: 0 }) ?? 0,
    paused: spec.at('paused').boolean() ?? false,
    revisionHistoryLimit: spec.at('revisionHistoryLimit').integer({ least: 0 }) ?? 10,
  } satisfies Partial<Plan>;
}

function readStrategy(item: Item, spec: Field, around: Around): Strategy {
  const strategy = spec.at('strategy').required();
  const [canary, blueGreen] = [strategy.at('canary'), strategy.at('blueGreen')];
  if (strategy.exists && canary.exists === blueGreen.exists) {
    strategy.report(
      'strategy',
      canary.exists ? 'it has both canary and blueGreen.' : 'it has neither canary nor blueGreen.',
      'Argo refuses the rollout and goes on with nothing.',
      'give it exactly one of the two.',
    );
  }
  const subject: Subject = {
    rollout: item.object,
    namespace: namespaceOf(item),
    sides: sidesOf(item, strategy),
    context: around,
  };
  if (blueGreen.exists) {
    return readBlueGreen(blueGreen, subject);
  }
  const sharedService = hasSharedService(item, strategy, podLabelsOf(item, spec, around), around.inventory);
  const { verifiesTargetGroups } = around;
  return readCanary(canary, subject, {
    sharedService,
    ...(verifiesTargetGroups === undefined ? {} : { verifiesTargetGroups }),
  });
}

/** Kinds that `workloadRef` may name, and where their pod template stands (rollout/templateref.go:40-53). */
const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  PodTemplate: ['template'],
};

/** The labels of its pods; its own template, or that of the workload it takes over. */
function podLabelsOf(item: Item, spec: Field, { inventory, report }: Around): Readonly<Record<string, unknown>> {
  const ref = spec.at('workloadRef');
  const template = ref.exists ? workloadOf(item, ref, { inventory, report }) : spec.at('template');
  const labels = template?.at('metadata', 'labels').value;
  return typeof labels === 'object' && labels !== null ? (labels as Record<string, unknown>) : {};
}

function workloadOf(item: Item, ref: Field, { inventory, report }: Context): Field | undefined {
  const [apiVersion, kind] = [ref.at('apiVersion').text() ?? '', ref.at('kind').required().text() ?? ''];
  const name = ref.at('name').required().text() ?? '';
  const groupKind = groupKindOf({ apiVersion, kind, metadata: {} });
  const path = Object.hasOwn(WORKLOADS, groupKind) ? WORKLOADS[groupKind] : undefined;
  if (!path) {
    return ref.report(
      'workload-kind',
      `it names a ${groupKind}.`,
      'Argo takes over a Deployment, a ReplicaSet or a PodTemplate, and nothing else.',
      'name one of those, or write the pod template into the rollout.',
    );
  }
  const workload = inventory.find({ groupKind, name, namespace: namespaceOf(item) });
  if (!workload) {
    return ref
      .at('name')
      .report(
        'missing-workload',
        `the ${kind} "${name}" is not among the manifests.`,
        'the rollout has no pods without it.',
        'name the file that holds it too, unless the cluster has it.',
        'warning',
      );
  }
  return Field.of(workload, report).at(...path);
}

/** The Deployment that a Rollout takes over. */
export function workloadRefOf(item: Item): string | undefined {
  const ref = Field.of(item, () => undefined).at('spec', 'workloadRef');
  return ref.exists && ref.at('kind').text() === 'Deployment' ? ref.at('name').text() : undefined;
}
