import type { RouterCapabilities, TrafficRouter } from '../../lib';

/** A router that makes nothing: for tests of what stands around routers. */
export function stubRouter(capabilities: Partial<RouterCapabilities>): TrafficRouter {
  return {
    id: 'stub',
    capabilities: {
      needsServices: false,
      rootService: false,
      pingPong: false,
      headerRoute: [],
      mirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: false,
      ...capabilities,
    },
    problems: () => [],
    bind: () => ({ plugins: { stub: {} } }),
  };
}
