import { isUnknown } from '../../../lib/plan';
import type { DeliveryUnit } from '../../../lib/facts/unit';
import type { UnitRule } from '../../rule';
import { all, rollout } from '../example';

const WEB = all(
  rollout({
    strategy: 'canary: { steps: [{ setWeight: 25 }, { pause: { duration: 5m } }] }',
    pod: `containers: [{ name: web, image: 'acme/web:1.4.2', ports: [{ name: metrics, containerPort: 9090 }] }]`,
  }),
  `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }`,
);

const monitor = (port: string) => `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: ${port} }] }`;

/** Routers whose own proxies count the requests of what stands behind them. */
const COUNTED_BY_ROUTER = ['istio', 'appMesh', 'smi', 'nginx', 'traefik', 'ambassador', 'apisix', 'alb'];

/** Its metrics are collected, so that there is something to alert on. */
export const scraped: UnitRule = {
  id: 'scraped',
  gate: 'post-release-monitoring',
  judges: 'unit',
  title: 'Something collects its metrics',
  why: 'queries about it have no answer: its alerts never fire, and its analyses measure nothing.',
  fix: 'add a ServiceMonitor or PodMonitor that selects it, with the name of a port that it has.',
  level: 'warning',
  source: 'prometheus-operator, ServiceMonitor and PodMonitor: selector, endpoints.port',
  since: '0.2.0',
  check(unit, { world }) {
    const { scrapes, servesTraffic, identity } = unit;
    if (servesTraffic === false || scrapes.some(({ portFound }) => portFound === true)) return [];
    const open = scrapes.find(({ portFound }) => isUnknown(portFound))?.portFound;
    if (open !== undefined && isUnknown(open)) return [{ unknown: open.unknown }];
    if (scrapes.length === 0 && routersOf(unit).some((router) => COUNTED_BY_ROUTER.includes(router))) {
      return [{ unknown: 'whether the metrics of its router are collected, which count its requests too' }];
    }
    if (isUnknown(servesTraffic)) return [{ unknown: servesTraffic.unknown }];
    if (world === 'open') return [{ unknown: 'whether something that is not among the manifests scrapes it' }];
    if (isUnknown(unit.pods)) return [{ unknown: unit.pods.unknown }];
    if (scrapes.length === 0) return [{ what: `nothing collects metrics of "${identity.name}".` }];
    return scrapes.map(({ item }) => ({
      item,
      at: ['spec'],
      key: identity.name,
      what: `it selects "${identity.name}", and names a port that is not there.`,
    }));
  },
  examples: {
    good: [{ title: 'a monitor of its pods', manifests: all(WEB, monitor('metrics')) }],
    bad: [
      { title: 'no monitor', manifests: WEB },
      { title: 'a monitor with another name for the port', manifests: all(WEB, monitor('http-metrics')) },
    ],
  },
};

function routersOf({ plan }: DeliveryUnit): readonly string[] {
  const { strategy } = plan ?? {};
  return strategy?.kind === 'canary' && strategy.traffic.mode === 'routed' ? strategy.traffic.routers : [];
}
