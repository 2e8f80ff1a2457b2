import * as kplus from 'cdk8s-plus-28';
import { js, POD, serviceIn, type Case } from './case';
import { Rollout, Strategy } from '../../../../lib';

const active = (activeService: kplus.Service) => Strategy.blueGreen({ activeService });

/** Services that a strategy is handed. */
export const serviceCases: readonly Case[] = [
  {
    id: 'service-kind',
    when: 'a Service is only a name',
    at: 'spec.strategy.blueGreen.activeService',
    broken: () => ({ ...POD, strategy: active(js('checkout')) }),
    fine: (scope) => ({ ...POD, strategy: active(serviceIn(scope, 'checkout')) }),
  },
  {
    id: 'R2',
    when: 'a Service belongs to another Rollout',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (scope) => {
      const service = serviceIn(scope, 'checkout');
      new Rollout(scope, 'other', { ...POD, strategy: active(service) });
      return { ...POD, strategy: active(service) };
    },
    fine: (scope) => {
      new Rollout(scope, 'other', { ...POD, strategy: active(serviceIn(scope, 'other-service')) });
      return { ...POD, strategy: active(serviceIn(scope, 'checkout')) };
    },
  },
  {
    id: 'service-selector',
    when: 'a Service selects the pods of a Deployment',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (scope) => {
      const deployment = new kplus.Deployment(scope, 'cart', POD);
      return { ...POD, strategy: active(deployment.exposeViaService({ name: 'checkout' })) };
    },
    fine: (scope) => {
      const deployment = new kplus.Deployment(scope, 'cart', POD);
      const strategy = active(deployment.exposeViaService({ name: 'checkout' }));
      return { strategy, workloadRef: { workload: deployment } };
    },
  },
  {
    id: 'service-external',
    when: 'a Service is an alias in the DNS',
    at: 'spec.strategy.blueGreen.activeService',
    broken: (scope) => ({
      ...POD,
      strategy: active(serviceIn(scope, 'checkout', { externalName: 'checkout.example.com' })),
    }),
    fine: (scope) => ({
      ...POD,
      strategy: active(serviceIn(scope, 'checkout', { type: kplus.ServiceType.LOAD_BALANCER })),
    }),
  },
];
