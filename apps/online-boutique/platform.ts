import { ApiObject, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { AnalysisTemplate, Argument, prometheus, Threshold } from 'stepgate';

/** What all services share: the namespace, the way in from outside, and what "healthy" means. */
export class Platform extends Chart {
  /** Share of requests to one Service that succeeded, seen by its callers' sidecars. */
  readonly successRate = new AnalysisTemplate(this, 'success-rate', {
    args: { service: Argument.required(), threshold: Argument.default('0.99') },
    metrics: (args) => [
      {
        name: 'success-rate',
        provider: prometheus({ query: successRate(args.service) }),
        healthy: Threshold.atLeast(args.threshold),
        interval: Duration.minutes(1),
        failureLimit: 2,
        noData: 'wait',
        patience: Duration.minutes(10),
      },
    ],
  });

  constructor(scope: Construct, id: string, namespace: string) {
    super(scope, id, { namespace });
    new kplus.Namespace(this, 'namespace', { metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } } });
    new ApiObject(this, 'gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'boutique' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['boutique.example.com'] }],
      },
    });
  }
}

/** gRPC reports failures in a header while the HTTP status stays 200; plain HTTP has no such label. */
function successRate(service: string): string {
  const requests = `istio_requests_total{reporter="source",destination_service_name="${service}"`;
  const good = `${requests},response_code!~"5..",grpc_response_status=~"|0"}`;
  return `sum(rate(${good}[5m])) / sum(rate(${requests}}[5m]))`;
}
