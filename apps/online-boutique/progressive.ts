import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { istio, ProgressiveService, Steps, Strategy, type IstioProps } from 'stepgate';
import { pod } from './container';
import { monitoring, objectivesOf, type Promises } from './objectives';
import type { Platform } from './platform';

export interface BoutiqueServiceProps {
  readonly container: kplus.ContainerProps;
  readonly port: kplus.ServicePort;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly terminationGracePeriod?: Duration;
  readonly promises: Promises;
  /** @default - in the mesh, by name */
  readonly route?: IstioProps;
}

/** A service of the shop in its own chart (and so its own file), released step by step behind Istio. */
export function progressive(scope: Construct, name: string, platform: Platform, props: BoutiqueServiceProps) {
  const chart = new Chart(scope, name, { namespace: platform.namespace });
  return new ProgressiveService(chart, name, {
    containers: [props.container],
    ports: [props.port],
    terminationGracePeriod: props.terminationGracePeriod,
    serviceAccount: new kplus.ServiceAccount(chart, 'account', { metadata: { name } }),
    podMetadata: { labels: { app: name }, annotations: { ...props.annotations } },
    ...pod,
    strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(3) }) }),
    router: istio(props.route ?? { host: name }),
    objectives: objectivesOf(name, chart.namespace ?? '', props.promises),
    monitoring,
  });
}
