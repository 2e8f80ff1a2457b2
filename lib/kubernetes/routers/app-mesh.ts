import { routerRuleProblems, type VirtualNodes } from './app-mesh-check';
import { GROUP, makeAppMesh, ownAppMeshProblems, type OwnAppMesh } from './app-mesh-objects';
import { ROUTING, judgeAtSynth, kindProblems, namespaceProblems, toHanded } from './handed';
import type { HandedObject, Some, Without } from './handed';
import { sidesOf } from './sides';
import type { Problem } from '../../errors';
import type { RouterKind, TrafficRouter } from '../router';

/** Objects of App Mesh that are handed in. */
export interface HandedAppMesh {
  /** The VirtualService clients call; its provider must be a VirtualRouter. */
  readonly virtualService: HandedObject;
  /** The VirtualRouter that the VirtualService names; its routes are then checked. @default - taken on trust */
  readonly virtualRouter?: HandedObject;
  /** Names of the router's routes that carry the split. @default - all */
  readonly routes?: Some<string>;
  /** The VirtualNode of the stable version's pods. */
  readonly stableVirtualNode: HandedObject;
  /** The VirtualNode of the canary's pods. */
  readonly canaryVirtualNode: HandedObject;
}

/** App Mesh objects made here, or handed in. */
export type AppMeshProps =
  (OwnAppMesh & Without<Omit<HandedAppMesh, 'routes'>>) | (Without<Omit<OwnAppMesh, 'routes'>> & HandedAppMesh);

const AT = `${ROUTING}.appMesh`;

/** AWS App Mesh: a VirtualService that clients call, its VirtualRouter, and a VirtualNode for each version. */
export function appMesh(props: AppMeshProps = {}): TrafficRouter {
  return {
    id: 'appMesh',
    capabilities: {
      needsServices: true,
      rootService: true,
      pingPong: false,
      headerRoute: [],
      mirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: false,
    },
    problems: (request) => (isHandedMesh(props) ? handedProblems(props) : ownAppMeshProblems(AT, props, request)),
    bind(scope, context) {
      const sides = sidesOf(context);
      if (!isHandedMesh(props)) {
        const { virtualService, routes, nodes } = makeAppMesh(scope, context, props, sides);
        return { appMesh: render(virtualService, routes, nodes) };
      }
      const virtualService = toHanded(props.virtualService);
      const virtualRouter = props.virtualRouter && toHanded(props.virtualRouter);
      const [stable, canary] = [toHanded(props.stableVirtualNode), toHanded(props.canaryVirtualNode)];
      const nodes = { stable: stable.name, canary: canary.name };
      judgeAtSynth(scope, () => [
        ...[virtualService, stable, canary].flatMap((object) => namespaceProblems(AT, object, context)),
        ...routerRuleProblems(AT, { virtualService, virtualRouter, routes: props.routes, nodes }),
      ]);
      return { appMesh: render(virtualService.name, props.routes, nodes) };
    },
  };
}

function isHandedMesh(props: AppMeshProps): props is Without<Omit<OwnAppMesh, 'routes'>> & HandedAppMesh {
  return props.virtualService !== undefined;
}

function handedProblems(props: HandedAppMesh): readonly Problem[] {
  const { virtualService, virtualRouter, stableVirtualNode, canaryVirtualNode } = props;
  return [
    ...kindProblems(`${AT}.virtualService`, virtualService, `${GROUP}/VirtualService`),
    ...(virtualRouter ? kindProblems(`${AT}.virtualService`, virtualRouter, `${GROUP}/VirtualRouter`) : []),
    ...kindProblems(`${AT}.virtualNodeGroup.stableVirtualNodeRef`, stableVirtualNode, `${GROUP}/VirtualNode`),
    ...kindProblems(`${AT}.virtualNodeGroup.canaryVirtualNodeRef`, canaryVirtualNode, `${GROUP}/VirtualNode`),
  ];
}

function render(virtualService: string, routes: readonly string[] | undefined, nodes: VirtualNodes): object {
  return {
    virtualService: { name: virtualService, routes },
    virtualNodeGroup: {
      canaryVirtualNodeRef: { name: nodes.canary },
      stableVirtualNodeRef: { name: nodes.stable },
    },
  };
}

export const appMeshKind: RouterKind = {
  id: 'appMesh',
  title: 'AWS App Mesh',
  since: '1.2.0',
  owns: [`${GROUP}/VirtualService`, `${GROUP}/VirtualRouter`, `${GROUP}/VirtualNode`, 'Service'],
  examples: () => [
    appMesh(),
    appMesh({
      protocol: 'http2',
      routes: [{ name: 'api', match: { prefix: '/api' }, priority: 1 }, { name: 'rest' }],
      healthCheck: {
        protocol: 'http2',
        path: '/healthz',
        healthyThreshold: 2,
        unhealthyThreshold: 2,
        intervalMillis: 5000,
        timeoutMillis: 2000,
      },
      more: { logging: { accessLog: { file: { path: '/dev/stdout' } } } },
    }),
    appMesh({ protocol: 'tcp' }),
    appMesh({ protocol: 'grpc', responseType: 'ENDPOINTS' }),
  ],
};
