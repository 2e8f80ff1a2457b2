import * as kplus from 'cdk8s-plus-28';
import type { Check, Fault } from '../check';
import { namesTwice, portsTwice, type PodContainer } from './containers';
import type { RolloutProps } from '../../rollout/props';
import { portsOf } from '../../rollout/service-wiring';
import { isDuration } from '../../values';

const CONTAINERS = 'spec.template.spec.containers';
const INIT_CONTAINERS = 'spec.template.spec.initContainers';

/** Kubernetes' default for `terminationGracePeriodSeconds`. */
const GRACE_SECONDS = 30;

/** What makes a pod template of its own, and would be dropped beside a `workloadRef`. */
const POD_PROPS = [
  'containers',
  'initContainers',
  'volumes',
  'podMetadata',
  'restartPolicy',
  'serviceAccount',
  'automountServiceAccountToken',
  'securityContext',
  'dns',
  'hostAliases',
  'hostNetwork',
  'dockerRegistryAuth',
  'terminationGracePeriod',
  'spread',
  'drain',
] as const satisfies readonly (keyof RolloutProps)[];

/** The pod template: what Kubernetes would refuse, and what cdk8s-plus would refuse only after it made half of the tree. */
export const podChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'S4',
    *find(props) {
      const lost = POD_PROPS.filter((prop) => props[prop] !== undefined && props[prop] !== false);
      if (props.workloadRef !== undefined && lost.length > 0) {
        yield {
          at: 'spec.template',
          value: lost,
          what: 'there is a workloadRef too, and the two exclude each other.',
          why: 'the pods are those of the referenced workload: Argo refuses a second template, so this would be dropped.',
          fix: `set ${lost.map((prop) => `\`${prop}\``).join(', ')} on the referenced workload, or leave out \`workloadRef\`.`,
        };
      }
    },
  },
  {
    id: 'S5-restart',
    *find({ restartPolicy }) {
      if (restartPolicy !== undefined && restartPolicy !== kplus.RestartPolicy.ALWAYS) {
        yield {
          at: 'spec.template.spec.restartPolicy',
          value: restartPolicy,
          what: 'it must be Always.',
          why: 'a ReplicaSet keeps its pods running: Kubernetes refuses a template whose pods may end.',
          fix: 'leave `restartPolicy` out; for work that ends use a kplus.Job.',
        };
      }
    },
  },
  {
    id: 'S5-container',
    *find({ containers = [], initContainers = [] }) {
      for (const [index, container] of containers.entries()) {
        yield* refusedByKplus(`${CONTAINERS}[${index}]`, () => new kplus.Container(container));
        if (container.restartPolicy !== undefined) {
          yield restartPolicyOf(`${CONTAINERS}[${index}]`, container.restartPolicy);
        }
      }
      for (const [index, container] of initContainers.entries()) {
        yield* refusedByKplus(`${INIT_CONTAINERS}[${index}]`, () => new kplus.Container(container));
        yield* probesOfInit(`${INIT_CONTAINERS}[${index}]`, container);
      }
    },
  },
  {
    id: 'S5-names',
    find: ({ containers = [], initContainers = [] }) =>
      namesTwice([
        ...containers.map(({ name = 'main' }, index) => ({ at: `${CONTAINERS}[${index}]`, name })),
        ...initContainers.map(({ name }, index) => ({
          at: `${INIT_CONTAINERS}[${index}]`,
          name: name ?? `init-${index}`,
        })),
      ]),
  },
  {
    id: 'S5-ports',
    find: ({ containers = [] }) =>
      portsTwice(
        containers.map((container, index): PodContainer => ({
          at: `${CONTAINERS}[${index}]`,
          name: container.name ?? 'main',
          ports: portsOf(container),
        })),
      ),
  },
  {
    id: 'S5-volumes',
    *find({ volumes = [] }) {
      const names = volumes.map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) < index) {
          yield {
            at: `spec.template.spec.volumes[${index}].name`,
            value: name,
            what: 'another volume of the pod has this name.',
            why: 'containers mount volumes by name, so names must be unique.',
            fix: 'give one of them another name, or list it once.',
          };
        }
      }
    },
  },
  {
    id: 'drain',
    *find({ drain, terminationGracePeriod }) {
      const grace = isDuration(terminationGracePeriod) ? terminationGracePeriod.toSeconds(INEXACT) : GRACE_SECONDS;
      const sleep = isDuration(drain) ? drain.toSeconds(INEXACT) : undefined;
      if (sleep !== undefined && !(sleep > 0 && sleep < grace)) {
        yield {
          at: `${CONTAINERS}[*].lifecycle.preStop.sleep.seconds`,
          value: sleep,
          what: `it must be longer than zero and shorter than terminationGracePeriodSeconds (${grace}).`,
          why: 'Kubernetes counts the sleep into the grace period: the pod would be killed before it could end by itself.',
          fix: 'make `drain` shorter or `terminationGracePeriod` longer; without `drain` there is no sleep.',
        };
      }
    },
  },
];

const INEXACT = { integral: false };

/** cdk8s-plus says so only while it makes the pod, when the Rollout is already in the tree. */
function* refusedByKplus(at: string, make: () => unknown): Iterable<Fault> {
  try {
    make();
  } catch (error) {
    yield {
      at,
      what: `cdk8s-plus refuses it: ${error instanceof Error ? error.message : String(error)}.`,
      why: 'Kubernetes would refuse the pod.',
      fix: 'change it as the message says.',
    };
  }
}

function restartPolicyOf(at: string, value: string): Fault {
  return {
    at: `${at}.restartPolicy`,
    value,
    what: 'only an init container can have a restart policy.',
    why: 'Kubernetes restarts the other containers by the policy of the pod, and refuses one of their own.',
    fix: 'leave it out, or move the container to `initContainers`: there it is a sidecar.',
  };
}

function* probesOfInit(at: string, container: kplus.ContainerProps): Iterable<Fault> {
  for (const probe of ['readiness', 'liveness', 'startup'] as const) {
    if (container[probe] !== undefined && container.restartPolicy !== kplus.ContainerRestartPolicy.ALWAYS) {
      yield {
        at: `${at}.${probe}Probe`,
        what: 'an init container that ends has no probes.',
        why: 'it runs once before the others start, so there is nothing to probe: Kubernetes refuses it.',
        fix: `leave \`${probe}\` out, or make it a sidecar with kplus.ContainerRestartPolicy.ALWAYS.`,
      };
    }
  }
}
