import { Duration } from 'cdk8s';
import { js, POD, use, type Case } from './case';
import { AT, basic, behind, fiveMinutes, split } from './step-props';
import { Argument, nginx, Step, Strategy } from '../../../../lib';

/** The list of steps, and the steps that set weights and numbers of pods. */
export const stepCases: readonly Case[] = [
  {
    id: 'steps-empty',
    when: 'the list of steps is empty',
    at: AT,
    broken: () => basic(),
    fine: () => ({ ...POD, strategy: Strategy.canary() }),
  },
  {
    id: 'C12',
    when: 'a step is of two kinds',
    at: `${AT}[1]`,
    broken: () => basic(Step.setWeight(10), { setWeight: 20, pause: { duration: fiveMinutes } }),
    fine: () => basic(Step.setWeight(10), { setWeight: 20 }, { pause: { duration: fiveMinutes } }),
  },
  {
    id: 'C12',
    when: 'a step is of two kinds that Argo itself does not count',
    at: `${AT}[0]`,
    broken: (scope) => split(scope, { setWeight: 20, setCanaryScale: { weight: 50 } }),
    fine: (scope) => split(scope, { setCanaryScale: { weight: 50 } }, { setWeight: 20 }),
  },
  {
    id: 'C12',
    when: 'a step is of no kind',
    at: `${AT}[0]`,
    broken: () => basic(js({})),
    fine: () => basic({ pause: {} }),
  },
  {
    id: 'C12',
    when: 'a step is a bare number',
    at: `${AT}[0]`,
    broken: () => basic(js(20)),
    fine: () => basic(Step.setWeight(20)),
  },
  {
    id: 'step-unknown',
    when: 'the kind of a step is misspelt',
    at: `${AT}[0].setWieght`,
    broken: () => basic(js({ setWieght: 20 })),
    fine: () => basic({ setWeight: 20 }),
  },
  {
    id: 'step-shape',
    when: 'a pause is text',
    at: `${AT}[0].pause`,
    broken: () => basic(js({ pause: '5m' })),
    fine: () => basic({ pause: { duration: fiveMinutes } }),
  },
  {
    id: 'weight-repeated',
    when: 'a ladder does not climb',
    at: `${AT}[2].setWeight`,
    broken: () => basic(Step.setWeight(5), Step.pause(fiveMinutes), Step.setWeight(5), Step.pause(fiveMinutes)),
    fine: () => basic(Step.setWeight(5), Step.pause(fiveMinutes), Step.setWeight(6), Step.pause(fiveMinutes)),
  },
  {
    id: 'weight-repeated',
    when: 'a weight is set to what it is after an analysis',
    at: `${AT}[2].setWeight`,
    broken: (scope) =>
      split(scope, Step.setWeight(5), Step.analysis({ templates: [use(scope, 'errors', 3)] }), Step.setWeight(5)),
    // after a change of pods the weight may be meant again
    fine: (scope) => split(scope, Step.setWeight(5), Step.setCanaryScale({ replicas: 1 }), Step.setWeight(5)),
  },
  {
    id: 'C13',
    when: 'a weight is above 100',
    at: `${AT}[0].setWeight`,
    broken: () => basic(Step.setWeight(101)),
    fine: () => basic(Step.setWeight(100)),
  },
  {
    id: 'C13',
    when: 'a weight is negative',
    at: `${AT}[0].setWeight`,
    broken: () => basic(Step.setWeight(-1)),
    fine: () => basic(Step.setWeight(0)),
  },
  {
    id: 'C13',
    when: 'a weight has a fraction',
    at: `${AT}[0].setWeight`,
    broken: () => basic(Step.setWeight(0.5)),
    fine: (scope) => behind(nginx({ host: 'a.example.com', maxTrafficWeight: 1000 }), scope, Step.setWeight(5)),
  },
  {
    id: 'C13',
    when: "a weight is above the router's maximum",
    at: `${AT}[0].setWeight`,
    broken: (scope) => behind(nginx({ host: 'a.example.com', maxTrafficWeight: 1000 }), scope, Step.setWeight(1001)),
    fine: (scope) => behind(nginx({ host: 'a.example.com', maxTrafficWeight: 1000 }), scope, Step.setWeight(1000)),
  },
  {
    id: 'C13',
    when: 'a weight is text',
    at: `${AT}[0].setWeight`,
    broken: () => basic(Step.setWeight(js('20%'))),
    fine: () => basic(Step.setWeight(20)),
  },
  {
    id: 'C14',
    when: 'a pause takes no time',
    at: `${AT}[0].pause.duration`,
    broken: () => basic(Step.pause(Duration.seconds(0))),
    fine: () => basic(Step.pauseUntilPromoted()),
  },
  {
    id: 'C14',
    when: 'a pause is shorter than Argo counts',
    at: `${AT}[0].pause.duration`,
    broken: () => basic(Step.pause(Duration.millis(999))),
    fine: () => basic(Step.pause(Duration.millis(1000))),
  },
  {
    id: 'C15',
    when: 'the pods are set apart from the traffic but nobody splits it',
    at: `${AT}[0].setCanaryScale`,
    broken: () => basic(Step.setCanaryScale({ replicas: 1 })),
    fine: (scope) => split(scope, Step.setCanaryScale({ replicas: 1 })),
  },
  {
    id: 'canary-scale',
    when: 'the number of pods is said twice',
    at: `${AT}[0].setCanaryScale`,
    broken: (scope) => split(scope, Step.setCanaryScale({ replicas: 1, weight: 10 })),
    fine: (scope) => split(scope, Step.setCanaryScale({ replicas: 1 }), Step.setCanaryScale({ weight: 10 })),
  },
  {
    id: 'canary-scale',
    when: 'the number of pods is not said',
    at: `${AT}[0].setCanaryScale`,
    broken: (scope) => split(scope, Step.setCanaryScale(js({}))),
    fine: (scope) => split(scope, Step.setCanaryScale({ matchTrafficWeight: true })),
  },
  {
    id: 'canary-scale',
    when: 'the share of pods is above 100 %',
    at: `${AT}[0].setCanaryScale.weight`,
    broken: (scope) => split(scope, Step.setCanaryScale({ weight: 101 })),
    fine: (scope) => split(scope, Step.setCanaryScale({ weight: 100 })),
  },
  {
    id: 'canary-scale',
    when: 'the number of pods is negative',
    at: `${AT}[0].setCanaryScale.replicas`,
    broken: (scope) => split(scope, Step.setCanaryScale({ replicas: -1 })),
    fine: (scope) => split(scope, Step.setCanaryScale({ replicas: 0 })),
  },
  {
    id: 'canary-scale',
    when: 'pods shall not match the traffic, which nothing says',
    at: `${AT}[0].setCanaryScale.matchTrafficWeight`,
    broken: (scope) => split(scope, Step.setCanaryScale(js({ matchTrafficWeight: false }))),
    fine: (scope) => split(scope, Step.setCanaryScale({ matchTrafficWeight: true })),
  },
  {
    id: 'plugin-name',
    when: 'a step plugin has no name',
    at: `${AT}[0].plugin.name`,
    broken: () => basic(Step.plugin('')),
    fine: () => basic(Step.plugin('example/step', { url: 'https://example.com' })),
  },
  {
    id: 'C25',
    when: 'an argument is metadata that no Rollout can pass on',
    at: `${AT}[0].analysis.args[region].valueFrom.fieldRef.fieldPath`,
    broken: (scope) =>
      basic(Step.analysis({ templates: [use(scope, 'errors', 3, Argument.field('metadata.generation'))] })),
    fine: (scope) =>
      basic(Step.analysis({ templates: [use(scope, 'errors', 3, Argument.field("metadata.labels['region']"))] })),
  },
];
