import { Duration } from 'cdk8s';
import { ROUTING, manifestOf, type Handed } from './handed';
import {
  bindIngresses,
  ingressProblems,
  serviceRuleProblems,
  type IngressManifest,
  type IngressSource,
} from './ingress';
import { makeRootService, rootServiceProblems, type RootServiceProps } from './root-service';
import { portProblems, sidesOf } from './sides';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, RouterRequest, TrafficRouter } from '../router';
import { isDuration, seconds } from '../values';

export interface AlbOptions {
  /** Port of the stable and the canary Service that the load balancer sends to. @default - the first port of the stable one */
  readonly servicePort?: number;
  /**
   * The Service whose rule in the Ingress carries the split, where the strategy names none; `false`: the stable
   * Service does. @default - one is made, `<rollout>-root`
   */
  readonly rootService?: RootServiceProps | false;
  /** Must be the prefix the load balancer controller is configured with. @default 'alb.ingress.kubernetes.io' */
  readonly annotationPrefix?: string;
  /** How long a client stays with the version it has got: 1 second to 7 days. @default - not at all */
  readonly stickiness?: Duration;
}

export type AlbProps = AlbOptions & IngressSource;

const AT = `${ROUTING}.alb`;
const SUFFIX = 'root';
/** The port name by which the load balancer controller looks for a rule's action in an annotation. */
const USE_ANNOTATION = 'use-annotation';
/** Limit of AWS' TargetGroupStickinessConfig. */
const LONGEST_STICKINESS = 604_800;

/**
 * AWS Load Balancer Controller. The Ingress leads to the root Service's action, an annotation which the controller
 * writes. With target type `instance` the Services must be of type NodePort.
 */
export function alb(props: AlbProps): TrafficRouter {
  const several = props.ingresses !== undefined;
  return {
    id: 'alb',
    capabilities: {
      needsServices: true,
      rootService: props.rootService !== false,
      pingPong: props.rootService !== false,
      headerRoute: ['exact'],
      mirrorRoute: false,
      experimentWeight: true,
      maxTrafficWeight: false,
    },
    problems: (request) => [
      ...ingressProblems(AT, props),
      ...portProblems(`${AT}.servicePort`, request, props.servicePort),
      ...rootProblems(request, props.rootService),
      ...stickinessProblems(props.stickiness),
    ],
    bind(scope, context) {
      const { stable } = sidesOf(context);
      const { rootService } = props;
      const root =
        rootService === false ? undefined : (context.root ?? makeRootService(scope, context, rootService, SUFFIX));
      const target = { service: (root ?? stable).name, port: { name: USE_ANNOTATION }, className: 'alb' };
      const at = `${AT}.${several ? 'ingresses' : 'ingress'}`;
      const names = bindIngresses(scope, context, props, target, (ingress) =>
        judge(at, ingress, target.service, context),
      );
      return {
        alb: {
          ...(several ? { ingresses: names } : { ingress: names[0] }),
          servicePort: props.servicePort ?? stable.port,
          rootService: root?.name,
          annotationPrefix: props.annotationPrefix,
          stickinessConfig: props.stickiness && { enabled: true, durationSeconds: seconds(props.stickiness) },
        },
      };
    },
  };
}

function rootProblems(request: RouterRequest, option: RootServiceProps | false | undefined): readonly Problem[] {
  const at = `${AT}.rootService`;
  if (option !== false || !request.ping) {
    return rootServiceProblems(at, request, option, SUFFIX);
  }
  return [
    {
      rule: 'alb-root-service',
      at,
      value: false,
      what: 'ping-pong needs a root Service.',
      why: 'neither of its Services is what clients call for long, so the rule of a third one carries the split.',
      fix: 'leave out `rootService: false`.',
    },
  ];
}

function stickinessProblems(stickiness: Duration | undefined): readonly Problem[] {
  const length = isDuration(stickiness) ? stickiness.toMilliseconds() / 1000 : undefined;
  const whole = length !== undefined && Number.isInteger(length) && length >= 1 && length <= LONGEST_STICKINESS;
  if (stickiness === undefined || whole) {
    return [];
  }
  return [
    {
      rule: 'alb-stickiness',
      at: `${AT}.stickinessConfig.durationSeconds`,
      value: length ?? stickiness,
      what: 'it is not a Duration of whole seconds from 1 second to 7 days.',
      why: 'AWS takes no other, and the controller would stop moving traffic.',
      fix: 'use Duration.seconds(1) to Duration.days(7).',
    },
  ];
}

function* judge(at: string, ingress: Handed, service: string, context: RouterContext): Iterable<Problem> {
  yield* serviceRuleProblems(at, ingress, service, context);
  const rules = manifestOf<IngressManifest>(ingress)?.spec?.rules ?? [];
  const backends = rules.flatMap((rule) => rule.http?.paths ?? []).map((path) => path.backend?.service);
  const direct = backends.find((backend) => backend?.name === service && backend.port?.name !== USE_ANNOTATION);
  if (direct) {
    yield {
      rule: 'alb-use-annotation',
      at,
      value: ingress.name,
      what: `the Ingress leads to Service "${service}" itself, by a port other than "${USE_ANNOTATION}".`,
      why: 'the load balancer then ignores the annotation that carries the split: no weight would have an effect.',
      fix: `name the port of that backend "${USE_ANNOTATION}".`,
    };
  }
}

export const albKind: RouterKind = {
  id: 'alb',
  title: 'AWS Load Balancer Controller',
  since: '0.8.0',
  owns: ['networking.k8s.io/Ingress', 'Service'],
  examples: () => [
    alb({ host: 'shop.example.com', annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' } }),
    alb({
      ingresses: [
        { host: 'shop.example.com', annotations: { 'alb.example.com/scheme': 'internet-facing' } },
        { host: 'shop.internal', className: 'alb-internal', annotations: { 'alb.example.com/scheme': 'internal' } },
      ],
      annotationPrefix: 'alb.example.com',
      stickiness: Duration.minutes(10),
    }),
  ],
};
