import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { js, POD, serviceIn, sides, use, type Case } from './case';
import {
  alb,
  AntiAffinity,
  ExistingService,
  istio,
  nginx,
  smi,
  Step,
  Strategy,
  trafficPlugin,
  type CanaryProps,
  type RolloutProps,
} from '../../../../lib';

const AT = 'spec.strategy.canary';
const { absolute, percent } = PercentOrAbsolute;

/** A canary without a router. */
const basic = (props: CanaryProps, more: Partial<RolloutProps> = {}): RolloutProps => ({
  ...POD,
  ...more,
  strategy: Strategy.canary(props),
});

/** A canary behind NGINX. */
const routed = (scope: Construct, props: CanaryProps = {}, more: Partial<RolloutProps> = {}) =>
  basic({ router: nginx({ host: 'shop.example.com' }), ...sides(scope), ...props }, more);

const pingPong = (scope: Construct) => ({
  pingService: serviceIn(scope, 'ping'),
  pongService: serviceIn(scope, 'pong'),
});

/** Which Services, routers and pods a canary has. */
export const canaryCases: readonly Case[] = [
  {
    id: 'C1',
    when: 'neither more nor fewer pods than replicas may run',
    at: `${AT}.maxSurge`,
    broken: () => basic({ maxSurge: absolute(0), maxUnavailable: absolute(0) }),
    fine: () => basic({ maxSurge: absolute(1), maxUnavailable: absolute(0) }),
  },
  {
    id: 'C1',
    when: 'neither more nor fewer pods than replicas may run, in percent',
    at: `${AT}.maxSurge`,
    broken: () => basic({ maxSurge: percent(0), maxUnavailable: percent(0) }),
    fine: () => basic({ maxSurge: percent(0) }),
  },
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
    when: 'the router can’t do ping-pong',
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
  {
    id: 'min-pods',
    when: 'the least number of pods is zero',
    at: `${AT}.minPodsPerReplicaSet`,
    broken: (scope) => routed(scope, { minPodsPerReplicaSet: 0 }),
    fine: (scope) => routed(scope, { minPodsPerReplicaSet: 1 }),
  },
  {
    id: 'progress-threshold',
    when: 'a weight would count as reached without a pod',
    at: `${AT}.replicaProgressThreshold.value`,
    broken: () => basic({ replicaProgressThreshold: percent(0) }),
    fine: () => basic({ replicaProgressThreshold: percent(1) }),
  },
  {
    id: 'progress-threshold',
    when: 'behind a router the canary never has as many pods as are waited for',
    at: `${AT}.replicaProgressThreshold.value`,
    broken: (scope) =>
      routed(scope, { replicaProgressThreshold: absolute(3), steps: [Step.setWeight(20)] }, { replicas: 10 }),
    fine: (scope) =>
      routed(scope, { replicaProgressThreshold: absolute(2), steps: [Step.setWeight(20)] }, { replicas: 10 }),
  },
  {
    id: 'progress-threshold',
    when: 'without a router the canary never has as many pods as are waited for',
    at: `${AT}.replicaProgressThreshold.value`,
    broken: () => basic({ replicaProgressThreshold: absolute(4), steps: [Step.setWeight(25)] }, { replicas: 10 }),
    fine: () => basic({ replicaProgressThreshold: absolute(3), steps: [Step.setWeight(25)] }, { replicas: 10 }),
  },
  {
    id: 'percent-or-number',
    when: 'maxSurge is the text "2", which Argo reads as 2 %',
    at: `${AT}.maxSurge`,
    broken: () => basic({ maxSurge: js('2') }),
    fine: () => basic({ maxSurge: absolute(2) }),
  },
  {
    id: 'percent-or-number',
    when: 'maxUnavailable is a bare number',
    at: `${AT}.maxUnavailable`,
    broken: () => basic({ maxUnavailable: js(1) }),
    fine: () => basic({ maxUnavailable: absolute(1) }),
  },
  {
    id: 'percent-range',
    when: 'a percentage is above 100',
    at: `${AT}.maxUnavailable`,
    broken: () => basic({ maxUnavailable: percent(101) }),
    fine: () => basic({ maxUnavailable: percent(100) }),
  },
  {
    id: 'percent-range',
    when: 'a percentage has a fraction',
    at: `${AT}.maxSurge`,
    broken: () => basic({ maxSurge: percent(12.5) }),
    fine: () => basic({ maxSurge: percent(12) }),
  },
  {
    id: 'percent-range',
    when: 'a number of pods is negative',
    at: `${AT}.replicaProgressThreshold`,
    broken: () => basic({ replicaProgressThreshold: absolute(-1) }),
    fine: () => basic({ replicaProgressThreshold: absolute(1) }),
  },
  {
    id: 'C26',
    when: 'the anti-affinity has a weight that Kubernetes does not know',
    at: `${AT}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`,
    broken: () => basic({ antiAffinity: AntiAffinity.preferred(0) }),
    fine: () => basic({ antiAffinity: AntiAffinity.preferred(1) }),
  },
  {
    id: 'abort-delay',
    when: 'pods of an aborted version shall go at once, which Argo writes like never',
    at: `${AT}.abortScaleDownDelaySeconds`,
    broken: (scope) => routed(scope, { abortScaleDownDelay: Duration.seconds(0) }),
    fine: (scope) => routed(scope, { abortScaleDownDelay: Duration.seconds(1) }),
  },
  {
    id: 'whole-number',
    when: 'the number of versions that wait is not whole',
    at: `${AT}.scaleDownDelayRevisionLimit`,
    broken: (scope) => routed(scope, { scaleDownDelayRevisionLimit: 1.5 }),
    fine: (scope) => routed(scope, { scaleDownDelayRevisionLimit: 1 }),
  },
  {
    id: 'unknown-option',
    when: 'an option is misspelt',
    at: `${AT}.maxSurges`,
    broken: () => basic(js({ maxSurges: absolute(2) })),
    fine: () => basic(js({ maxSurges: undefined })),
  },
  {
    id: 'starting-step',
    when: 'the analysis starts beyond the last step',
    at: `${AT}.analysis.startingStep`,
    broken: (scope) =>
      basic({ steps: [Step.setWeight(20)], analysis: { templates: [use(scope, 'errors')], startingStep: 1 } }),
    fine: (scope) =>
      basic({ steps: [Step.setWeight(20)], analysis: { templates: [use(scope, 'errors')], startingStep: 0 } }),
  },
  {
    id: 'starting-step',
    when: 'the analysis starts before the first step',
    at: `${AT}.analysis.startingStep`,
    broken: (scope) =>
      basic({ steps: [Step.setWeight(20)], analysis: { templates: [use(scope, 'errors')], startingStep: -1 } }),
    fine: (scope) => basic({ steps: [Step.setWeight(20)], analysis: { templates: [use(scope, 'errors')] } }),
  },
  {
    id: 'background-no-traffic',
    when: 'no step gives the canary traffic that the analysis could judge',
    at: `${AT}.analysis`,
    broken: (scope) =>
      basic({
        steps: [Step.setWeight(0), Step.pause(Duration.minutes(5))],
        analysis: { templates: [use(scope, 'errors')] },
      }),
    fine: (scope) =>
      basic({
        steps: [Step.setWeight(1), Step.pause(Duration.minutes(5))],
        analysis: { templates: [use(scope, 'errors')] },
      }),
  },
  {
    id: 'background-no-traffic',
    when: 'behind a router there are no steps during which the analysis could judge',
    at: `${AT}.analysis`,
    broken: (scope) => routed(scope, { analysis: { templates: [use(scope, 'errors')] } }),
    fine: (scope) => basic({ analysis: { templates: [use(scope, 'errors')] } }),
  },
  {
    id: 'background-no-traffic',
    when: 'the canary only waits',
    at: `${AT}.analysis`,
    broken: (scope) =>
      basic({
        ...sides(scope),
        router: istio({ host: 'checkout' }),
        steps: [Step.pause(Duration.minutes(5))],
        analysis: { templates: [use(scope, 'errors')] },
      }),
    fine: (scope) =>
      basic({
        ...sides(scope),
        router: istio({ host: 'checkout' }),
        steps: [
          Step.setHeaderRoute('testers', [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }]),
          Step.pause(Duration.minutes(5)),
        ],
        analysis: { templates: [use(scope, 'errors')] },
      }),
  },
];
