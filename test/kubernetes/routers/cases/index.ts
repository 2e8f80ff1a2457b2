import { ingressRelations } from './ingress';
import { istioHostRelations } from './istio-host';
import { istioSubsetRelations } from './istio-subset';
import type { Relation } from './relation';
import { vendorRelations } from './vendors';

export type { Relation } from './relation';

/** Routers with objects that were handed to them, each way that fits or does not. */
export const relations: readonly Relation[] = [
  ...ingressRelations,
  ...istioHostRelations,
  ...istioSubsetRelations,
  ...vendorRelations,
];
