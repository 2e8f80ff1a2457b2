import { manifestOf, type Handed } from './handed';
import type { Problem } from '../../errors';

/** Names of the VirtualNodes of the two versions. */
export interface VirtualNodes {
  readonly stable: string;
  readonly canary: string;
}

/** What is judged together. */
export interface MeshParts {
  readonly virtualService: Handed;
  readonly virtualRouter: Handed | undefined;
  readonly routes: readonly string[] | undefined;
  readonly nodes: VirtualNodes;
}

interface WeightedTarget {
  readonly virtualNodeRef?: { readonly name?: string };
}

interface RouteRule {
  readonly action?: { readonly weightedTargets?: readonly WeightedTarget[] };
}

type Route = { readonly name?: string } & Partial<Record<(typeof ROUTE_TYPES)[number], RouteRule>>;

interface VirtualServiceManifest {
  readonly spec?: {
    readonly provider?: { readonly virtualRouter?: { readonly virtualRouterRef?: { readonly name?: string } } };
  };
}

interface VirtualRouterManifest {
  readonly spec?: { readonly routes?: readonly Route[] };
}

/** The kinds of routes that the controller can split. */
const ROUTE_TYPES = ['httpRoute', 'tcpRoute', 'http2Route', 'grpcRoute'] as const;

/** R17: what the controller refuses in the VirtualService and its router, and routes it would leave alone. */
export function* routerRuleProblems(at: string, parts: MeshParts): Iterable<Problem> {
  const { virtualService, virtualRouter } = parts;
  const ref = manifestOf<VirtualServiceManifest>(virtualService)?.spec?.provider?.virtualRouter?.virtualRouterRef;
  const service = { rule: 'R17', at: `${at}.virtualService.name`, value: virtualService.name };
  if (virtualService.apiObject && ref === undefined) {
    yield {
      ...service,
      what: 'the provider of the VirtualService is not a VirtualRouter.',
      why: 'the controller would refuse the Rollout: it sets weights in the routes of a VirtualRouter.',
      fix: 'set spec.provider.virtualRouter.virtualRouterRef.',
    };
  } else if (ref && virtualRouter && ref.name !== virtualRouter.name) {
    yield {
      ...service,
      what: `its provider is VirtualRouter "${ref.name}", not "${virtualRouter.name}".`,
      why: 'the controller follows the VirtualService, so it would set weights in the other one.',
      fix: 'pass the VirtualRouter that the VirtualService names.',
    };
  }
  if (virtualRouter?.apiObject) {
    yield* routeProblems(at, virtualRouter, parts);
  }
}

function* routeProblems(at: string, router: Handed, { routes: wanted, nodes }: MeshParts): Iterable<Problem> {
  const routes = manifestOf<VirtualRouterManifest>(router)?.spec?.routes ?? [];
  const problem = { rule: 'R17', at: `${at}.virtualService`, value: router.name };
  if (routes.length === 0) {
    yield {
      ...problem,
      what: 'the VirtualRouter has no routes.',
      why: 'the controller would refuse the Rollout: there is no traffic it could move.',
      fix: 'give it a route with two weighted targets.',
    };
  }
  for (const name of wanted ?? []) {
    if (routes.length > 0 && !routes.some((route) => route.name === name)) {
      yield {
        rule: 'appmesh-routes',
        at: `${at}.virtualService.routes`,
        value: name,
        what: `VirtualRouter "${router.name}" has no route of that name.`,
        why: 'the controller passes over a route it does not find, so its traffic would never move.',
        fix: `use ${routes.map((route) => `"${route.name}"`).join(', ')}.`,
      };
    }
  }
  // the controller judges every route of the router, also those whose weights it leaves alone
  for (const route of routes) {
    yield* targetProblems(problem, route, nodes, wanted === undefined || wanted.includes(route.name ?? ''));
  }
}

function* targetProblems(
  problem: Pick<Problem, 'rule' | 'at' | 'value'>,
  route: Route,
  nodes: VirtualNodes,
  split: boolean,
): Iterable<Problem> {
  const type = ROUTE_TYPES.find((one) => route[one] !== undefined);
  const targets = type && route[type]?.action?.weightedTargets;
  if (targets?.length !== 2) {
    yield {
      ...problem,
      what: targets
        ? `route "${route.name}" of the VirtualRouter has ${targets.length} weighted targets, not 2.`
        : `route "${route.name}" of the VirtualRouter has no weighted targets.`,
      why: 'the controller would refuse the Rollout: it splits each route of the router in two.',
      fix: 'list the stable VirtualNode with weight 100 and the canary VirtualNode with weight 0.',
    };
    return;
  }
  for (const node of split ? [nodes.stable, nodes.canary] : []) {
    if (!targets.some((target) => target.virtualNodeRef?.name === node)) {
      yield {
        ...problem,
        rule: 'appmesh-nodes',
        what: `route "${route.name}" of the VirtualRouter does not lead to VirtualNode "${node}".`,
        why: 'the controller sets the weights of the two VirtualNodes it is told of and leaves others as they are.',
        fix: 'list the stable and the canary VirtualNode as its targets.',
      };
    }
  }
}
