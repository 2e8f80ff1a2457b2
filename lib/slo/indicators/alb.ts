import { fastEnough, is, type SignalsOptions } from './requests';
import type { Counter, Slot, TestSeries } from '../indicator';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link albSignals}. */
export interface AlbSignalsProps extends Pick<SignalsOptions, 'where' | 'slot'> {
  /** The end of the load balancer's ARN, such as `app/shop/50dc6c495c0c9188`. */
  readonly loadBalancer: string;
}

/** Target groups are named after the Service only by those who chose so; the controller's own names are hashes. */
const TARGET_GROUP: Slot = { label: 'dimension_TargetGroup', by: 'service', pattern: 'targetgroup/<value>/.+' };

/**
 * The AWS Application Load Balancer: CloudWatch itself, or its metrics in Prometheus as YACE names them. Those are not
 * counters: each sample is the sum of one period, and a period without requests has none. So scrape once in a period.
 */
export function albSignals({ loadBalancer, where = [], slot = TARGET_GROUP }: AlbSignalsProps): Signals {
  // the load balancer reports a request once for itself, for its target group, and for the zone: one of them is counted
  const own = [
    is('dimension_LoadBalancer', loadBalancer),
    is('dimension_AvailabilityZone', ''),
    { label: 'dimension_TargetGroup', operator: '!=', value: '' } as const,
    ...where,
  ];
  const count = (metric: string, metricName: string): Counter => ({
    metric,
    where: own,
    counts: 'delta',
    cloudWatch: { namespace: 'AWS/ApplicationELB', metricName, dimensions: { LoadBalancer: loadBalancer } },
  });
  const total = count('aws_applicationelb_request_count_sum', 'RequestCount');
  const bad = count('aws_applicationelb_httpcode_target_5_xx_count_sum', 'HTTPCode_Target_5XX_Count');
  const series = ({ metric }: Counter, counts: TestSeries['counts']): TestSeries => ({
    metric,
    labels: { dimension_LoadBalancer: loadBalancer, dimension_TargetGroup: 'targetgroup/tested/0123456789abcdef' },
    counts,
    delta: true,
  });
  return {
    id: 'alb',
    availability: {
      kind: 'events',
      total,
      part: { is: 'bad', query: bad },
      slot,
      series: [series(total, 'total'), series(bad, 'bad')],
    },
    // CloudWatch keeps percentiles of TargetResponseTime and no buckets
    latency: (seconds) => fastEnough('alb', { metric: '', where: own, perSecond: 1, bucketSeconds: [], slot }, seconds),
  };
}

/** The registry's line. */
export const albSignalsKind: SignalsKind = {
  id: 'alb',
  title: 'AWS Application Load Balancer',
  bucketSeconds: [],
  needs: 'target groups whose names begin with that of the Service; otherwise a slot of your own',
  examples: () => [albSignals({ loadBalancer: 'app/shop/50dc6c495c0c9188' })],
};
