import { runChecks, type Check } from './check';
import { serviceObjectiveChecks } from './service-objectives';
import type { ServiceSubject } from './service-subject';
import type { Problem } from '../../errors';
import { portsOf } from '../rollout/service-wiring';
import { LEAST_REPLICAS, servicePortsOf } from '../service/defaults';

/** Names of Services are DNS labels (RFC 1035); the longest suffix given to one is `-preview`. */
const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_NAME = 63 - '-preview'.length;

export const serviceChecks: readonly Check<ServiceSubject>[] = [
  {
    id: 'P1',
    *find({ name }) {
      if (!NAME.test(name) || name.length > LONGEST_NAME) {
        yield {
          at: 'name',
          value: name,
          what: `it can't name a Service (a-z, 0-9 and "-", a letter first, at most ${LONGEST_NAME} characters).`,
          why: 'the Rollout, its Services and its routes are named after it, and Kubernetes would refuse them.',
          fix: 'pass a `name`; by default it is the id of the construct.',
        };
      }
    },
  },
  {
    id: 'P2',
    *find({ props }) {
      for (const [index, container] of props.containers.entries()) {
        if (portsOf(container).length > 0 && container.readiness === undefined) {
          yield {
            at: `containers[${index}].readiness`,
            what: `container "${container.name ?? 'main'}" serves a port but has no readiness probe.`,
            why: 'a pod without one counts as ready the moment it starts, so the canary would get traffic before it can answer.',
            fix: 'add one, such as readiness: kplus.Probe.fromTcpSocket(), kplus.Probe.fromHttpGet("/healthz") or Probes.grpc().',
          };
        }
      }
    },
  },
  {
    id: 'P3',
    *find({ props }) {
      if (servicePortsOf(props).length === 0) {
        yield {
          at: 'containers',
          what: 'no container has a port.',
          why: 'a service without a port gets no traffic, so there is nothing to release step by step.',
          fix: 'give a container a `portNumber`; for a worker without traffic use a Rollout.',
        };
      }
    },
  },
  {
    id: 'P4',
    *find({ props }) {
      if (props.autoscale && props.replicas !== undefined) {
        yield {
          at: 'replicas',
          value: props.replicas,
          what: 'there is an autoscaler too.',
          why: 'each synth would set the number of pods back under load.',
          fix: 'leave out `replicas` and set `autoscale.min`.',
        };
      }
    },
  },
  {
    id: 'P5',
    *find({ props: { replicas, autoscale } }) {
      const [at, least] = autoscale ? ['autoscale.min', autoscale.min] : ['replicas', replicas];
      if (least !== undefined && !(least >= LEAST_REPLICAS)) {
        yield {
          at,
          value: least,
          what: `a progressive service has ${LEAST_REPLICAS} pods or more.`,
          why: 'with one pod every canary without a router is a jump to 50 %, and the loss of a node is an outage.',
          fix: `use ${LEAST_REPLICAS} or more, or a plain Rollout where one pod is what you want.`,
        };
      }
    },
  },
  {
    id: 'P6',
    *find({ props: { autoscale } }) {
      const min = autoscale?.min ?? LEAST_REPLICAS;
      if (autoscale && !(autoscale.max >= min)) {
        yield {
          at: 'autoscale.max',
          value: autoscale.max,
          what: `it is below autoscale.min (${min}).`,
          why: 'Kubernetes would refuse the autoscaler.',
          fix: `use ${min} or more.`,
        };
      }
    },
  },
  {
    id: 'P7',
    *find({ props }) {
      if (props.strategy?.blueGreen) {
        for (const field of ['router', 'analysis'] as const) {
          if (props[field] !== undefined) {
            yield {
              at: field,
              what: 'the strategy is blue-green.',
              why: 'blue-green switches a Service, it splits no traffic and runs no analysis beside steps: this would be dropped.',
              fix:
                field === 'router'
                  ? 'leave it out, or use Strategy.canary.'
                  : 'use prePromotionAnalysis and postPromotionAnalysis of Strategy.blueGreen.',
            };
          }
        }
      }
    },
  },
  {
    id: 'P8',
    *find({ props }) {
      for (const field of ['router', 'analysis'] as const) {
        if (props[field] !== undefined && props.strategy?.canary?.[field] !== undefined) {
          yield {
            at: field,
            what: `the strategy has its own ${field} as well.`,
            why: 'only one of the two can be used, and nobody could tell which.',
            fix: `keep \`${field}\` in one place.`,
          };
        }
      }
    },
  },
  ...serviceObjectiveChecks,
];

/** Everything that is impossible in a service, its Rollout aside. */
export function checkService(subject: ServiceSubject): readonly Problem[] {
  return runChecks(serviceChecks, subject);
}
