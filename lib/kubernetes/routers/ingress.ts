import type { Construct } from 'constructs';
import * as kplus from 'cdk8s-plus-28';
import {
  isHanded,
  judgeAtSynth,
  kindProblems,
  manifestOf,
  namespaceProblems,
  toHanded,
  type Handed,
  type HandedObject,
  type Some,
  type Without,
} from './handed';
import { nameProblems, ordinal, ownMetadata, type OwnedObject } from './owned';
import type { Problem } from '../../errors';
import type { RouterContext } from '../router';

/** An Ingress that the router makes: every path of every host leads to the Rollout. */
export interface OwnIngress extends OwnedObject {
  /** Host names. @default - every host */
  readonly host?: string | Some<string>;
  /** Paths, each beginning with "/". @default '/' */
  readonly path?: string | Some<string>;
  /** @default kplus.HttpIngressPathType.PREFIX */
  readonly pathType?: kplus.HttpIngressPathType;
  /**
   * The IngressClass. Rollouts watches `nginx` and `alb`; others it must be told (`--nginx-ingress-classes`,
   * `--alb-ingress-classes`). @default - `nginx` or `alb`
   */
  readonly className?: string;
  /** Certificates by host. @default - plain HTTP */
  readonly tls?: readonly kplus.IngressTls[];
}

/** An Ingress of this app, or one declared to exist. */
export type HandedIngress = kplus.Ingress | HandedObject;

/** One Ingress made here, one handed in, or several of both kinds. */
export type IngressSource =
  | (OwnIngress & { readonly ingress?: never; readonly ingresses?: never })
  | (Without<OwnIngress> & { readonly ingress: HandedIngress; readonly ingresses?: never })
  | (Without<OwnIngress> & { readonly ingress?: never; readonly ingresses: Some<HandedIngress | OwnIngress> });

/** How an Ingress names a Service: kplus.Ingress knows no port names without a number, so it can't say `use-annotation`. */
export interface IngressTarget {
  readonly service: string;
  readonly port: { readonly number: number } | { readonly name: string };
  /** Class of an Ingress that says none. */
  readonly className: string;
}

/** What a router looks for in an Ingress that it was handed. */
export interface IngressPath {
  readonly backend?: {
    readonly service?: { readonly name?: string; readonly port?: { readonly name?: string } };
    readonly resource?: unknown;
  };
}

export interface IngressManifest {
  readonly spec?: {
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths?: readonly IngressPath[] } }[];
  };
}

/** The Ingresses in the order they were given. */
export function ingressesOf(source: IngressSource): Some<HandedIngress | OwnIngress> {
  if (source.ingresses) {
    return source.ingresses;
  }
  return [source.ingress ?? source];
}

/** What can't be about the Ingresses, whatever else there is. */
export function ingressProblems(at: string, source: IngressSource): readonly Problem[] {
  return ingressesOf(source).flatMap((ingress) =>
    isHanded(ingress)
      ? kindProblems(at, ingress, 'networking.k8s.io/Ingress')
      : [...nameProblems(`${at}.name`, ingress.name), ...pathProblems(at, ingress)],
  );
}

function pathProblems(at: string, { path = '/' }: OwnIngress): readonly Problem[] {
  return [path]
    .flat()
    .filter((one) => !one.startsWith('/'))
    .map((value) => ({
      rule: 'router-path',
      at: `${at}.path`,
      value,
      what: 'it does not begin with "/".',
      why: 'Kubernetes would refuse the Ingress.',
      fix: `use "/${value}".`,
    }));
}

/** Makes or takes the Ingresses; those handed in are judged by `judge` at synth. Returns their names. */
export function bindIngresses(
  scope: Construct,
  context: RouterContext,
  source: IngressSource,
  target: IngressTarget,
  judge: (ingress: Handed) => Iterable<Problem>,
): readonly string[] {
  return ingressesOf(source).map((ingress, index) => {
    if (isHanded(ingress)) {
      const handed = toHanded(ingress);
      judgeAtSynth(scope, () => judge(handed));
      return handed.name;
    }
    return makeIngress(scope, context, ingress, target, ordinal(index)).name;
  });
}

function makeIngress(scope: Construct, context: RouterContext, own: OwnIngress, target: IngressTarget, nth: string) {
  const { host, path = '/', pathType = kplus.HttpIngressPathType.PREFIX } = own;
  const paths = [path].flat().map((one) => ({
    path: one,
    pathType,
    backend: { service: { name: target.service, port: target.port } },
  }));
  return new kplus.k8s.KubeIngress(scope, `Ingress${nth}`, {
    metadata: ownMetadata(context, own, nth),
    spec: {
      ingressClassName: own.className ?? target.className,
      tls: own.tls?.map(({ hosts, secret }) => ({ hosts, secretName: secret?.name })),
      rules: [host].flat().map((one) => ({ host: one, http: { paths } })),
    },
  });
}

/** R10: no rule for the Service; also what makes the controller crash on the way to finding one. */
export function* serviceRuleProblems(
  at: string,
  ingress: Handed,
  service: string,
  context: RouterContext,
): Iterable<Problem> {
  yield* namespaceProblems(at, ingress, context);
  const manifest = manifestOf<IngressManifest>(ingress);
  const paths = manifest?.spec?.rules?.flatMap((rule) => rule.http?.paths ?? []);
  if (manifest === undefined) {
    return;
  }
  if (!paths?.some((path) => path.backend?.service?.name === service)) {
    yield {
      rule: 'R10',
      at,
      value: ingress.name,
      what: `the Ingress has no rule for Service "${service}".`,
      why: 'the controller would refuse the Rollout: it moves the traffic of that rule, a default backend does not count.',
      fix: `add a rule with that Service as its backend.`,
    };
  }
  if (paths?.some((path) => path.backend?.resource !== undefined)) {
    yield {
      rule: 'router-ingress-resource',
      at,
      value: ingress.name,
      what: 'the Ingress has a path whose backend is a resource, not a Service.',
      why: 'Argo Rollouts 1.9 takes every backend for a Service and crashes on this one.',
      fix: 'move the path to an Ingress of its own.',
    };
  }
}
