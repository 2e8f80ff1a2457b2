import { fastEnough, is, matches, outcomes, POD_HASH_SLOT, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link grpcSignals}. */
export interface GrpcSignalsProps extends SignalsOptions {
  /** Label `job` of the series: with a PodMonitor of ours the name of the service. */
  readonly job: string;
  /** Label `namespace` of the series. */
  readonly namespace: string;
  /** Codes that are the server's fault. @default - Unknown, DeadlineExceeded, Unimplemented, Internal, Unavailable, DataLoss */
  readonly failures?: readonly string[];
}

/** The default bounds of a Prometheus histogram, which the interceptors use (go-grpc-middleware 2, server_metrics.go). */
export const GRPC_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Codes that OpenTelemetry's conventions call errors of a server. */
const SERVER_FAULTS = ['Unknown', 'DeadlineExceeded', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss'];

/**
 * The Prometheus interceptors of gRPC servers: `grpc_server_handled_total`. Durations are those of unary calls, and counted
 * only by servers made with `WithServerHandlingTimeHistogram`.
 */
export function grpcSignals({
  job,
  namespace,
  failures = SERVER_FAULTS,
  where = [],
  slot = POD_HASH_SLOT,
  bucketSeconds,
}: GrpcSignalsProps): Signals {
  const own = [is('namespace', namespace), is('job', job), ...where];
  return {
    id: 'grpc',
    availability: outcomes({
      metric: 'grpc_server_handled_total',
      where: own,
      failed: matches('grpc_code', failures.join('|')),
      values: ['OK', failures[0] ?? 'Internal'],
      slot,
    }),
    // a stream lasts as long as its client likes
    latency: (seconds) =>
      fastEnough(
        'grpc',
        {
          metric: 'grpc_server_handling_seconds',
          where: [...own, is('grpc_type', 'unary')],
          perSecond: 1,
          bucketSeconds: bucketSeconds ?? GRPC_BUCKETS,
          slot,
        },
        seconds,
      ),
  };
}

/** The registry's line. */
export const grpcSignalsKind: SignalsKind = {
  id: 'grpc',
  title: 'gRPC server',
  bucketSeconds: GRPC_BUCKETS,
  needs: 'the pods scraped by a PodMonitor that carries the label rollouts-pod-template-hash',
  examples: () => [
    grpcSignals({ job: 'checkout', namespace: 'shop' }),
    grpcSignals({ job: 'checkout', namespace: 'shop', failures: ['Internal'] }),
  ],
};
