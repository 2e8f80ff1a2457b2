import * as kplus from 'cdk8s-plus-28';

export interface GrpcProbeOptions extends kplus.ProbeOptions {
  /** Port of the gRPC health service. @default - the container's port */
  readonly port?: number;
  /** Name of the service that is asked for. @default - the whole server */
  readonly service?: string;
}

export interface HttpProbeOptions extends kplus.HttpGetProbeOptions {
  /** Headers of the request, by name. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Probes that Kubernetes has and cdk8s-plus has not (2.5.6). */
export const Probes = {
  /** Asks the gRPC health service (Kubernetes 1.27). */
  grpc: ({ port, service, ...options }: GrpcProbeOptions = {}): kplus.Probe =>
    adapted(kplus.Probe.fromTcpSocket({ ...options, port }), ({ tcpSocket, ...probe }, container) => ({
      ...probe,
      grpc: { port: port ?? container.ports[0]?.number ?? (tcpSocket?.port.value as number), service },
    })),

  /** An HTTP GET with headers. */
  http: (path: string, { headers = {}, ...options }: HttpProbeOptions = {}): kplus.Probe =>
    adapted(kplus.Probe.fromHttpGet(path, options), ({ httpGet, ...probe }) => ({
      ...probe,
      httpGet: httpGet && {
        ...httpGet,
        httpHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
      },
    })),
} as const;

/** The probe with its rendered form changed: `Probe` has a private constructor, so it can't be extended. */
function adapted(
  probe: kplus.Probe,
  change: (rendered: kplus.k8s.Probe, container: kplus.Container) => kplus.k8s.Probe,
): kplus.Probe {
  const render = probe._toKube.bind(probe);
  probe._toKube = (container) => change(render(container), container);
  return probe;
}
