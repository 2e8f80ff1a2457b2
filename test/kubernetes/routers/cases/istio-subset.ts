import { rule, subsets, to, virtualService } from './istio-objects';
import type { Relation } from './relation';
import type { Shop } from '../support';
import { istioSubset } from '../../../../lib/kubernetes/routers';

const rootService = (shop: Shop) => ({ rootService: shop.service('checkout') });

/** VirtualServices and DestinationRules of one Service's subsets. */
export const istioSubsetRelations: readonly Relation[] = [
  {
    name: 'istio subsets with objects that fit',
    rules: [],
    controller: 'accepts',
    canary: rootService,
    router: (shop) =>
      istioSubset({
        virtualService: virtualService(shop, { http: [{ route: subsets }] }),
        destinationRule: rule(shop, ['stable', 'canary']),
      }),
  },
  {
    name: 'istio subsets with a route that does not lead to the canary subset',
    rules: ['R15'],
    controller: 'refuses',
    canary: rootService,
    router: (shop) =>
      istioSubset({ virtualService: virtualService(shop, { http: [{ route: [to('checkout', 100, 'stable')] }] }) }),
  },
  {
    name: 'istio subsets with a DestinationRule that lacks one',
    rules: ['istio-subset-missing'],
    // it says nothing, and the subset stays missing
    controller: 'accepts',
    canary: rootService,
    router: (shop) => istioSubset({ destinationRule: rule(shop, ['stable']) }),
  },
  {
    name: 'istio subsets with a DestinationRule that has another one',
    rules: ['istio-subset-removed'],
    // it says nothing, and takes the subset away
    controller: 'accepts',
    canary: rootService,
    router: (shop) => istioSubset({ destinationRule: rule(shop, ['stable', 'canary', 'lab']) }),
  },
  {
    name: 'istio subsets with a DestinationRule of another host',
    rules: ['istio-subset-host'],
    controller: 'accepts',
    canary: rootService,
    router: (shop) => istioSubset({ destinationRule: rule(shop, ['stable', 'canary'], 'other') }),
  },
];
