import { App, Chart, Duration, Testing, type ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Rollout, Step, Strategy, type CanaryProps, type TrafficRouter } from '../../../lib';

/** A synthesized object, loosely: expectations judge it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- parsed-back JSON of any kind
  readonly spec: any;
}

/** A chart of one namespace, with the Services a canary may be given. */
export class Shop extends Chart {
  constructor(namespace: string | null = 'shop') {
    super(new App(), 'shop', namespace === null ? {} : { namespace });
  }

  /** A Service of that name, from port 80 to the container's 8080. */
  service(name: string, ports: readonly kplus.ServicePort[] = [{ port: 80, targetPort: 8080 }]): kplus.Service {
    return new kplus.Service(this, name, { metadata: { name }, ports: [...ports] });
  }

  /** Stable and canary Service. */
  pair(): Pick<CanaryProps, 'stableService' | 'canaryService'> {
    return { stableService: this.service('checkout-stable'), canaryService: this.service('checkout-canary') };
  }

  pingPong(): Pick<CanaryProps, 'pingPong'> {
    return {
      pingPong: { pingService: this.service('checkout-ping'), pongService: this.service('checkout-pong') },
    };
  }

  /** A Rollout with that router. */
  rollout(
    router: TrafficRouter | readonly TrafficRouter[],
    canary: Omit<CanaryProps, 'router'> = this.pair(),
    metadata: ApiObjectMetadata = {},
  ): Rollout {
    return new Rollout(this, 'Rollout', {
      metadata: { name: 'checkout', ...metadata },
      containers: [{ image: 'example.com/checkout:1', portNumber: 8080 }],
      strategy: Strategy.canary({
        steps: [Step.setWeight(10), Step.pause(Duration.minutes(5)), Step.setWeight(50)],
        ...canary,
        router,
      }),
    });
  }

  /** All objects, as `cdk8s synth` writes them. */
  synth(): Manifest[] {
    return Testing.synth(this) as Manifest[];
  }

  /** The only object of a kind. */
  only(kind: string, name?: string): Manifest {
    const found = this.synth().filter(
      (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
    );
    if (found.length !== 1) {
      throw new Error(`expected one ${kind} ${name ?? ''}, found ${found.length}`);
    }
    return found[0]!;
  }

  /** `trafficRouting` of the Rollout. */
  routing(): Record<string, unknown> {
    return this.only('Rollout').spec.strategy.canary.trafficRouting as Record<string, unknown>;
  }

  /** What is said against it at synth; empty if nothing is. */
  faults(): string {
    return this.node
      .findAll()
      .flatMap((construct) => construct.node.validate())
      .join('\n');
  }
}
