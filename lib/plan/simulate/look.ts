import { basicLook } from './basic-look';
import { routerOf, type CanaryState, type Look } from './canary-state';
import type { Live } from './live';
import { routedLook } from './routed-look';

/** A look at pods and traffic, with or without a router. */
export function look(live: Live, state: CanaryState): Look {
  const router = routerOf(state);
  return router ? routedLook(live, state, router) : basicLook(live, state);
}
