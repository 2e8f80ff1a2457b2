import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { js, sides, use, type Case } from './case';
import { AT, basic, routed } from './canary-props';
import { AntiAffinity, istio, Step } from '../../../../lib';

const absolute = (pods: number) => PercentOrAbsolute.absolute(pods);
const percent = (share: number) => PercentOrAbsolute.percent(share);

/** How many pods a canary has, and how it is judged. */
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
    id: 'abort-never',
    when: 'pods of an aborted canary shall stay for ever, and would go at once',
    at: `${AT}.abortScaleDownDelaySeconds`,
    broken: (scope) => routed(scope, { abortScaleDownDelay: 'never' }),
    fine: (scope) => routed(scope, { abortScaleDownDelay: Duration.days(1) }),
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
