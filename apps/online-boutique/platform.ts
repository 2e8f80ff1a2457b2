import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** What all services share: the namespace, the way in from outside, and that their proxies are measured. */
export class Platform extends Chart {
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
    // the label tells the requests of a canary from those of stable
    new ApiObject(this, 'proxies', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'istio-proxies' },
      spec: {
        selector: { matchExpressions: [{ key: 'rollouts-pod-template-hash', operator: 'Exists' }] },
        podTargetLabels: ['rollouts-pod-template-hash'],
        podMetricsEndpoints: [{ port: 'http-envoy-prom', path: '/stats/prometheus', interval: '15s' }],
      },
    });
  }
}
