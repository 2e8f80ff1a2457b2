import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  AnalysisTemplate,
  Argument,
  Threshold,
  type AnalysisUse,
  type FieldReference,
  type QueryProvider,
  type RolloutProps,
} from '../../../../lib';

/** One fault, and its neighbour: the same Rollout without it. */
export interface Case {
  /** The check that finds it. */
  readonly id: string;
  /** What is wrong, as a clause. */
  readonly when: string;
  /** Where, in the words of the manifest. */
  readonly at: string;
  readonly broken: (scope: Construct) => RolloutProps;
  readonly fine: (scope: Construct) => RolloutProps;
}

/** A pod that nothing is wrong with. */
export const POD: Pick<RolloutProps, 'containers'> = {
  containers: [{ image: 'shop/checkout:1.0.0', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
};

/** A value of another type than TypeScript would allow: what JavaScript, or a cast, lets through. */
export function js<T>(value: unknown): T {
  return value as T;
}

/** A Service that sends port 80 to the port of {@link POD}; it has no selector yet. */
export function serviceIn(scope: Construct, name: string, more: Partial<kplus.ServiceProps> = {}): kplus.Service {
  return new kplus.Service(scope, name, { metadata: { name }, ports: [{ port: 80, targetPort: 8080 }], ...more });
}

/** A canary and a stable Service. */
export function sides(scope: Construct) {
  return { canaryService: serviceIn(scope, 'checkout-canary'), stableService: serviceIn(scope, 'checkout-stable') };
}

const RATE: QueryProvider = {
  id: 'web',
  spec: { url: 'https://example.com/rate', jsonPath: '{$.rate}' },
  samples: '[asFloat(result)]',
};

/** A use of a template with one metric of that name; without `count` it never ends. */
export function use(scope: Construct, name: string, count?: number, region?: FieldReference): AnalysisUse {
  const template = new AnalysisTemplate(scope, name, {
    metadata: { name },
    args: { region: Argument.default('eu') },
    metrics: ({ region }) => [
      {
        name,
        interval: Duration.seconds(30),
        count,
        provider: { ...RATE, spec: { ...RATE.spec, url: `https://example.com/${region}` } },
        healthy: Threshold.atMost(0.01),
        noData: 'fail',
      },
    ],
  });
  return template.use(region === undefined ? {} : { region });
}
