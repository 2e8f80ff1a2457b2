import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { skywalking, type SkywalkingProps } from '../../../../lib';

const address = 'http://vendor.monitoring:1234';

const traced: SkywalkingProps = { address, query: '{ x }', interval: Duration.minutes(5), values: ['x'] };
export const skywalkingCases: readonly ProviderCase[] = [
  {
    id: 'skywalking-address',
    when: 'it is a host alone',
    at: 'address',
    broken: () => skywalking({ ...traced, address: 'skywalking' }),
    fine: () => skywalking(traced),
  },
  {
    id: 'skywalking-query',
    when: 'it is empty',
    at: 'query',
    broken: () => skywalking({ ...traced, query: '' }),
    fine: () => skywalking(traced),
  },
  {
    id: 'skywalking-interval',
    when: 'it is missing, and Argo has no default',
    at: 'interval',
    broken: () => skywalking({ ...traced, interval: js(undefined) }),
    fine: () => skywalking(traced),
  },
  {
    id: 'skywalking-interval',
    when: 'it is shorter than the step',
    at: 'interval',
    broken: () => skywalking({ ...traced, interval: Duration.seconds(59) }),
    fine: () => skywalking({ ...traced, interval: Duration.seconds(60) }),
  },
  {
    id: 'skywalking-values',
    when: 'there is no key',
    at: 'values',
    broken: () => skywalking({ ...traced, values: js([]) }),
    fine: () => skywalking(traced),
  },
];
