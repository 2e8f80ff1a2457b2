import { Duration } from 'cdk8s';
import { js, serviceIn, sides, type Case } from './case';
import { AT, basic, pingPong, routed } from './canary-props';
import { alb, ExistingService, nginx, smi, trafficPlugin } from '../../../../lib';

/** Which Services and routers a canary has. */
export const canaryRoutingCases: readonly Case[] = [
  {
    id: 'C2',
    when: 'the canary Service is the stable Service',
    at: `${AT}.stableService`,
    broken: (scope) => {
      const service = serviceIn(scope, 'checkout');
      return routed(scope, { canaryService: service, stableService: service });
    },
    fine: (scope) => routed(scope),
  },
  {
    id: 'C2',
    when: 'canary and stable Service have one name',
    at: `${AT}.stableService`,
    broken: (scope) => routed(scope, { stableService: ExistingService.of({ name: 'checkout-canary', port: 80 }) }),
    fine: (scope) => routed(scope, { stableService: ExistingService.of({ name: 'checkout', port: 80 }) }),
  },
  {
    id: 'root-service',
    when: 'the root Service is the canary Service',
    at: `${AT}.rootService`,
    broken: (scope) => {
      const both = sides(scope);
      return basic({ router: smi(), ...both, rootService: both.canaryService });
    },
    fine: (scope) => basic({ router: smi(), ...sides(scope), rootService: serviceIn(scope, 'checkout') }),
  },
  {
    id: 'C3',
    when: "the router can't do ping-pong",
    at: `${AT}.pingPong`,
    broken: (scope) => basic({ router: nginx({ host: 'shop.example.com' }), pingPong: pingPong(scope) }),
    fine: (scope) => basic({ router: alb({ host: 'shop.example.com' }), pingPong: pingPong(scope) }),
  },
  {
    id: 'C4',
    when: 'there is a ping without a pong',
    at: `${AT}.pingPong.pongService`,
    broken: (scope) =>
      basic({
        router: alb({ host: 'shop.example.com' }),
        rootService: serviceIn(scope, 'root'),
        pingPong: js({ pingService: serviceIn(scope, 'ping') }),
      }),
    fine: (scope) => basic({ router: alb({ host: 'shop.example.com' }), pingPong: pingPong(scope) }),
  },
  {
    id: 'C5',
    when: 'ping is pong',
    at: `${AT}.pingPong.pongService`,
    broken: (scope) => {
      const service = serviceIn(scope, 'ping');
      return basic({
        router: alb({ host: 'shop.example.com' }),
        pingPong: { pingService: service, pongService: service },
      });
    },
    fine: (scope) => basic({ router: alb({ host: 'shop.example.com' }), pingPong: pingPong(scope) }),
  },
  {
    id: 'ping-pong-services',
    when: 'there are canary and stable Services beside ping and pong',
    at: `${AT}.pingPong`,
    broken: (scope) => basic({ router: alb({ host: 'shop.example.com' }), pingPong: pingPong(scope), ...sides(scope) }),
    fine: (scope) => basic({ router: alb({ host: 'shop.example.com' }), ...sides(scope) }),
  },
  {
    id: 'C7',
    when: 'the router needs two Services and there is one',
    at: `${AT}.canaryService`,
    broken: (scope) => routed(scope, { canaryService: undefined }),
    fine: (scope) => routed(scope),
  },
  {
    id: 'needs-router',
    when: 'the delay after an abort would be ignored',
    at: `${AT}.abortScaleDownDelaySeconds`,
    broken: () => basic({ abortScaleDownDelay: Duration.minutes(1) }),
    fine: (scope) => routed(scope, { abortScaleDownDelay: Duration.minutes(1) }),
  },
  {
    id: 'needs-router',
    when: 'the least number of pods would be ignored',
    at: `${AT}.minPodsPerReplicaSet`,
    broken: () => basic({ minPodsPerReplicaSet: 2 }),
    fine: (scope) => routed(scope, { minPodsPerReplicaSet: 2 }),
  },
  {
    id: 'needs-router',
    when: 'the limit of waiting versions would be ignored',
    at: `${AT}.scaleDownDelayRevisionLimit`,
    broken: () => basic({ scaleDownDelayRevisionLimit: 2 }),
    fine: (scope) => routed(scope, { scaleDownDelayRevisionLimit: 2 }),
  },
  {
    id: 'needs-router',
    when: 'nobody would split a root Service',
    at: `${AT}.rootService`,
    broken: (scope) => basic({ rootService: serviceIn(scope, 'root') }),
    fine: (scope) => basic({ router: smi(), ...sides(scope), rootService: serviceIn(scope, 'root') }),
  },
  {
    id: 'needs-router',
    when: 'nobody would send traffic to ping and pong in turn',
    at: `${AT}.pingPong`,
    broken: (scope) => basic({ pingPong: pingPong(scope) }),
    fine: (scope) => basic({ ...sides(scope) }),
  },
  {
    id: 'C8',
    when: 'old pods shall wait but there is no router',
    at: `${AT}.scaleDownDelaySeconds`,
    broken: () => basic({ scaleDownDelay: Duration.minutes(1) }),
    fine: (scope) => routed(scope, { scaleDownDelay: Duration.minutes(1) }),
  },
  {
    id: 'C9',
    when: 'the stable side shall shrink with the traffic but there is no router',
    at: `${AT}.dynamicStableScale`,
    broken: () => basic({ dynamicStableScale: true }),
    fine: () => basic({ dynamicStableScale: false }),
  },
  {
    id: 'C10',
    when: 'old pods shall wait and be gone at once',
    at: `${AT}.dynamicStableScale`,
    broken: (scope) => routed(scope, { dynamicStableScale: true, scaleDownDelay: Duration.minutes(1) }),
    fine: (scope) => routed(scope, { dynamicStableScale: true }),
  },
  {
    id: 'C11',
    when: 'the router does not count to another maximum',
    at: `${AT}.trafficRouting.maxTrafficWeight`,
    broken: (scope) => basic({ router: { ...smi(), maxTrafficWeight: 1000 }, ...sides(scope) }),
    fine: (scope) => routed(scope, { router: nginx({ host: 'shop.example.com', maxTrafficWeight: 1000 }) }),
  },
  {
    id: 'max-weight-shared',
    when: 'two routers count to different maxima',
    at: `${AT}.trafficRouting.maxTrafficWeight`,
    broken: (scope) => routed(scope, { router: [nginx({ host: 'shop.example.com', maxTrafficWeight: 1000 }), smi()] }),
    fine: (scope) =>
      routed(scope, {
        router: [
          nginx({ host: 'shop.example.com', maxTrafficWeight: 1000 }),
          trafficPlugin({ name: 'example/router' }),
        ],
      }),
  },
  {
    id: 'router-twice',
    when: 'a router is given twice',
    at: `${AT}.trafficRouting.nginx`,
    broken: (scope) => routed(scope, { router: [nginx({ host: 'a.example.com' }), nginx({ host: 'b.example.com' })] }),
    fine: (scope) =>
      routed(scope, { router: nginx({ ingresses: [{ host: 'a.example.com' }, { host: 'b.example.com' }] }) }),
  },
];
