import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { POD } from './case';
import { Rollout, Strategy, type RolloutProps } from '../../../../lib';

/** A relation that does not fit, and a neighbour that does. */
export interface Relation {
  readonly id: string;
  /** What is wrong, as a clause. */
  readonly when: string;
  /** Where, in the words of the manifest. */
  readonly at: string;
  readonly broken: (chart: Chart) => Rollout;
  readonly fine: (chart: Chart) => Rollout;
}

export const strategy = Strategy.canary();

export const make = (chart: Chart, props: Partial<RolloutProps> = {}) =>
  new Rollout(chart, 'checkout', { ...POD, strategy, ...props });

/** A reference to a Deployment. */
export const deployed = (chart: Chart) => ({ workload: new kplus.Deployment(chart, 'old', POD) });

export const blueGreen = (activeService: kplus.Service) => Strategy.blueGreen({ activeService });
