import {
  BLUE_GREEN,
  CANARY,
  isCanary,
  isRouted,
  ofKind,
  STEPS,
  stepsOf,
  where,
  without,
  type Operator,
} from './operator';
import { at, drop, set, type Path, type Tree } from './tree';

const kinds = ['Rollout'];

/** Detection and rollback. */
const back: readonly Operator[] = [
  {
    of: 'R02',
    title: 'pods count as ready after ten minutes',
    rules: ['slow-rollback', 'short-deadline', 'slow-recovery', 'argo-refuses', 'argo-validation'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'minReadySeconds'], 600)] }],
  },
  {
    of: 'R03',
    title: 'a version without progress stays',
    rules: ['stuck-on-crash'],
    kinds,
    faults: without(['spec', 'progressDeadlineAbort']),
  },
  {
    of: 'R03',
    title: 'a version without progress stays, as it says',
    rules: ['stuck-on-crash'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'progressDeadlineAbort'], false)] }],
  },
  {
    of: 'R03',
    title: 'a deadline shorter than a start',
    rules: ['short-deadline'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'progressDeadlineSeconds'], 15)] }],
  },
  {
    of: 'R04',
    title: 'no rollback window',
    rules: ['no-rollback-window'],
    kinds,
    faults: without(['spec', 'rollbackWindow']),
  },
  {
    of: 'R04',
    title: 'no old versions are kept',
    rules: ['history-kept'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'revisionHistoryLimit'], 0)] }],
  },
  {
    of: 'R04',
    title: 'fewer old versions than the window',
    rules: ['history-kept', 'no-rollback-window'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'revisionHistoryLimit'], 1)] }],
  },
  {
    of: 'R05',
    title: 'old pods of a blue-green go at once',
    rules: ['switch-back'],
    kinds,
    faults: (rollout) => where(at(rollout, BLUE_GREEN) !== undefined, set([...BLUE_GREEN, 'scaleDownDelaySeconds'], 5)),
  },
  {
    of: 'R06',
    title: 'a pause without an end',
    rules: ['indefinite-pause'],
    kinds,
    faults: (rollout) => stepsOf(rollout, 'pause').map((step) => ({ edits: [set([...STEPS, step, 'pause'], {})] })),
  },
  {
    of: 'R06',
    title: 'a blue-green that a person switches',
    rules: ['indefinite-pause'],
    kinds,
    faults: (rollout) =>
      where(at(rollout, BLUE_GREEN) !== undefined, set([...BLUE_GREEN, 'autoPromotionEnabled'], false)),
  },
  {
    of: 'R07',
    title: 'pods of an aborted version stay',
    rules: ['abort-delay'],
    kinds,
    faults: (rollout) => {
      const strategy = isCanary(rollout) ? CANARY : BLUE_GREEN;
      return [
        { edits: [set([...strategy, 'abortScaleDownDelaySeconds'], isCanary(rollout) && !isRouted(rollout) ? 60 : 0)] },
      ];
    },
  },
  {
    of: 'R08',
    title: 'dynamicStableScale with a delay that blocks an abort',
    rules: ['dynamic-stable-scale', 'slow-rollback'],
    kinds,
    faults: (rollout) =>
      where(
        isRouted(rollout),
        set([...CANARY, 'dynamicStableScale'], true),
        set([...CANARY, 'abortScaleDownDelaySeconds'], 600),
      ),
  },
  {
    of: 'never ends',
    title: 'somebody left it paused',
    rules: ['never-ends'],
    kinds,
    faults: () => [{ edits: [set(['spec', 'paused'], true)] }],
  },
];

const POD: Path = ['spec', 'template', 'spec'];
const CONTAINER: Path = [...POD, 'containers', 0];
const PODS = ['Rollout', 'Deployment'];

/** What serves: a worker has no port. */
const listens = (workload: Tree): boolean => at(workload, [...CONTAINER, 'ports']) !== undefined;

/** Pods that come and go without a request that fails. */
const zeroDowntime: readonly Operator[] = [
  {
    of: 'probes',
    title: 'nobody asks whether a pod is ready',
    rules: ['readiness-probe'],
    kinds: PODS,
    faults: (workload) =>
      where(listens(workload), drop([...CONTAINER, 'readinessProbe'])).map((fault) =>
        at(workload, [...CONTAINER, 'startupProbe']) === undefined
          ? fault
          : { ...fault, same: 'its startup probe keeps requests away until the pod serves' },
      ),
  },
  {
    of: 'preStop',
    title: 'a pod stops while requests still come',
    rules: ['drain'],
    kinds: PODS,
    faults: (workload) => where(listens(workload), drop([...CONTAINER, 'lifecycle'])),
  },
  {
    of: 'grace period',
    title: 'a pod is killed while it drains',
    rules: ['grace-period'],
    kinds: PODS,
    faults: (workload) => where(listens(workload), set([...POD, 'terminationGracePeriodSeconds'], 8)),
  },
  {
    of: 'replicas',
    title: 'a single pod',
    rules: ['replicas'],
    kinds: ['Rollout'],
    faults: (rollout) => where(at(rollout, ['spec', 'replicas']) !== undefined, set(['spec', 'replicas'], 1)),
  },
  {
    of: 'spread',
    title: 'all pods on one node',
    rules: ['spread'],
    kinds: PODS,
    faults: (workload) =>
      where(listens(workload), drop([...POD, 'topologySpreadConstraints']), drop([...POD, 'affinity'])),
  },
  {
    of: 'disruption budget',
    title: 'no budget',
    rules: ['disruption-budget'],
    kinds: ['PodDisruptionBudget'],
    faults: () => [{ gone: true }],
  },
  {
    of: 'disruption budget',
    title: 'a budget for other pods',
    rules: ['disruption-budget'],
    kinds: ['PodDisruptionBudget'],
    faults: () => [{ edits: [set(['spec', 'selector', 'matchLabels'], { app: 'somebody-else' })] }],
  },
  {
    of: 'disruption budget',
    title: 'a budget that lets no pod go',
    rules: ['budget-blocks'],
    kinds: ['PodDisruptionBudget'],
    faults: () => [
      { edits: [set(['spec', 'maxUnavailable'], 0)] },
      { edits: [drop(['spec', 'maxUnavailable']), set(['spec', 'minAvailable'], '100%')] },
    ],
  },
  {
    of: '7.8 autoscaler',
    title: 'an autoscaler of nothing',
    rules: ['autoscaler-target'],
    kinds: ['HorizontalPodAutoscaler'],
    faults: () => [
      { edits: [set(['spec', 'scaleTargetRef', 'name'], 'nobody')] },
      { edits: [set(['spec', 'scaleTargetRef'], { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' })] },
    ],
  },
  {
    of: '7.8 autoscaler',
    title: 'two autoscalers of one workload',
    rules: ['one-autoscaler'],
    kinds: ['HorizontalPodAutoscaler'],
    faults: (autoscaler) => [{ more: [renamed(autoscaler, 'another')] }],
  },
  {
    of: '7.8 autoscaler',
    title: 'an autoscaler beside a fixed number',
    rules: ['fixed-replicas'],
    kinds: ['Rollout'],
    faults: (_rollout, objects) =>
      where(ofKind(objects, 'HorizontalPodAutoscaler').length > 0, set(['spec', 'replicas'], 6)),
  },
  {
    of: '7.8 autoscaler',
    title: 'utilization of nothing asked for',
    rules: ['autoscaler-requests'],
    kinds: ['Rollout'],
    faults: (_rollout, objects) =>
      where(ofKind(objects, 'HorizontalPodAutoscaler').length > 0, drop([...CONTAINER, 'resources'])),
  },
];

/** What a person has to do for a release to happen, where no Rollout does it. */
const byHand: readonly Operator[] = [
  {
    of: 'no manual step',
    title: 'a StatefulSet whose pods somebody has to delete',
    rules: ['manual-update'],
    kinds: ['StatefulSet'],
    faults: () => [{ edits: [set(['spec', 'updateStrategy'], { type: 'OnDelete' })] }],
  },
  {
    of: 'no manual step',
    title: 'a StatefulSet of which pods stay behind',
    rules: ['manual-update'],
    kinds: ['StatefulSet'],
    faults: () => [{ edits: [set(['spec', 'updateStrategy'], { rollingUpdate: { partition: 1 } })] }],
  },
];

function renamed(object: Tree, name: string): Tree {
  const metadata = { ...Object(at(object, ['metadata'])), name };
  return { ...Object(object), metadata } as Tree;
}

export const wayBackOperators: readonly Operator[] = [...back, ...zeroDowntime, ...byHand];
