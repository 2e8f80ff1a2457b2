import { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
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
import { nameProblems, ownMetadata, ownName, rawProblems, type OwnedObject, type RawFields } from './owned';
import { portProblems, sidesOf, type Sides } from './sides';
import type { Problem } from '../../errors';
import type { RouterContext, RouterKind, TrafficRouter } from '../router';
import { goDuration } from '../values';

/** One HTTP rule of an ApisixRoute. */
export interface ApisixRule {
  /** Unique in the route. */
  readonly name: string;
  /** @default - every host */
  readonly hosts?: Some<string>;
  /** "/*" at the end matches everything below. @default ['/*'] */
  readonly paths?: Some<string>;
  /** @default - every method */
  readonly methods?: Some<string>;
  /** The rule with the greater number is tried first. @default 0 */
  readonly priority?: number;
  /** @default - APISIX' own: 60 s each */
  readonly timeout?: { readonly connect?: Duration; readonly send?: Duration; readonly read?: Duration };
  /** Plugins of the rule as APISIX writes them. @default - none */
  readonly plugins?: readonly RawFields[];
  /** @default false */
  readonly websocket?: boolean;
  /** Further fields of the rule as APISIX writes them. @default - none */
  readonly more?: RawFields;
}

/** An ApisixRoute that the router makes. */
export interface OwnApisixRoute extends OwnedObject {
  /** Hosts of the one rule there is without `rules`. @default - every host */
  readonly host?: string | Some<string>;
  /** @default - one rule for all paths, with the name of the route */
  readonly rules?: Some<ApisixRule>;
  /** Port of the stable and the canary Service. @default - the first port of the stable one */
  readonly port?: number;
  /** @default - the class the APISIX ingress controller is configured with */
  readonly ingressClassName?: string;
}

/** An ApisixRoute that is handed in. */
export interface HandedApisixRoute {
  /** The ApisixRoute. */
  readonly route: HandedObject;
  /** Names of its HTTP rules that carry the split. @default - the one rule that has the route's own name */
  readonly routeRules?: Some<string>;
}

/** An ApisixRoute made here, or one handed in. */
export type ApisixProps = (OwnApisixRoute & Without<HandedApisixRoute>) | (Without<OwnApisixRoute> & HandedApisixRoute);

interface ApisixRouteManifest {
  readonly spec?: {
    readonly http?: readonly {
      readonly name?: string;
      readonly backends?: readonly { readonly serviceName?: string }[];
    }[];
  };
}

const AT = `${ROUTING}.apisix.route`;
const OWN_FIELDS = ['name', 'match', 'backends', 'priority', 'timeout', 'plugins', 'websocket'];

/** Apache APISIX: an ApisixRoute whose rules split between the stable and the canary Service. */
export function apisix(props: ApisixProps = {}): TrafficRouter {
  return {
    id: 'apisix',
    capabilities: {
      needsServices: true,
      rootService: false,
      pingPong: false,
      headerRoute: ['exact', 'prefix', 'regex'],
      mirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: false,
    },
    problems: (request) =>
      props.route
        ? kindProblems(`${AT}.name`, props.route, 'apisix.apache.org/ApisixRoute')
        : [
            ...nameProblems(`${AT}.name`, props.name),
            ...portProblems(`${AT}.port`, request, props.port),
            ...ruleProblems(props.rules ?? []),
          ],
    bind(scope, context) {
      const sides = sidesOf(context);
      if (props.route) {
        const handed = toHanded(props.route);
        judgeAtSynth(scope, () => judge(handed, props.routeRules ?? [handed.name], sides, context));
        return { apisix: { route: { name: handed.name, rules: props.routeRules } } };
      }
      const rules = rulesOf(props, context);
      const route = makeRoute(scope, context, props, rules, sides);
      return { apisix: { route: { name: route.name, rules: rules.map(({ name }) => name) } } };
    },
  };
}

function rulesOf(own: OwnApisixRoute, context: RouterContext): readonly ApisixRule[] {
  return (
    own.rules ?? [
      { name: own.name ?? ownName(context.name), hosts: own.host === undefined ? undefined : listOf(own.host) },
    ]
  );
}

function listOf(one: string | Some<string>): Some<string> {
  return typeof one === 'string' ? [one] : one;
}

function makeRoute(
  scope: Construct,
  context: RouterContext,
  own: OwnApisixRoute,
  rules: readonly ApisixRule[],
  { stable, canary }: Sides,
): ApiObject {
  const servicePort = own.port ?? stable.port;
  return new ApiObject(scope, 'ApisixRoute', {
    apiVersion: 'apisix.apache.org/v2',
    kind: 'ApisixRoute',
    metadata: ownMetadata(context, own),
    spec: {
      ingressClassName: own.ingressClassName,
      http: rules.map((rule) => ({
        ...rule.more,
        name: rule.name,
        priority: rule.priority,
        timeout: rule.timeout && {
          connect: rule.timeout.connect && goDuration(rule.timeout.connect),
          send: rule.timeout.send && goDuration(rule.timeout.send),
          read: rule.timeout.read && goDuration(rule.timeout.read),
        },
        match: { hosts: rule.hosts, paths: rule.paths ?? ['/*'], methods: rule.methods },
        backends: [
          { serviceName: stable.name, servicePort, weight: 100 },
          { serviceName: canary.name, servicePort, weight: 0 },
        ],
        plugins: rule.plugins,
        websocket: rule.websocket,
      })),
    },
  });
}

function* ruleProblems(rules: readonly ApisixRule[]): Iterable<Problem> {
  for (const [index, { name, more }] of rules.entries()) {
    yield* rawProblems(`${AT}.rules[${index}].more`, more, OWN_FIELDS);
    if (rules.findIndex((rule) => rule.name === name) !== index) {
      yield {
        rule: 'apisix-rule-name',
        at: `${AT}.rules[${index}]`,
        value: name,
        what: 'another rule of the route has that name.',
        why: 'the controller would move the traffic of the first one only.',
        fix: 'give each rule a name of its own.',
      };
    }
  }
}

function* judge(
  handed: Handed,
  ruleNames: readonly string[],
  { stable, canary }: Sides,
  context: RouterContext,
): Iterable<Problem> {
  yield* namespaceProblems(`${AT}.name`, handed, context);
  const rules = manifestOf<ApisixRouteManifest>(handed)?.spec?.http ?? [];
  for (const wanted of handed.apiObject ? ruleNames : []) {
    const rule = rules.find(({ name }) => name === wanted);
    if (rule === undefined) {
      yield {
        rule: 'apisix-rules',
        at: `${AT}.rules`,
        value: wanted,
        what: `ApisixRoute "${handed.name}" has no HTTP rule of that name.`,
        why: 'the controller sets the weights in this rule and would fail at the first step.',
        fix: `use ${rules.map(({ name }) => `"${name}"`).join(', ') || 'a route with HTTP rules'}.`,
      };
    }
    for (const { name } of rule ? [stable, canary] : []) {
      if (!rule?.backends?.some(({ serviceName }) => serviceName === name)) {
        yield {
          rule: 'apisix-backends',
          at: `${AT}.rules`,
          value: wanted,
          what: `the rule of ApisixRoute "${handed.name}" has no backend for Service "${name}".`,
          why: 'the controller sets the weights of the stable and the canary backend and would fail at the first step.',
          fix: 'list both Services as backends, the stable one with weight 100, the canary one with weight 0.',
        };
      }
    }
  }
}

export const apisixKind: RouterKind = {
  id: 'apisix',
  title: 'Apache APISIX',
  since: '1.4.0',
  owns: ['apisix.apache.org/ApisixRoute'],
  examples: () => [
    apisix({ host: 'shop.example.com' }),
    apisix({
      ingressClassName: 'apisix',
      rules: [
        { name: 'pages', hosts: ['shop.example.com'], methods: ['GET', 'HEAD'], priority: 1, websocket: true },
        {
          name: 'api',
          hosts: ['shop.example.com', '*.shop.example.com'],
          paths: ['/api/*'],
          timeout: { connect: Duration.seconds(2), read: Duration.minutes(1) },
          plugins: [{ name: 'cors', enable: true }],
          more: { authentication: { enable: false, type: 'keyAuth' } },
        },
      ],
    }),
  ],
};
