import { ROUTING } from './handed';
import { nameProblems, ownName } from './owned';
import { makeRootService, rootServiceProblems, type RootServiceProps } from './root-service';
import { portProblems } from './sides';
import type { RouterKind, TrafficRouter } from '../router';

export interface SmiProps {
  /** Name of the TrafficSplit that the controller makes and keeps. @default - the Rollout's name */
  readonly trafficSplitName?: string;
  /**
   * The Service that clients call, where the strategy names none; `false`: they call the stable one.
   * @default - one is made, with the Rollout's name
   */
  readonly rootService?: RootServiceProps | false;
}

const AT = `${ROUTING}.smi`;

/**
 * Service Mesh Interface, a specification that is archived. The controller makes the TrafficSplit itself, and refuses to
 * touch one that it did not make.
 */
export function smi(props: SmiProps = {}): TrafficRouter {
  const { rootService, trafficSplitName } = props;
  return {
    id: 'smi',
    capabilities: {
      needsServices: true,
      rootService: rootService !== false,
      pingPong: false,
      headerRoute: [],
      mirrorRoute: false,
      experimentWeight: true,
      maxTrafficWeight: false,
    },
    problems: (request) => [
      ...nameProblems(`${AT}.trafficSplitName`, trafficSplitName),
      ...portProblems(AT, request),
      ...rootServiceProblems(`${AT}.rootService`, request, rootService),
    ],
    bind(scope, context) {
      const root = rootService === false ? undefined : (context.root ?? makeRootService(scope, context, rootService));
      return { smi: { rootService: root?.name, trafficSplitName: trafficSplitName ?? ownName(context.name) } };
    },
  };
}

export const smiKind: RouterKind = {
  id: 'smi',
  title: 'Service Mesh Interface',
  since: '0.9.0',
  owns: ['Service'],
  examples: () => [smi(), smi({ rootService: false, trafficSplitName: 'checkout-split' })],
};
