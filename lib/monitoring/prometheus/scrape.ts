import { refuse, type MonitoringProblem } from './refuse';
import type { Objective } from '../../slo';
import type { Artefact } from '../vendor';

/** The label of a pod that tells canary from stable; on series Prometheus writes it `rollouts_pod_template_hash`. */
const POD_HASH = 'rollouts-pod-template-hash';

/** Where the metrics of a service's pods are read, and how often. */
export interface ScrapeProps {
  /** The service: name of the monitor, and label `job` of the series. */
  readonly service: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Labels that all its pods have, canary and stable alike, and no others. */
  readonly selector: Readonly<Record<string, string>>;
  /** Name of the port: of the container's in a PodMonitor, of the Service's in a ServiceMonitor. @default 'metrics' */
  readonly port?: string;
  /** Path on that port. @default '/metrics' */
  readonly path?: string;
  /** How the port speaks. @default 'http' */
  readonly scheme?: 'http' | 'https';
  /**
   * Objectives that are computed from these series. Their `scrapeSeconds` is the interval, since their windows were
   * checked against it. @default - none
   */
  readonly objectives?: readonly Objective[];
  /** Seconds between two scrapes. @default - `scrapeSeconds` of the objectives, or 30 */
  readonly intervalSeconds?: number;
  /** Labels of the monitor itself, by which a Prometheus chooses it, such as `{ release: 'prometheus' }`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Options of {@link serviceMonitor}. */
export interface ServiceMonitorProps extends Omit<ScrapeProps, 'selector'> {
  /** All Services that lead to pods of this service: stable, canary, root. */
  readonly services: readonly ScrapedService[];
  /** Name of the one that is scraped: it must lead to all pods at all times, as the canary's and stable's do not. */
  readonly scrape: string;
}

/** A Service as the API server has it. */
export interface ScrapedService {
  /** Its name. */
  readonly name: string;
  /** Its own labels: by them a ServiceMonitor finds it. */
  readonly labels: Readonly<Record<string, string>>;
  /** True if Argo points it at the pods of one version, as the stable and the canary Service. @default false */
  readonly managed?: boolean;
}

/**
 * Scrapes the pods themselves. A pod is one target, whichever Services lead to it, so that nothing is counted twice when
 * the stable and the canary Service lead to the same pods.
 */
export function podMonitor(props: ScrapeProps): Artefact {
  const { service, namespace, selector, port = 'metrics', path = '/metrics', scheme = 'http', labels = {} } = props;
  const problems = [...intervalProblems(props), ...selectorProblems(selector)];
  refuse(`PodMonitor "${service}"`, problems);
  return {
    kind: 'PodMonitor',
    name: service,
    body: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: service, namespace, labels },
      spec: {
        selector: { matchLabels: selector },
        podTargetLabels: [POD_HASH],
        podMetricsEndpoints: [{ port, path, scheme, interval: `${intervalOf(props)}s`, relabelings: [jobIs(service)] }],
      },
    },
  };
}

/**
 * Scrapes through one Service that leads to all pods. Refused through the stable or the canary Service: before a promotion
 * each misses the other's pods, and after it both lead to the same.
 */
export function serviceMonitor(props: ServiceMonitorProps): Artefact {
  const {
    service,
    namespace,
    services,
    scrape,
    port = 'metrics',
    path = '/metrics',
    scheme = 'http',
    labels = {},
  } = props;
  const own = services.find(({ name }) => name === scrape);
  refuse(`ServiceMonitor "${service}"`, [...intervalProblems(props), ...serviceProblems(props, own)]);
  return {
    kind: 'ServiceMonitor',
    name: service,
    body: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: service, namespace, labels },
      spec: {
        selector: { matchLabels: own?.labels ?? {} },
        podTargetLabels: [POD_HASH],
        endpoints: [{ port, path, scheme, interval: `${intervalOf(props)}s`, relabelings: [jobIs(service)] }],
      },
    },
  };
}

/** The operator calls a job after the monitor or the Service; what objectives select has one name, whoever scrapes. */
function jobIs(service: string): object {
  return { targetLabel: 'job', replacement: service };
}

function intervalOf({ intervalSeconds, objectives = [] }: Pick<ScrapeProps, 'intervalSeconds' | 'objectives'>): number {
  return intervalSeconds ?? objectives[0]?.spec.scrapeSeconds ?? 30;
}

function intervalProblems(props: Pick<ScrapeProps, 'intervalSeconds' | 'objectives'>): readonly MonitoringProblem[] {
  const interval = intervalOf(props);
  const others = (props.objectives ?? []).filter(({ spec }) => spec.scrapeSeconds !== interval);
  return [
    ...(Number.isInteger(interval) && interval > 0
      ? []
      : [
          {
            at: 'intervalSeconds',
            value: interval,
            what: 'it is no whole number of seconds above 0.',
            why: 'Prometheus scrapes after each of them.',
            fix: 'write 30.',
          },
        ]),
    ...others.map(({ id, spec }) => ({
      at: 'intervalSeconds',
      value: interval,
      what: `"${id}" has scrapeSeconds ${spec.scrapeSeconds}.`,
      why: 'its short windows were checked to hold four scrapes of that length, and its series would come at another pace.',
      fix: `give the objective scrapeSeconds: ${interval}, or the monitor intervalSeconds: ${spec.scrapeSeconds}.`,
    })),
  ];
}

function selectorProblems(selector: Readonly<Record<string, string>>): readonly MonitoringProblem[] {
  const problem = (value: unknown, what: string, why: string) => ({
    at: 'selector',
    value,
    what,
    why,
    fix: 'select by a label that all pods of the service have and no others, such as app.kubernetes.io/name.',
  });
  return [
    ...(Object.keys(selector).length > 0
      ? []
      : [problem(selector, 'it is empty.', 'every pod of the namespace would count as one of this service.')]),
    ...(POD_HASH in selector
      ? [
          problem(
            selector,
            `it has ${POD_HASH}.`,
            'the pods of the next version have another hash and would not be scraped.',
          ),
        ]
      : []),
  ];
}

function serviceProblems(
  { services, scrape }: ServiceMonitorProps,
  own: ScrapedService | undefined,
): readonly MonitoringProblem[] {
  if (own === undefined) {
    const known = services.map(({ name }) => name).join(', ');
    return [
      {
        at: 'scrape',
        value: scrape,
        what: `it is none of the Services: ${known}.`,
        why: 'nothing would be scraped.',
        fix: 'name one of them.',
      },
    ];
  }
  if (own.managed === true) {
    return [
      {
        at: 'scrape',
        value: scrape,
        what: 'Argo points it at the pods of one version.',
        why: "until a promotion the other version's pods are missing, and no analysis could compare them.",
        fix: 'use podMonitor, or add a Service whose selector is that of all pods.',
      },
    ];
  }
  const selected = Object.entries(own.labels);
  const caught = services.filter(
    ({ name, labels }) => name !== scrape && selected.every(([label, value]) => labels[label] === value),
  );
  return caught.map(({ name }) => ({
    at: 'services',
    value: name,
    what: `it has all labels of "${scrape}", so the monitor would find it too.`,
    why: 'its pods would be targets once for each Service that leads to them, and every request would count twice.',
    fix: `give "${scrape}" a label of its own, such as { scrape: 'true' }, or use podMonitor.`,
  }));
}
