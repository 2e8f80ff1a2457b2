import { ApiObject, type Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  isHanded,
  judgeAtSynth,
  kindProblems,
  manifestOf,
  namespaceProblems,
  ROUTING,
  toHanded,
  type Handed,
  type HandedObject,
  type Some,
  type Without,
} from './handed';
import { nameProblems, ordinal, ownMetadata, rawProblems, type OwnedObject, type RawFields } from './owned';
import { portProblems, sidesOf } from './sides';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, TrafficRouter } from '../router';
import type { ServiceLike } from '../services';

/** A Mapping that the router makes. */
export interface OwnMapping extends OwnedObject {
  /** Beginning of the path, such as "/checkout/". */
  readonly prefix: string;
  /** Host name, or a pattern with "*". @default '*' */
  readonly hostname?: string;
  /** What takes the place of the prefix; "" leaves it. @default '/' */
  readonly rewrite?: string;
  /** Name of a resolver; "endpoint" sends to pods instead of the Service's address. @default - that of the Ambassador module */
  readonly resolver?: string;
  /** @default Duration.seconds(3) */
  readonly timeout?: Duration;
  /** Port of the stable and the canary Service. @default - the first port of the stable one */
  readonly port?: number;
  /** Further fields of the Mapping's `spec` as Ambassador writes them. @default - none */
  readonly more?: RawFields;
}

/** One Mapping made here, or one or more of both kinds. */
export type AmbassadorProps =
  | (OwnMapping & { readonly mappings?: never })
  | (Without<OwnMapping> & { readonly mappings: Some<HandedObject | OwnMapping> });

interface MappingManifest {
  readonly spec?: { readonly weight?: number; readonly service?: string };
}

const AT = `${ROUTING}.ambassador.mappings`;
const OWN_FIELDS = ['prefix', 'hostname', 'rewrite', 'resolver', 'timeout_ms', 'service', 'weight'];

/**
 * Ambassador (Emissary-ingress). Each Mapping leads to the stable Service; while a rollout runs, the controller keeps a
 * copy `<mapping>-canary` that leads to the canary Service and carries the weight.
 */
export function ambassador(props: AmbassadorProps): TrafficRouter {
  const mappings: readonly (HandedObject | OwnMapping)[] = props.mappings ?? [props];
  return {
    id: 'ambassador',
    capabilities: {
      needsServices: true,
      rootService: false,
      pingPong: false,
      headerRoute: [],
      mirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: false,
    },
    problems: (request) => [
      ...emptyProblems(mappings),
      ...mappings.flatMap((mapping, index) =>
        isHanded(mapping)
          ? kindProblems(`${AT}[${index}]`, mapping, 'getambassador.io/Mapping')
          : [
              ...nameProblems(`${AT}[${index}].name`, mapping.name),
              ...portProblems(`${AT}[${index}].port`, request, mapping.port),
              ...rawProblems(`${AT}[${index}].more`, mapping.more, OWN_FIELDS),
            ],
      ),
    ],
    bind(scope, context) {
      const { stable } = sidesOf(context);
      const names = mappings.map((mapping, index) => {
        if (!isHanded(mapping)) {
          return makeMapping(scope, context, mapping, stable, ordinal(index)).name;
        }
        const handed = toHanded(mapping);
        judgeAtSynth(scope, () => judge(`${AT}[${index}]`, handed, stable, context));
        return handed.name;
      });
      return { ambassador: { mappings: names } };
    },
  };
}

function makeMapping(scope: Construct, context: RouterContext, own: OwnMapping, stable: ServiceLike, nth: string) {
  return new ApiObject(scope, `Mapping${nth}`, {
    apiVersion: 'getambassador.io/v3alpha1',
    kind: 'Mapping',
    metadata: ownMetadata(context, own, nth),
    spec: {
      ...own.more,
      hostname: own.hostname ?? '*',
      prefix: own.prefix,
      rewrite: own.rewrite,
      resolver: own.resolver,
      timeout_ms: own.timeout?.toMilliseconds(),
      service: `${stable.name}:${own.port ?? stable.port}`,
    },
  });
}

function* emptyProblems(mappings: readonly unknown[]): Iterable<Problem> {
  if (mappings.length === 0) {
    yield {
      rule: 'R16',
      at: AT,
      value: [],
      what: 'there is no Mapping.',
      why: 'the controller would refuse the Rollout: there is no traffic it could move.',
      fix: 'give a `prefix`, or one Mapping or more.',
    };
  }
}

function* judge(at: string, mapping: Handed, stable: ServiceLike, context: RouterContext): Iterable<Problem> {
  yield* namespaceProblems(at, mapping, context);
  const spec = manifestOf<MappingManifest>(mapping)?.spec;
  if (spec?.weight) {
    yield {
      rule: 'R16',
      at,
      value: mapping.name,
      what: `the Mapping sets a weight (${spec.weight}).`,
      why: 'the controller would refuse the Rollout: it sets the weight of a copy of this Mapping.',
      fix: 'leave out spec.weight.',
    };
  }
  if (mapping.apiObject && !spec?.service?.includes(stable.name)) {
    yield {
      rule: 'ambassador-service',
      at,
      value: mapping.name,
      what: `spec.service of the Mapping ("${spec?.service}") is not Service "${stable.name}".`,
      why: 'the controller makes the canary Mapping by putting the canary Service in its place; here both would lead to the same pods.',
      fix: `use "${stable.name}:${stable.port}".`,
    };
  }
}

export const ambassadorKind: RouterKind = {
  id: 'ambassador',
  title: 'Ambassador (Emissary-ingress)',
  since: '1.0.0',
  owns: ['getambassador.io/Mapping'],
  examples: () => [
    ambassador({ prefix: '/checkout/' }),
    ambassador({
      mappings: [
        { prefix: '/checkout/', hostname: 'shop.example.com', rewrite: '', resolver: 'endpoint' },
        { prefix: '/pay/', hostname: '*.example.com', more: { grpc: true, labels: { ambassador: [] } } },
      ],
    }),
  ],
};
