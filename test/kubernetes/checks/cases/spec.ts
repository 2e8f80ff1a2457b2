import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { js, POD, type Case } from './case';
import { Step, Strategy } from '../../../../lib';

const strategy = Strategy.canary();

/** Fields of `spec` outside the strategy and the pod template. */
export const specCases: readonly Case[] = [
  {
    id: 'S1',
    when: 'replicas are negative',
    at: 'spec.replicas',
    broken: () => ({ ...POD, strategy, replicas: -1 }),
    fine: () => ({ ...POD, strategy, replicas: 0 }),
  },
  {
    id: 'S1',
    when: 'replicas are not a whole number',
    at: 'spec.replicas',
    broken: () => ({ ...POD, strategy, replicas: 2.5 }),
    fine: () => ({ ...POD, strategy, replicas: 2 }),
  },
  {
    id: 'S1',
    when: 'the history limit is negative',
    at: 'spec.revisionHistoryLimit',
    broken: () => ({ ...POD, strategy, revisionHistoryLimit: -1 }),
    fine: () => ({ ...POD, strategy, revisionHistoryLimit: 0 }),
  },
  {
    id: 'whole-number',
    when: 'a limit of kept AnalysisRuns is negative',
    at: 'spec.analysis.unsuccessfulRunHistoryLimit',
    broken: () => ({ ...POD, strategy, analysisHistory: { successful: 3, unsuccessful: -1 } }),
    fine: () => ({ ...POD, strategy, analysisHistory: { successful: 3, unsuccessful: 0 } }),
  },
  {
    id: 'S6',
    when: 'pods are ready only after the deadline',
    at: 'spec.progressDeadlineSeconds',
    broken: () => ({ ...POD, strategy, minReady: Duration.seconds(60), progressDeadline: Duration.seconds(60) }),
    fine: () => ({ ...POD, strategy, minReady: Duration.seconds(60), progressDeadline: Duration.seconds(61) }),
  },
  {
    id: 'S6',
    when: 'pods are ready only after the default deadline of 600 s',
    at: 'spec.progressDeadlineSeconds',
    broken: () => ({ ...POD, strategy, minReady: Duration.minutes(10) }),
    fine: () => ({ ...POD, strategy, minReady: Duration.seconds(599) }),
  },
  {
    id: 'S6',
    when: 'the deadline is zero like the default of minReadySeconds',
    at: 'spec.progressDeadlineSeconds',
    broken: () => ({ ...POD, strategy, progressDeadline: Duration.seconds(0) }),
    fine: () => ({ ...POD, strategy, progressDeadline: Duration.seconds(1) }),
  },
  {
    id: 'S7',
    when: 'there is no strategy',
    at: 'spec.strategy',
    broken: () => js({ ...POD }),
    fine: () => ({ ...POD, strategy }),
  },
  {
    id: 'S8',
    when: 'there are two strategies',
    at: 'spec.strategy',
    broken: () => ({ ...POD, strategy: js({ canary: {}, blueGreen: {} }) }),
    fine: () => ({ ...POD, strategy }),
  },
  {
    id: 'steps-list',
    when: 'the steps are a single step',
    at: 'spec.strategy.canary.steps',
    broken: () => ({ ...POD, strategy: Strategy.canary({ steps: js(Step.setWeight(10)) }) }),
    fine: () => ({ ...POD, strategy: Strategy.canary({ steps: [Step.setWeight(10)] }) }),
  },
  {
    id: 'rollback-window',
    when: 'the rollback window holds no revision',
    at: 'spec.rollbackWindow.revisions',
    broken: () => ({ ...POD, strategy, rollbackWindow: { revisions: 0 } }),
    fine: () => ({ ...POD, strategy, rollbackWindow: { revisions: 1 } }),
  },
  {
    id: 'rollback-history',
    when: 'fewer revisions are kept than the window promises',
    at: 'spec.revisionHistoryLimit',
    broken: () => ({ ...POD, strategy, rollbackWindow: { revisions: 3 }, revisionHistoryLimit: 2 }),
    fine: () => ({ ...POD, strategy, rollbackWindow: { revisions: 3 }, revisionHistoryLimit: 3 }),
  },
  {
    id: 'rollback-history',
    when: 'the window is wider than the default history of 10',
    at: 'spec.revisionHistoryLimit',
    broken: () => ({ ...POD, strategy, rollbackWindow: { revisions: 11 } }),
    fine: () => ({ ...POD, strategy, rollbackWindow: { revisions: 10 } }),
  },
  {
    id: 'restart-at',
    when: 'the point in time does not exist',
    at: 'spec.restartAt',
    broken: () => ({ ...POD, strategy, restartAt: new Date('tomorrow') }),
    fine: () => ({ ...POD, strategy, restartAt: new Date('2026-01-31T12:00:00Z') }),
  },
  {
    id: 'restart-at',
    when: 'the point in time is text',
    at: 'spec.restartAt',
    broken: () => ({ ...POD, strategy, restartAt: js('2026-01-31T12:00:00Z') }),
    fine: () => ({ ...POD, strategy, restartAt: new Date('2026-01-31T12:00:00Z') }),
  },
  {
    id: 'duration',
    when: 'a duration is text with days',
    at: 'spec.minReadySeconds',
    broken: () => ({ ...POD, strategy, minReady: js('1d') }),
    fine: () => ({ ...POD, strategy, minReady: Duration.seconds(30) }),
  },
  {
    id: 'duration',
    when: 'a pause is text with days',
    at: 'spec.strategy.canary.steps[0].pause.duration',
    broken: () => ({ ...POD, strategy: Strategy.canary({ steps: [Step.pause(js('1d'))] }) }),
    fine: () => ({ ...POD, strategy: Strategy.canary({ steps: [Step.pause(Duration.days(1))] }) }),
  },
  {
    id: 'duration',
    when: 'a duration is a bare number',
    at: 'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds',
    broken: () => ({ ...POD, strategy, drain: js(10) }),
    fine: () => ({ ...POD, strategy, drain: Duration.seconds(10) }),
  },
  {
    id: 'duration',
    when: 'a duration is not a number',
    at: 'spec.progressDeadlineSeconds',
    broken: () => ({ ...POD, strategy, progressDeadline: Duration.seconds(NaN) }),
    fine: () => ({ ...POD, strategy, progressDeadline: Duration.seconds(600) }),
  },
  {
    id: 'whole-seconds',
    when: 'a field that counts seconds gets a part of one',
    at: 'spec.minReadySeconds',
    broken: () => ({ ...POD, strategy, minReady: Duration.millis(1500) }),
    fine: () => ({ ...POD, strategy, minReady: Duration.millis(2000) }),
  },
  {
    id: 'whole-seconds',
    when: 'the drain takes a part of a second',
    at: 'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds',
    broken: () => ({ ...POD, strategy, drain: Duration.seconds(2.5) }),
    fine: () => ({ ...POD, strategy, drain: Duration.seconds(3) }),
  },
];

/** The pod template. */
export const podCases: readonly Case[] = [
  {
    id: 'S4',
    when: 'there is a pod template beside a workloadRef',
    at: 'spec.template',
    broken: (scope) => ({
      ...POD,
      strategy,
      workloadRef: { workload: new kplus.Deployment(scope, 'old', POD) },
    }),
    fine: (scope) => ({ strategy, workloadRef: { workload: new kplus.Deployment(scope, 'old', POD) } }),
  },
  {
    id: 'S4',
    when: 'something of a pod template would be dropped beside a workloadRef',
    at: 'spec.template',
    broken: (scope) => ({
      strategy,
      drain: Duration.seconds(5),
      workloadRef: { workload: new kplus.Deployment(scope, 'old', POD) },
    }),
    fine: (scope) => ({
      strategy,
      isolate: true,
      workloadRef: { workload: new kplus.Deployment(scope, 'old', POD) },
    }),
  },
  {
    id: 'S5-restart',
    when: 'pods may end',
    at: 'spec.template.spec.restartPolicy',
    broken: () => ({ ...POD, strategy, restartPolicy: kplus.RestartPolicy.NEVER }),
    fine: () => ({ ...POD, strategy, restartPolicy: kplus.RestartPolicy.ALWAYS }),
  },
  {
    id: 'S5-container',
    when: 'a container has one port twice',
    at: 'spec.template.spec.containers[0]',
    broken: () => ({ strategy, containers: [{ image: 'a:1', ports: [{ number: 80 }, { number: 80 }] }] }),
    fine: () => ({
      strategy,
      containers: [
        {
          image: 'a:1',
          ports: [
            { number: 80, name: 'a' },
            { number: 81, name: 'b' },
          ],
        },
      ],
    }),
  },
  {
    id: 'S5-container',
    when: 'two ports of a container have one name',
    at: 'spec.template.spec.containers[0]',
    broken: () => ({
      strategy,
      containers: [
        {
          image: 'a:1',
          ports: [
            { number: 80, name: 'a' },
            { number: 81, name: 'a' },
          ],
        },
      ],
    }),
    fine: () => ({
      strategy,
      containers: [
        {
          image: 'a:1',
          ports: [
            { number: 80, name: 'a' },
            { number: 81, name: 'b' },
          ],
        },
      ],
    }),
  },
  {
    id: 'S5-container',
    when: 'a container that serves has a restart policy of its own',
    at: 'spec.template.spec.containers[0].restartPolicy',
    broken: () => ({
      strategy,
      containers: [{ image: 'a:1', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }],
    }),
    fine: () => ({
      ...POD,
      strategy,
      initContainers: [{ image: 'a:1', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }],
    }),
  },
  {
    id: 'S5-container',
    when: 'an init container has a readiness probe',
    at: 'spec.template.spec.initContainers[0].readinessProbe',
    broken: () => ({
      ...POD,
      strategy,
      initContainers: [{ image: 'a:1', readiness: kplus.Probe.fromCommand(['true']) }],
    }),
    fine: () => ({
      ...POD,
      strategy,
      initContainers: [
        {
          image: 'a:1',
          readiness: kplus.Probe.fromCommand(['true']),
          restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
        },
      ],
    }),
  },
  {
    id: 'S5-names',
    when: 'two containers have no name, so cdk8s-plus calls both main',
    at: 'spec.template.spec.containers[1].name',
    broken: () => ({ strategy, containers: [{ image: 'a:1' }, { image: 'b:1' }] }),
    fine: () => ({ strategy, containers: [{ image: 'a:1' }, { image: 'b:1', name: 'side' }] }),
  },
  {
    id: 'S5-ports',
    when: 'two containers listen on one port',
    at: 'spec.template.spec.containers[1].ports[0].containerPort',
    broken: () => ({
      ...POD,
      strategy,
      containers: [...POD.containers!, { image: 'b:1', name: 'b', portNumber: 8080 }],
    }),
    fine: () => ({ ...POD, strategy, containers: [...POD.containers!, { image: 'b:1', name: 'b', portNumber: 8081 }] }),
  },
  {
    id: 'S5-volumes',
    when: 'two volumes have one name',
    at: 'spec.template.spec.volumes[1].name',
    broken: (scope) => ({
      ...POD,
      strategy,
      volumes: ['a', 'b'].map((id) => kplus.Volume.fromEmptyDir(scope, id, 'tmp')),
    }),
    fine: (scope) => ({ ...POD, strategy, volumes: ['a', 'b'].map((id) => kplus.Volume.fromEmptyDir(scope, id, id)) }),
  },
  {
    id: 'drain',
    when: 'the pod would be killed while it drains',
    at: 'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds',
    broken: () => ({ ...POD, strategy, drain: Duration.seconds(30) }),
    fine: () => ({ ...POD, strategy, drain: Duration.seconds(29) }),
  },
  {
    id: 'drain',
    when: 'the drain is longer than the grace period it was given',
    at: 'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds',
    broken: () => ({ ...POD, strategy, drain: Duration.seconds(61), terminationGracePeriod: Duration.minutes(1) }),
    fine: () => ({ ...POD, strategy, drain: Duration.seconds(40), terminationGracePeriod: Duration.minutes(1) }),
  },
  {
    id: 'drain',
    when: 'the drain takes no time',
    at: 'spec.template.spec.containers[*].lifecycle.preStop.sleep.seconds',
    broken: () => ({ ...POD, strategy, drain: Duration.seconds(0) }),
    fine: () => ({ ...POD, strategy }),
  },
];
