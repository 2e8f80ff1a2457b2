import { broken, documentOf } from './fault';

const LATEST = /@sha256:\w+/;
const AUTOSCALER = documentOf('HorizontalPodAutoscaler', 'web');

/** What is wrong with the pods, and with the way back. */
export const safetyFaults = [
  ...broken('behind NGINX', [
    ['no digest', [[LATEST, '']], 'image-digest Rollout/web'],
    ['a tag that moves', [[/web:2\.7\.1@sha256:\w+/, 'web:latest']], 'image-moving-tag Rollout/web'],
    [
      'no version',
      [
        [/ {4}app\.kubernetes\.io\/version: 2\.7\.1\n/, ''],
        [/web:2\.7\.1@/, 'web@'],
      ],
      'version-named Rollout/web',
    ],
    [
      'a deadline without an end',
      [['progressDeadlineAbort: true', 'progressDeadlineAbort: false']],
      'stuck-on-crash Rollout/web',
    ],
    [
      'a deadline too short',
      [['progressDeadlineSeconds: 600', 'progressDeadlineSeconds: 11']],
      'cannot-fail Rollout/web',
      'short-deadline Rollout/web',
    ],
    ['no history', [['revisionHistoryLimit: 5', 'revisionHistoryLimit: 0']], 'history-kept Rollout/web'],
    ['no quick way back', [['  rollbackWindow:\n    revisions: 3\n', '']], 'no-rollback-window Rollout/web'],
    [
      'nobody asks whether it is ready',
      [[/ {10}readinessProbe:\n(?: {12}[^\n]*\n)+/, '']],
      'readiness-probe Rollout/web',
    ],
    [
      'it stops at once',
      [[/ {10}lifecycle:\n {12}preStop:\n {14}sleep:\n {16}seconds: 10\n/, '']],
      'drain Rollout/web',
    ],
    [
      'it is killed while it drains',
      [['terminationGracePeriodSeconds: 40', 'terminationGracePeriodSeconds: 5']],
      'grace-period Rollout/web',
    ],
    ['pods all on one node', [[/ {6}topologySpreadConstraints:\n(?: {8}[^\n]*\n)+/, '']], 'spread Rollout/web'],
    ['no budget', [[documentOf('PodDisruptionBudget', 'web'), '']], 'disruption-budget Rollout/web'],
    [
      'a budget that lets nobody go',
      [['maxUnavailable: 1', 'maxUnavailable: 0']],
      'budget-blocks PodDisruptionBudget/web',
    ],
    [
      'replicas that the autoscaler moves',
      [['  minReadySeconds: 10', '  minReadySeconds: 10\n  replicas: 6']],
      'fixed-replicas Rollout/web',
    ],
    [
      'an autoscaler of nobody',
      [['kind: Rollout, name: web }', 'kind: Rollout, name: wbe }']],
      'autoscaler-target HorizontalPodAutoscaler/web',
      'blind Rollout/web',
      'blind Rollout/web',
      'replicas Rollout/web',
    ],
    [
      'an autoscaler of a Deployment',
      [['apiVersion: argoproj.io/v1alpha1, kind: Rollout', 'apiVersion: apps/v1, kind: Deployment']],
      'autoscaler-target HorizontalPodAutoscaler/web',
      'blind Rollout/web',
      'blind Rollout/web',
      'replicas Rollout/web',
    ],
    [
      'an autoscaler that cannot reckon',
      [[/ {10}resources:\n {12}requests:\n {14}cpu: 250m\n {14}memory: 256Mi\n/, '']],
      'autoscaler-requests Rollout/web',
    ],
    [
      'two autoscalers',
      [
        [AUTOSCALER, '$&\n$&'],
        [/(HorizontalPodAutoscaler\nmetadata: \{ name: )web([^]*HorizontalPodAutoscaler)/, '$1more$2'],
      ],
      'one-autoscaler HorizontalPodAutoscaler/web',
    ],
    [
      'a Service of no pods',
      [[/(name: web-canary\n[^]*?selector:\n {4}app: )web/, '$1wbe']],
      'service-pods Service/web-canary',
    ],
    [
      'labels that its selector misses',
      [
        [
          'template:\n    metadata:\n      labels:\n        app: web',
          'template:\n    metadata:\n      labels:\n        app: wbe',
        ],
      ],
      'argo-validation Rollout/web',
      'disruption-budget Rollout/web',
      'service-pods Service/web',
      'service-pods Service/web-canary',
      'spread Rollout/web',
    ],
    [
      'an object that is there twice',
      [[documentOf('Service', 'web-canary'), '$&\n$&']],
      'one-identity Service/web',
      'one-identity Service/web-canary',
    ],
    [
      'a Rollout and a Deployment of the same pods',
      [
        [
          documentOf('Service', 'web-canary'),
          '$&\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec:\n  replicas: 0\n  selector: { matchLabels: { app: web } }\n  template: { metadata: { labels: { app: web } }, spec: { containers: [] } }',
        ],
      ],
      'not-progressive Deployment/web',
      'one-selector Deployment/web',
      'owner-named Deployment/web',
      'release-notes Deployment/web',
      'replicas Deployment/web',
      'runbook-linked Deployment/web',
      'scraped PodMonitor/web',
    ],
  ]),
  ...broken('serves nobody', [
    ['a tag that moves', [[/mailer:5\.0\.2@sha256:\w+/, 'mailer']], 'image-moving-tag Deployment/mailer'],
    ['no history', [['replicas: 2', 'replicas: 2\n  revisionHistoryLimit: 0']], 'history-kept Deployment/mailer'],
    ['no owner', [[/ {4}stepgate\.dev\/owner: .*\n/, '']], 'owner-named Deployment/mailer'],
    [
      'a Service in front of it',
      [
        [
          /$/,
          '---\napiVersion: v1\nkind: Service\nmetadata: { name: mailer, namespace: shop }\nspec: { selector: { app: mailer }, ports: [{ port: 80 }] }\n',
        ],
      ],
      'alerts-exist Deployment/mailer',
      'disruption-budget Deployment/mailer',
      'drain Deployment/mailer',
      'not-progressive Deployment/mailer',
      'readiness-probe Deployment/mailer',
      'scraped Deployment/mailer',
      'spread Deployment/mailer',
    ],
  ]),
];
