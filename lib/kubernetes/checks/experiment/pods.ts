import type { ContainerProps } from 'cdk8s-plus-28';
import type { Check, Fault } from '../check';
import { DNS_LABEL } from '../names';
import { isWhole } from '../whole';
import type { ExperimentPodsProps, ExperimentProps } from '../../experiment/props';
import { portsOf } from '../../rollout/service-wiring';
import { isDuration } from '../../values';

/** A check of every template; places are relative to it. */
function perTemplate(
  id: string,
  find: (pods: ExperimentPodsProps, name: string, props: ExperimentProps) => Iterable<Fault>,
): Check<ExperimentProps> {
  return {
    id,
    *find(props) {
      for (const [name, pods] of Object.entries(props.templates ?? {})) {
        for (const fault of find(pods, name, props)) {
          yield { ...fault, at: `spec.templates[${name}].${fault.at}` };
        }
      }
    },
  };
}

/** Argo's default (utils/defaults/defaults.go). */
const PROGRESS_DEADLINE_SECONDS = 600;

/** Templates and their containers: all other checks rely on them. */
export const experimentShapeChecks: readonly Check<ExperimentProps>[] = [
  {
    id: 'experiment-templates',
    *find({ templates }) {
      if (Object.keys(templates ?? {}).length === 0) {
        yield {
          at: 'spec.templates',
          what: 'there are no pods to try.',
          why: 'Kubernetes refuses an experiment without templates.',
          fix: 'pass at least one: templates: { canary: { containers: [...] } }.',
        };
      }
    },
  },
  perTemplate('experiment-containers', function* ({ containers }) {
    if (!containers?.length) {
      yield {
        at: 'template.spec.containers',
        what: 'there is no container.',
        why: 'Kubernetes refuses pods without containers, so the experiment fails.',
        fix: 'pass at least one: containers: [{ image }].',
      };
    }
  }),
];

/** The pods of each template. */
export const experimentPodChecks: readonly Check<ExperimentProps>[] = [
  perTemplate('experiment-template-name', function* (_pods, name) {
    if (!DNS_LABEL.test(name)) {
      yield {
        at: 'name',
        value: name,
        what: 'it must be made of a-z, 0-9 and "-".',
        why: 'the ReplicaSet and the Service of its pods are named after it, and Kubernetes would refuse them.',
        fix: 'name it after the version it runs, such as "baseline".',
      };
    }
  }),
  perTemplate('experiment-replicas', function* ({ replicas }) {
    if (replicas !== undefined && !isWhole(replicas, 1)) {
      yield {
        at: 'replicas',
        value: replicas,
        what: 'it must be a whole number, one or more.',
        why: 'without pods there is nothing to judge.',
        fix: 'pass the number of pods, or leave it out for one.',
      };
    }
  }),
  perTemplate('experiment-min-ready', function* ({ minReady }, _name, { progressDeadline }) {
    const deadline = isDuration(progressDeadline) ? progressDeadline.toSeconds() : PROGRESS_DEADLINE_SECONDS;
    if (isDuration(minReady) && minReady.toSeconds() >= deadline) {
      yield {
        at: 'minReadySeconds',
        value: minReady.toHumanString(),
        what: `it must be shorter than the progress deadline (${deadline} s).`,
        why: 'no pod could count as available before the deadline has passed, so the experiment always fails.',
        fix: 'make `progressDeadline` longer or `minReady` shorter.',
      };
    }
  }),
  perTemplate('experiment-service-ports', function* ({ service, containers }) {
    const ports = (containers as readonly ContainerProps[]).flatMap(portsOf);
    if (service !== undefined && ports.length === 0) {
      yield {
        at: 'service',
        value: service,
        what: 'no container has a port.',
        why: 'Argo makes no Service for pods without ports, and does not say so.',
        fix: 'give a container a `portNumber`, or leave `service` out.',
      };
    }
    if (service !== undefined && ports.length > 1 && ports.some(({ name }) => name === undefined)) {
      yield {
        at: 'service',
        value: service,
        what: 'a Service with several ports needs a name for each.',
        why: 'Kubernetes refuses the Service, so the experiment fails.',
        fix: 'name the ports of the containers.',
      };
    }
  }),
  {
    id: 'experiment-service-name',
    *find({ templates }) {
      const named = Object.entries<ExperimentPodsProps>(templates ?? {}).filter(
        ([, { service }]) => typeof service === 'string',
      );
      const names = named.map(([, { service }]) => service as string);
      for (const [index, [template]] of named.entries()) {
        const name = names[index] ?? '';
        if (!DNS_LABEL.test(name) || names.indexOf(name) < index) {
          yield {
            at: `spec.templates[${template}].service.name`,
            value: name,
            what: 'it must be unique, of a-z, 0-9 and "-".',
            why: 'Kubernetes refuses the Service, so the experiment fails.',
            fix: 'give each its own name, or say `service: true` for one that is made up.',
          };
        }
      }
    },
  },
];
