import type * as kplus from 'cdk8s-plus-28';
import type { Check, Fault } from '../check';
import { namesTwice, portsTwice, type PodContainer } from '../rollout/containers';
import type { RolloutInTree } from './subject';
import { selectorOf } from '../rollout/selector';
import { BLUE_GREEN, CANARY, stepsOf } from '../rollout/subject';
import { POD_TEMPLATE_HASH_LABEL } from '../../conventions';
import { isOwnWorkload } from '../../rollout/workload-reference';
import type { EphemeralMetadata } from '../../values';

const CONTAINERS = 'spec.template.spec.containers';

type Labels = Readonly<Record<string, string>>;

/** What has become of the pods: containers and selectors may change until synth. */
export const podRelationChecks: readonly Check<RolloutInTree>[] = [
  {
    id: 'S2',
    *find(rollout) {
      if (rollout.workloadRef === undefined && rollout.containers.length === 0) {
        yield {
          at: CONTAINERS,
          what: 'there is no container and no workloadRef.',
          why: 'Argo needs to know what to run: a pod template, or a workload that has one.',
          fix: 'pass `containers` (or call addContainer), or a `workloadRef`.',
        };
      }
    },
  },
  {
    id: 'S4',
    *find(rollout) {
      if (rollout.workloadRef !== undefined && rollout.containers.length > 0) {
        yield {
          at: CONTAINERS,
          value: rollout.containers.map(({ name }) => name),
          what: 'there is a workloadRef too, and the two exclude each other.',
          why: 'the pods are those of the referenced workload, so this container would never run.',
          fix: 'add it to the referenced workload.',
        };
      }
    },
  },
  {
    id: 'S3',
    *find(rollout) {
      const expressions = rollout.matchExpressions.length;
      if (rollout.workloadRef === undefined && Object.keys(rollout.matchLabels).length + expressions === 0) {
        yield {
          at: 'spec.selector',
          what: 'it is empty.',
          why: 'an empty selector stands for every pod of the namespace: Argo refuses it.',
          fix: 'leave out `select: false`, or call select() with labels of the pods.',
        };
      }
    },
  },
  {
    id: 'S5-selector',
    *find(rollout) {
      const missed = unmet(rollout.podLabels(), rollout.matchLabels, rollout.matchExpressions);
      if (rollout.workloadRef === undefined && missed.length > 0) {
        yield {
          at: 'spec.selector',
          value: missed,
          what: 'the pods do not meet it in these labels.',
          why: 'the Rollout would not find the pods it makes: Argo refuses it.',
          fix: 'add the labels to `podMetadata`, or do not select by them.',
        };
      }
    },
  },
  { id: 'S5-names', find: (rollout) => namesTwice(podContainers(rollout)) },
  { id: 'S5-ports', find: (rollout) => portsTwice(podContainers(rollout)) },
  {
    id: 'drain-nowhere',
    *find(rollout) {
      if (rollout.drain !== undefined && rollout.containers.every(({ ports }) => ports.length === 0)) {
        yield {
          at: `${CONTAINERS}[*].lifecycle.preStop.sleep.seconds`,
          value: rollout.drain.toSeconds(),
          what: 'no container has a port.',
          why: 'only a container that serves can have requests left to answer, so nothing would wait.',
          fix: 'give the container that serves a `portNumber`, or leave out `drain`.',
        };
      }
    },
  },
  {
    id: 'ephemeral-selector',
    *find(rollout) {
      const { canary, blueGreen } = rollout.strategy;
      const selected = { ...selectorOfPods(rollout), [POD_TEMPLATE_HASH_LABEL]: undefined };
      yield* overridden(`${CANARY}.canaryMetadata`, canary?.canaryMetadata, selected);
      yield* overridden(`${CANARY}.stableMetadata`, canary?.stableMetadata, selected);
      yield* overridden(`${BLUE_GREEN}.previewMetadata`, blueGreen?.previewMetadata, selected);
      yield* overridden(`${BLUE_GREEN}.activeMetadata`, blueGreen?.activeMetadata, selected);
    },
  },
  {
    id: 'experiment-selector',
    *find(rollout) {
      for (const { step, at } of stepsOf(rollout.strategy.canary)) {
        for (const [index, { selector, metadata }] of (step.experiment?.templates ?? []).entries()) {
          const { matchLabels = {}, matchExpressions = [] } = selector?._toKube() ?? {};
          const missed = unmet({ ...rollout.podLabels(), ...metadata?.labels }, matchLabels, matchExpressions);
          if (missed.length > 0) {
            yield {
              at: `${at}.experiment.templates[${index}].selector`,
              value: missed,
              what: 'the pods of the experiment do not meet it in these labels.',
              why: 'its ReplicaSet would not find its own pods: Kubernetes refuses it and the step fails.',
              fix: 'add the labels to `metadata.labels` of this template, or leave `selector` out.',
            };
          }
        }
      }
    },
  },
];

function podContainers({ containers }: RolloutInTree): readonly PodContainer[] {
  return containers.map(({ name, ports }: kplus.Container, index) => ({ at: `${CONTAINERS}[${index}]`, name, ports }));
}

/** The labels in which pods do not meet a selector. */
function unmet(
  labels: Labels,
  matchLabels: Labels,
  matchExpressions: readonly Pick<kplus.LabelSelectorRequirement, 'key' | 'operator' | 'values'>[],
): readonly string[] {
  return [
    ...Object.keys(matchLabels).filter((key) => labels[key] !== matchLabels[key]),
    ...matchExpressions.filter((requirement) => !meets(labels, requirement)).map(({ key }) => key),
  ];
}

/** Whether pods with these labels meet one requirement of a selector. */
function meets(labels: Labels, { key, operator, values = [] }: kplus.LabelSelectorRequirement): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Labels by which the ReplicaSets of the Rollout find their pods. */
function selectorOfPods(rollout: RolloutInTree): Labels {
  const workload = rollout.workloadRef?.workload;
  if (workload === undefined) {
    return rollout.matchLabels;
  }
  return isOwnWorkload(workload) ? selectorOf(workload) : {};
}

function* overridden(
  at: string,
  metadata: EphemeralMetadata | undefined,
  selected: Readonly<Record<string, string | undefined>>,
): Iterable<Fault> {
  for (const [label, value] of Object.entries(metadata?.labels ?? {})) {
    if (label in selected && selected[label] !== value) {
      yield {
        at: `${at}.labels.${label}`,
        value,
        what: 'the Rollout finds its pods by this label.',
        why: 'pods with another value would not be its own any more: Kubernetes refuses the change.',
        fix: 'use another label.',
      };
    }
  }
}
