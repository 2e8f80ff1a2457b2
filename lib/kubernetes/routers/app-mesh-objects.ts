import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualNodes } from './app-mesh-check';
import { judgeAtSynth, kindProblems, toHanded, type HandedObject, type Some } from './handed';
import { nameProblems, namespaceOf, ownMetadata, ownName, podLabelsOf, rawProblems } from './owned';
import type { OwnedObject, RawFields } from './owned';
import { makeRootService, rootServiceProblems, type RootServiceProps } from './root-service';
import { portProblems, type Sides } from './sides';
import type { Problem } from '../../errors';
import { POD_TEMPLATE_HASH_LABEL } from '../conventions';
import type { RouterContext, RouterRequest } from '../router';
import { isOwnService, type ServiceLike } from '../services';

export const GROUP = 'appmesh.k8s.aws';
const VERSION = `${GROUP}/v1beta2`;

/** One route of the VirtualRouter. */
export interface AppMeshRoute {
  /** Unique in the router. */
  readonly name: string;
  /** As App Mesh writes it. @default - everything: `{ prefix: '/' }` for HTTP */
  readonly match?: RawFields;
  /** 0 to 1000; the lowest is tried first. @default - none */
  readonly priority?: number;
  /** As App Mesh writes it. @default - none */
  readonly retryPolicy?: RawFields;
  /** As App Mesh writes it. @default - 15 s a request */
  readonly timeout?: RawFields;
}

/**
 * A VirtualService, VirtualRouter and two VirtualNodes that the router makes. `name` is that of the router and the
 * beginning of the nodes' names; the VirtualService has the name of the Service that clients call.
 */
export interface OwnAppMesh extends OwnedObject {
  /** @default 'http' */
  readonly protocol?: keyof typeof ROUTE_TYPE;
  /** Port that clients call. @default - the first port of the stable Service */
  readonly port?: number;
  /** Port on which the pods listen. @default - where the Service's port leads */
  readonly listenerPort?: number;
  /** @default - one, "primary", for everything */
  readonly routes?: Some<AppMeshRoute>;
  /** Health check of the listeners as App Mesh writes it. @default - none: Kubernetes' probes decide */
  readonly healthCheck?: RawFields;
  /** VirtualServices that the pods call. @default - none */
  readonly backends?: readonly HandedObject[];
  /** `ENDPOINTS` for headless Services, whose name gives the addresses of pods. @default 'LOADBALANCER' */
  readonly responseType?: 'LOADBALANCER' | 'ENDPOINTS';
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** The Service that clients call, where the strategy names none. @default - one is made, with the Rollout's name */
  readonly rootService?: RootServiceProps;
  /** Further fields of the VirtualNodes' `spec` as App Mesh writes them. @default - none */
  readonly more?: RawFields;
}

/** Where each protocol's routes stand. */
const ROUTE_TYPE = { http: 'httpRoute', http2: 'http2Route', grpc: 'grpcRoute', tcp: 'tcpRoute' } as const;
/** What matches everything. */
const EVERYTHING = { http: { prefix: '/' }, http2: { prefix: '/' }, grpc: {}, tcp: undefined } as const;
const NODE_FIELDS = ['podSelector', 'listeners', 'serviceDiscovery', 'backends'];

/** What can't be about App Mesh objects made here. */
export function ownAppMeshProblems(at: string, own: OwnAppMesh, request: RouterRequest): readonly Problem[] {
  return [
    ...nameProblems(`${at}.name`, own.name),
    ...portProblems(`${at}.port`, request, own.port),
    ...rootServiceProblems(`${at}.rootService`, request, own.rootService),
    ...rawProblems(`${at}.more`, own.more, NODE_FIELDS),
    ...(own.backends ?? []).flatMap((backend) => kindProblems(`${at}.backends`, backend, `${GROUP}/VirtualService`)),
    ...listenerProblems(at, own, request),
  ];
}

function* listenerProblems(at: string, own: OwnAppMesh, { stable }: RouterRequest): Iterable<Problem> {
  if (stable && !isOwnService(stable) && own.listenerPort === undefined) {
    yield {
      rule: 'appmesh-listener-port',
      at: `${at}.listenerPort`,
      what: `the port of the pods is not known: Service "${stable.name}" is only declared to exist.`,
      why: 'a VirtualNode listens on the port of the pods, not on that of the Service.',
      fix: 'pass `listenerPort`.',
    };
  }
}

/** Makes the objects; the names are what the Rollout refers to. */
export function makeAppMesh(scope: Construct, context: RouterContext, own: OwnAppMesh, sides: Sides) {
  const { protocol = 'http', port = sides.stable.port } = own;
  const root = context.root ?? makeRootService(scope, context, own.rootService);
  const base = ownMetadata(context, own);
  const named = (name: string): ApiObjectMetadata => ({ ...base, name });
  const names = {
    router: base.name ?? '',
    stable: ownName(base.name ?? '', 'stable'),
    canary: ownName(base.name ?? '', 'canary'),
  };
  const routes = own.routes ?? [{ name: 'primary' }];

  new ApiObject(scope, 'VirtualService', {
    apiVersion: VERSION,
    kind: 'VirtualService',
    metadata: named(root.name),
    spec: { provider: { virtualRouter: { virtualRouterRef: { name: names.router } } } },
  });
  new ApiObject(scope, 'VirtualRouter', {
    apiVersion: VERSION,
    kind: 'VirtualRouter',
    metadata: named(names.router),
    spec: {
      listeners: [{ portMapping: { port, protocol } }],
      routes: routes.map((route) => renderRoute(route, protocol, names)),
    },
  });
  for (const side of ['stable', 'canary'] as const) {
    new ApiObject(scope, `VirtualNode-${side}`, {
      apiVersion: VERSION,
      kind: 'VirtualNode',
      metadata: named(names[side]),
      spec: nodeSpec(context, own, side, sides[side], portOfPods(sides.stable, port, own.listenerPort)),
    });
  }
  judgeAtSynth(scope, () => namespaceKnown(context));
  return { virtualService: root.name, routes: routes.map(({ name }) => name), nodes: names };
}

function renderRoute(route: AppMeshRoute, protocol: keyof typeof ROUTE_TYPE, nodes: VirtualNodes): object {
  return {
    name: route.name,
    priority: route.priority,
    [ROUTE_TYPE[protocol]]: {
      match: route.match ?? EVERYTHING[protocol],
      retryPolicy: route.retryPolicy,
      timeout: route.timeout,
      action: {
        weightedTargets: [
          { virtualNodeRef: { name: nodes.stable }, weight: 100 },
          { virtualNodeRef: { name: nodes.canary }, weight: 0 },
        ],
      },
    },
  };
}

function nodeSpec(context: RouterContext, own: OwnAppMesh, side: string, service: ServiceLike, port: number): object {
  const { protocol = 'http', clusterDomain = 'cluster.local' } = own;
  return {
    ...own.more,
    // App Mesh refuses two nodes with the same selector, so they differ before the controller has set the hashes
    podSelector: { matchLabels: { ...podLabelsOf(context), [POD_TEMPLATE_HASH_LABEL]: side } },
    listeners: [{ portMapping: { port, protocol }, healthCheck: own.healthCheck }],
    serviceDiscovery: {
      dns: {
        hostname: `${service.name}.${namespaceOf(context) ?? ''}.svc.${clusterDomain}`,
        responseType: own.responseType,
      },
    },
    backends: own.backends?.map((backend) => {
      const { name, namespace } = toHanded(backend);
      return { virtualService: { virtualServiceRef: { name, namespace } } };
    }),
  };
}

function portOfPods(service: ServiceLike, port: number, given: number | undefined): number {
  const target = isOwnService(service) ? service.ports.find((one) => one.port === port)?.targetPort : undefined;
  return given ?? target ?? port;
}

function* namespaceKnown(context: RouterContext): Iterable<Problem> {
  if (namespaceOf(context) === undefined) {
    yield {
      rule: 'appmesh-namespace',
      at: 'metadata.namespace',
      what: 'the namespace of the Rollout is not known.',
      why: 'the VirtualNodes find their Services by their full DNS names.',
      fix: 'give the chart or the Rollout a namespace.',
    };
  }
}
