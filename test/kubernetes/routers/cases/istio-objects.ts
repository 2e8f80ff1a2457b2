import { object, type Fields } from './relation';
import type { Shop } from '../support';

export const to = (host: string, weight?: number, subset?: string) => ({ destination: { host, subset }, weight });
export const both = [to('checkout-stable', 100), to('checkout-canary', 0)];
export const subsets = [to('checkout', 100, 'stable'), to('checkout', 0, 'canary')];
export const virtualService = (shop: Shop, routes: Fields, metadata?: Fields) =>
  object(shop, 'VirtualService', { hosts: ['checkout'], ...routes }, metadata);
export const rule = (shop: Shop, names: readonly string[], host = 'checkout') =>
  object(shop, 'DestinationRule', { host, subsets: names.map((name) => ({ name, labels: { app: 'a' } })) });
