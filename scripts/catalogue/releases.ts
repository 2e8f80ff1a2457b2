import { found, noted, type Chapter } from './entry';

const ALERTS = [
  'alerts-exist',
  'objective-alerts',
  'alert-severity',
  'alert-runbook',
  'alert-parses',
  'alert-fires',
  'alert-namespace',
];

/** How much a bad version costs, and how it is undone. */
export const releases: readonly Chapter[] = [
  {
    title: 'More requests meet a bad version than its author meant',
    entries: [
      found('X01', 'whole pods give another share than was asked for', 'rounded-weight'),
      found('X02', 'too much at first, or too much at once', 'first-exposure', 'weight-jump'),
      found('X03', 'a weight that lasts too short to be looked at, the last one too', 'soak', 'final-soak'),
      found('X04', 'fewer pods than the weight sends requests to', 'overloaded'),
      found('X05', 'a router without steps, or two Services without a router', 'no-steps', 'unrouted'),
      found('X06', 'a number of pods in quotes, which is a percentage', 'surge-text'),
      found('7.6', 'two Services without a router: nothing at every step, then everything', 'unrouted'),
      found('7.8 no pod', 'a weight that changes nothing', 'idle-weight'),
      found('7.8 availability', 'far fewer pods than are needed while it is replaced', 'availability'),
      found('not progressive', 'a Deployment that serves traffic has no steps', 'not-progressive'),
    ],
  },
  {
    title: 'Found late, undone late',
    entries: [
      found('R01', 'it takes long until a bad version is found, or costs much', 'detection-time', 'exposure-budget'),
      found('R02', 'the way back takes longer than five minutes', 'slow-rollback'),
      noted(
        'Of Istio with subsets alone (issue 4626) the plan says what becomes of it; no rule forbids it.',
        found(
          'R03',
          'nothing undoes a version that never gets ready, or all too soon',
          'stuck-on-crash',
          'short-deadline',
        ),
      ),
      found(
        'R04',
        'no quick way back to a recent version, or no version to go back to',
        'no-rollback-window',
        'history-kept',
      ),
      found(
        'R05',
        'a blue-green that nobody looks at, or cannot switch back',
        'unwatched-switch',
        'switch-back',
        'no-analysis',
      ),
      found('R06', 'it waits for a person', 'indefinite-pause'),
      found('R07', 'pods of an aborted version stay, or a delay that is ignored', 'abort-delay'),
      found('R08', 'dynamicStableScale with what blocks an abort', 'dynamic-stable-scale'),
      found('7.1', 'full capacity comes back late, though nobody meets the bad version any more', 'slow-rollback'),
      found(
        '7.2',
        'the stable version is small in the middle of a release, and grows back pod by pod',
        'slow-rollback',
      ),
      found('never ends', 'a rollout that never comes to an end', 'never-ends'),
      found('lead time', 'a healthy version takes more than an hour', 'slow'),
      found('no manual step', 'pods that somebody has to delete', 'manual-update'),
      found('MTTR', 'detection and rollback together take more than half an hour', 'slow-recovery'),
    ],
  },
  {
    title: 'Pods come and go without a failed request',
    entries: [
      found('probes', 'nobody asks whether a pod is ready', 'readiness-probe'),
      found('preStop', 'a pod stops while requests still come', 'drain'),
      found('grace period', 'a pod is killed while it drains', 'grace-period'),
      found('replicas', 'a single pod', 'replicas'),
      found('spread', 'all pods on one node', 'spread'),
      found('disruption budget', 'no budget, or one that lets nobody go', 'disruption-budget', 'budget-blocks'),
      found(
        '7.8 autoscaler',
        'an autoscaler of nothing, two of one workload, one beside a fixed number, one that cannot reckon',
        'autoscaler-target',
        'one-autoscaler',
        'fixed-replicas',
        'autoscaler-requests',
      ),
      found('7.8 selector', 'two workloads with one selector', 'one-selector'),
    ],
  },
  {
    title: 'What runs, who answers for it, and who is told',
    entries: [
      found(
        'image',
        'an image without a digest, a tag that moves, no version',
        'image-digest',
        'image-moving-tag',
        'version-named',
      ),
      found('owner', 'nobody answers for it', 'owner-named'),
      found('runbook', 'no runbook', 'runbook-linked'),
      found('notes', 'nothing says what changes', 'release-notes'),
      found('W07', 'nobody is told when it stops', 'notifications'),
      found('alerts', 'no alert, or one that never fires, says nothing or tells nobody', ...ALERTS),
      found('alert tests', 'alerts that nobody has tested', 'alert-tests'),
      found('7.8 runbook', 'a link that leads nowhere by itself', 'runbook-linked'),
      found('route', 'no route takes an alert, or its receiver tells nobody', 'alert-route'),
      found('scraping', 'nothing collects its metrics, or from a port that it has not', 'scraped'),
    ],
  },
];
