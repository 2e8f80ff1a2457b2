import { ROUTING, manifestOf, type Handed } from './handed';
import {
  bindIngresses,
  ingressProblems,
  serviceRuleProblems,
  type IngressManifest,
  type IngressSource,
} from './ingress';
import { portProblems, sidesOf } from './sides';
import { maxWeightProblems } from './weights';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, TrafficRouter } from '../router';

export interface NginxOptions {
  /** Port of the stable Service that an Ingress made here leads to. @default - its first port */
  readonly port?: number;
  /** Must be the prefix the ingress controller is configured with. @default 'nginx.ingress.kubernetes.io' */
  readonly annotationPrefix?: string;
  /**
   * Annotations of the canary Ingress, the prefix is put before each key: `{ 'canary-by-header': 'X-Canary' }`.
   * @default - none
   */
  readonly additionalIngressAnnotations?: Readonly<Record<string, string>>;
  /** Annotations of the canary Ingress with their full keys (Argo Rollouts 1.8). @default - none */
  readonly canaryIngressAnnotations?: Readonly<Record<string, string>>;
  /** What all traffic adds up to; 1000 makes steps of 0.1 % (Argo Rollouts 1.7). @default 100 */
  readonly maxTrafficWeight?: number;
}

export type NginxProps = NginxOptions & IngressSource;

const AT = `${ROUTING}.nginx`;

/**
 * Ingress NGINX. The Ingress leads to the stable Service; the controller keeps a copy of it,
 * `<rollout>-<ingress>-canary`, that leads to the canary Service and carries the weight.
 */
export function nginx(props: NginxProps): TrafficRouter {
  const { annotationPrefix, additionalIngressAnnotations, canaryIngressAnnotations, maxTrafficWeight } = props;
  const several = props.ingresses !== undefined;
  return {
    id: 'nginx',
    capabilities: {
      needsServices: true,
      rootService: false,
      pingPong: false,
      headerRoute: [],
      mirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: true,
    },
    maxTrafficWeight,
    problems: (request) => [
      ...ingressProblems(AT, props),
      ...portProblems(`${AT}.port`, request, props.port),
      ...maxWeightProblems(maxTrafficWeight),
      ...overwrittenAnnotations(props),
    ],
    bind(scope, context) {
      const { stable } = sidesOf(context);
      const target = { service: stable.name, port: { number: props.port ?? stable.port }, className: 'nginx' };
      const at = `${AT}.${several ? 'stableIngresses' : 'stableIngress'}`;
      const names = bindIngresses(scope, context, props, target, (ingress) => judge(at, ingress, stable.name, context));
      return {
        nginx: {
          annotationPrefix,
          ...(several ? { stableIngresses: names } : { stableIngress: names[0] }),
          additionalIngressAnnotations,
          canaryIngressAnnotations,
        },
      };
    },
  };
}

function* judge(at: string, ingress: Handed, stable: string, context: RouterContext): Iterable<Problem> {
  yield* serviceRuleProblems(at, ingress, stable, context);
  const rules = manifestOf<IngressManifest>(ingress)?.spec?.rules ?? [];
  for (const { host, http } of rules) {
    if (http === undefined) {
      yield {
        rule: 'nginx-rule-without-paths',
        at,
        value: ingress.name,
        what: `the Ingress has a rule without paths${host === undefined ? '' : ` for host "${host}"`}.`,
        why: 'Argo Rollouts 1.9 looks for paths in every rule and crashes on this one.',
        fix: 'give the rule a path, or leave it out.',
      };
    }
  }
}

/** The controller writes these after it has copied the others. */
function* overwrittenAnnotations(props: NginxProps): Iterable<Problem> {
  const prefix = props.annotationPrefix ?? 'nginx.ingress.kubernetes.io';
  const managed = ['canary', 'canary-weight', 'canary-weight-total'].map((key) => `${prefix}/${key}`);
  const given = {
    additionalIngressAnnotations: (key: string) => (key.startsWith(prefix) ? key : `${prefix}/${key}`),
    canaryIngressAnnotations: (key: string) => key,
  };
  for (const [field, fullKey] of Object.entries(given)) {
    const annotations = props[field as keyof typeof given] ?? {};
    for (const [key, value] of Object.entries(annotations).filter(([one]) => managed.includes(fullKey(one)))) {
      yield {
        rule: 'nginx-managed-annotation',
        at: `${AT}.${field}["${key}"]`,
        value,
        what: 'the controller manages this annotation.',
        why: 'it carries the weight, or what the weight is a share of: another value would be lost or make every weight wrong.',
        fix: 'leave it out; the total is `maxTrafficWeight`.',
      };
    }
  }
}

export const nginxKind: RouterKind = {
  id: 'nginx',
  title: 'Ingress NGINX',
  since: '0.8.0',
  owns: ['networking.k8s.io/Ingress'],
  examples: () => [
    nginx({ host: 'shop.example.com' }),
    nginx({
      ingresses: [{ host: ['shop.example.com', 'www.example.com'], path: ['/', '/api'] }, { host: 'shop.internal' }],
      annotationPrefix: 'ingress.example.com',
      additionalIngressAnnotations: { 'canary-by-header': 'X-Canary' },
      canaryIngressAnnotations: { 'example.com/side': 'canary' },
      maxTrafficWeight: 1000,
    }),
  ],
};
