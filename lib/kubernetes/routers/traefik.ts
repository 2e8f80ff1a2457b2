import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
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
import { nameProblems, ownMetadata, type OwnedObject, type RawFields } from './owned';
import { portProblems, sidesOf, type Sides } from './sides';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, TrafficRouter } from '../router';
import { compact } from '../values';

/** A TraefikService that the router makes, and the IngressRoute to it if there is a host or a rule. */
export interface OwnTraefikService extends OwnedObject {
  /** Host names of an IngressRoute. @default - no IngressRoute, unless there is a `rule` */
  readonly host?: string | Some<string>;
  /** Rule of an IngressRoute in Traefik's words, such as "PathPrefix(`/api`)"; meets the hosts as well. @default - none */
  readonly rule?: string;
  /** @default - all entry points */
  readonly entryPoints?: readonly string[];
  /** Middlewares of this app, first to last. @default - none */
  readonly middlewares?: readonly ApiObject[];
  /** Certificate of the IngressRoute: a Secret, or the name of a certificate resolver. @default - plain HTTP */
  readonly tls?: { readonly secret: kplus.ISecret } | { readonly certResolver: string };
  /** Port of the stable and the canary Service. @default - the first port of the stable one */
  readonly port?: number;
  /** Cookie by which a client stays with the version it has got. @default - none */
  readonly stickyCookie?: { readonly name?: string; readonly secure?: boolean; readonly httpOnly?: boolean };
  /**
   * Group of Traefik's kinds: `traefik.containo.us` before Traefik 2.10. Argo Rollouts 1.9 looks there unless it is
   * started with `--traefik-api-group=traefik.io --traefik-api-version=traefik.io/v1alpha1`. @default 'traefik.io'
   */
  readonly apiGroup?: 'traefik.io' | 'traefik.containo.us';
}

/** A TraefikService made here, or one handed in. */
export type TraefikProps =
  | (OwnTraefikService & { readonly traefikService?: never })
  | (Without<OwnTraefikService> & { readonly traefikService: HandedObject });

interface TraefikServiceManifest {
  readonly spec?: { readonly weighted?: { readonly services?: readonly { readonly name?: string }[] } };
}

const AT = `${ROUTING}.traefik.weightedTraefikServiceName`;

/** Traefik: a weighted TraefikService of the stable and the canary Service. */
export function traefik(props: TraefikProps = {}): TrafficRouter {
  const source = props.traefikService ?? props;
  return {
    id: 'traefik',
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
      ...portProblems(`${AT}.port`, request, props.port),
      ...(isHanded(source) ? handedProblems(source) : nameProblems(`${AT}.name`, source.name)),
    ],
    bind(scope, context) {
      const sides = sidesOf(context);
      if (!isHanded(source)) {
        return { traefik: { weightedTraefikServiceName: makeTraefikService(scope, context, source, sides).name } };
      }
      const handed = toHanded(source);
      judgeAtSynth(scope, () => judge(handed, sides, context));
      return { traefik: { weightedTraefikServiceName: handed.name } };
    },
  };
}

function handedProblems(object: HandedObject): readonly Problem[] {
  const group = toHanded(object).apiObject?.apiGroup;
  return kindProblems(AT, object, `${group === 'traefik.containo.us' ? group : 'traefik.io'}/TraefikService`);
}

function makeTraefikService(scope: Construct, context: RouterContext, own: OwnTraefikService, sides: Sides): ApiObject {
  const apiVersion = `${own.apiGroup ?? 'traefik.io'}/v1alpha1`;
  const port = own.port ?? sides.stable.port;
  const metadata = ownMetadata(context, own);
  const service = new ApiObject(scope, 'TraefikService', {
    apiVersion,
    kind: 'TraefikService',
    metadata,
    spec: {
      weighted: {
        services: [
          { name: sides.stable.name, port, weight: 100 },
          { name: sides.canary.name, port, weight: 0 },
        ],
        sticky: own.stickyCookie && { cookie: own.stickyCookie },
      },
    },
  });
  const match = ruleOf(own);
  if (match !== undefined) {
    const route: RawFields = {
      kind: 'Rule',
      match,
      middlewares: own.middlewares?.map((one) => compact({ name: one.name, namespace: one.metadata.namespace })),
      services: [{ kind: 'TraefikService', name: service.name }],
    };
    new ApiObject(scope, 'IngressRoute', {
      apiVersion,
      kind: 'IngressRoute',
      metadata,
      spec: { entryPoints: own.entryPoints, routes: [route], tls: own.tls && tlsOf(own.tls) },
    });
  }
  return service;
}

function ruleOf({ host, rule }: OwnTraefikService): string | undefined {
  const hosts = [host].flat().flatMap((one) => (one === undefined ? [] : [`Host(\`${one}\`)`]));
  const anyHost = hosts.length > 1 ? `(${hosts.join(' || ')})` : hosts[0];
  return anyHost && rule ? `${anyHost} && (${rule})` : (anyHost ?? rule);
}

function tlsOf(tls: NonNullable<OwnTraefikService['tls']>): object {
  return 'secret' in tls ? { secretName: tls.secret.name } : { certResolver: tls.certResolver };
}

function* judge(handed: Handed, { stable, canary }: Sides, context: RouterContext): Iterable<Problem> {
  yield* namespaceProblems(AT, handed, context);
  const manifest = manifestOf<TraefikServiceManifest>(handed);
  const names = manifest?.spec?.weighted?.services?.map(({ name }) => name) ?? [];
  for (const { name } of manifest === undefined ? [] : [stable, canary]) {
    if (!names.includes(name)) {
      yield {
        rule: 'traefik-services',
        at: AT,
        value: handed.name,
        what: `spec.weighted.services of the TraefikService does not list Service "${name}".`,
        why: 'the controller sets the weights of these entries and would fail at the first step.',
        fix: 'list the stable Service with weight 100 and the canary Service with weight 0.',
      };
    }
  }
}

export const traefikKind: RouterKind = {
  id: 'traefik',
  title: 'Traefik',
  since: '1.3.0',
  owns: ['traefik.io/TraefikService', 'traefik.io/IngressRoute'],
  examples: () => [
    traefik({ host: 'shop.example.com' }),
    traefik({
      host: ['shop.example.com', 'www.example.com'],
      rule: 'PathPrefix(`/checkout`)',
      entryPoints: ['websecure'],
      tls: { certResolver: 'letsencrypt' },
      stickyCookie: { name: 'version', secure: true, httpOnly: true },
    }),
    traefik(),
  ],
};
