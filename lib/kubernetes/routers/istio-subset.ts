import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isHanded, judgeAtSynth, kindProblems, namespaceProblems, ROUTING, toHanded } from './handed';
import type { HandedObject, Some } from './handed';
import { destinationRuleProblems } from './istio-check';
import type { Destinations } from './istio-routes';
import {
  allHanded,
  bindVirtualServices,
  httpCapabilities,
  ISTIO_GROUP,
  ISTIO_VERSION,
  sourceProblems,
} from './istio-virtual-service';
import type { VirtualServiceSource } from './istio-virtual-service';
import { nameProblems, ownMetadata, podLabelsOf, rawProblems, type OwnedObject, type RawFields } from './owned';
import { makeRootService, rootServiceProblems, type RootServiceProps } from './root-service';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, TrafficRouter } from '../router';
import type { ServiceLike } from '../services';

/** A DestinationRule that the router makes: one subset for each version. */
export interface OwnDestinationRule extends OwnedObject {
  /** As Istio writes it. @default - none */
  readonly trafficPolicy?: RawFields;
  /** Further fields of the `spec` as Istio writes them. @default - none */
  readonly more?: RawFields;
}

/** A subset of another DestinationRule that takes a fixed share of the traffic (Argo Rollouts 1.9). */
export interface AdditionalSubset {
  /** Its name in that DestinationRule. */
  readonly name: string;
  /** Host of that DestinationRule. */
  readonly host: string;
  /** Of 100; taken from the stable side. */
  readonly weight: number;
  /** @default - the Service's only port */
  readonly port?: number;
}

export interface IstioSubsetOptions {
  /** @default - one is made, with the Rollout's name */
  readonly destinationRule?: HandedObject | OwnDestinationRule;
  /** @default 'stable' */
  readonly stableSubset?: string;
  /** @default 'canary' */
  readonly canarySubset?: string;
  /** @default - none */
  readonly additionalSubsets?: Some<AdditionalSubset>;
  /** The Service that clients call, where the strategy names none. @default - one is made, with the Rollout's name */
  readonly rootService?: RootServiceProps;
}

/** Istio with subsets of one Service (subset-level): where the VirtualServices and the DestinationRule come from. */
export type IstioSubsetProps = IstioSubsetOptions & VirtualServiceSource;

const AT = `${ROUTING}.istio`;
const RULE_AT = `${AT}.destinationRule`;

/**
 * Istio, subset-level: one Service, whose pods a DestinationRule tells apart; there is no canary and no stable Service.
 *
 * While any pod that gets traffic is not available, Argo Rollouts waits with the subsets and neither ends an analysis
 * nor aborts (argo-rollouts#4626).
 */
export function istioSubset(props: IstioSubsetProps = {}): TrafficRouter {
  const { destinationRule = {}, stableSubset = 'stable', canarySubset = 'canary', additionalSubsets = [] } = props;
  const at = `${AT}.${props.virtualServices ? 'virtualServices' : 'virtualService'}`;
  const makesNothing = allHanded(props) && isHanded(destinationRule);
  return {
    id: 'istio',
    capabilities: {
      needsServices: false,
      rootService: true,
      pingPong: false,
      ...httpCapabilities(props),
      experimentWeight: true,
      maxTrafficWeight: false,
    },
    problems: (request) => [
      ...sourceProblems(at, props, request),
      ...(makesNothing ? [] : rootServiceProblems(`${AT}.rootService`, request, props.rootService)),
      ...ruleProblems(destinationRule),
      ...subsetProblems([stableSubset, canarySubset, ...additionalSubsets.map(({ name }) => name)]),
      ...weightProblems(additionalSubsets),
    ],
    bind(scope, context) {
      const root = context.root ?? (makesNothing ? undefined : makeRootService(scope, context, props.rootService));
      const host = root?.name ?? '';
      const destinations: Destinations = {
        stable: { host, subset: stableSubset },
        canary: { host, subset: canarySubset },
        additional: additionalSubsets.map(({ name, ...rest }) => ({ ...rest, subset: name })),
      };
      const target = { at, destinations, host, port: root?.port ?? 0 };
      return {
        istio: {
          ...bindVirtualServices(scope, context, props, target),
          destinationRule: {
            name: bindRule(scope, context, destinationRule, root, { stable: stableSubset, canary: canarySubset }),
            canarySubsetName: canarySubset,
            stableSubsetName: stableSubset,
            additionalSubsetNames: props.additionalSubsets?.map(({ name }) => name),
          },
        },
      };
    },
  };
}

function bindRule(
  scope: Construct,
  context: RouterContext,
  rule: HandedObject | OwnDestinationRule,
  service: ServiceLike | undefined,
  subsets: { readonly stable: string; readonly canary: string },
): string {
  if (isHanded(rule)) {
    const handed = toHanded(rule);
    judgeAtSynth(scope, () => [
      ...namespaceProblems(`${RULE_AT}.name`, handed, context),
      ...destinationRuleProblems(RULE_AT, handed, subsets, service?.name),
    ]);
    return handed.name;
  }
  const labels = podLabelsOf(context);
  return new ApiObject(scope, 'DestinationRule', {
    apiVersion: ISTIO_VERSION,
    kind: 'DestinationRule',
    metadata: ownMetadata(context, rule),
    spec: {
      ...rule.more,
      host: service?.name,
      trafficPolicy: rule.trafficPolicy,
      // the controller adds the hash of each version's pods
      subsets: [
        { name: subsets.stable, labels },
        { name: subsets.canary, labels },
      ],
    },
  }).name;
}

function* ruleProblems(rule: HandedObject | OwnDestinationRule): Iterable<Problem> {
  if (isHanded(rule)) {
    yield* kindProblems(`${RULE_AT}.name`, rule, `${ISTIO_GROUP}/DestinationRule`);
  } else {
    yield* nameProblems(`${RULE_AT}.name`, rule.name);
    yield* rawProblems(`${RULE_AT}.more`, rule.more, ['host', 'trafficPolicy', 'subsets']);
  }
}

function* subsetProblems(names: readonly string[]): Iterable<Problem> {
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    yield {
      rule: 'istio-subset-name',
      at: RULE_AT,
      value: name,
      what: 'two subsets have that name.',
      why: 'the versions could not be told apart.',
      fix: 'give each subset a name of its own.',
    };
  }
}

function* weightProblems(subsets: readonly AdditionalSubset[]): Iterable<Problem> {
  const sum = subsets.reduce((total, { weight }) => total + weight, 0);
  const whole = subsets.every(({ weight }) => Number.isInteger(weight) && weight >= 0);
  if (!whole || sum > 100) {
    yield {
      rule: 'istio-additional-weight',
      at: `${RULE_AT}.additionalSubsetNames`,
      value: subsets.map(({ weight }) => weight),
      what: 'the weights of the additional subsets are not whole numbers that add up to 100 or less.',
      why: 'Istio refuses other weights, and they are taken from the 100 of the stable side.',
      fix: 'use smaller whole numbers.',
    };
  }
}

export const istioSubsetKind: RouterKind = {
  id: 'istioSubset',
  title: 'Istio (subsets of one Service)',
  since: '1.0.0',
  owns: ['networking.istio.io/VirtualService', 'networking.istio.io/DestinationRule', 'Service'],
  examples: () => [
    istioSubset(),
    istioSubset({
      host: 'shop.example.com',
      gateways: ['public'],
      destinationRule: { trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } }, more: { exportTo: ['.'] } },
      stableSubset: 'old',
      canarySubset: 'new',
      additionalSubsets: [{ name: 'lab', host: 'checkout-lab', weight: 20, port: 80 }],
    }),
    istioSubset({ http: [{}], tcp: [{ port: 9000 }] }),
  ],
};
