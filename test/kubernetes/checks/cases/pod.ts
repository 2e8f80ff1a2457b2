import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { POD, type Case } from './case';
import { Strategy } from '../../../../lib';

const strategy = Strategy.canary();

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
