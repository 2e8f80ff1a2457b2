import { broken } from './fault';

/** What is wrong with how traffic moves. */
export const strategyFaults = [
  ...broken('behind NGINX', [
    [
      'the first step is a leap',
      [[/ {8}- setWeight: 5\n {8}- pause:\n {12}duration: 5m\n {8}- setWeight: 10\n/, '        - setWeight: 60\n']],
      'first-exposure Rollout/web',
      'idle-weight Rollout/web',
    ],
    [
      'no analysis',
      [[/ {6}analysis:\n {8}startingStep: 1[^]*?Latest\n/, '']],
      'no-analysis Rollout/web',
      'unused-template AnalysisTemplate/web-success-rate',
    ],
    ['a pause of no time', [[/duration: 5m\n( {8}- setWeight: 50)/, 'duration: 0\n$1']], 'soak Rollout/web'],
    [
      'a pause without an end',
      [[/pause:\n {12}duration: 5m\n( {8}- setWeight: 50)/, 'pause: {}\n$1']],
      'indefinite-pause Rollout/web',
      'notifications Rollout/web',
    ],
    [
      'two things in one step',
      [[/- setWeight: 50\n {8}- pause:/, '- setWeight: 50\n          pause:']],
      'argo-refuses Rollout/web',
    ],
    [
      'steps of seconds',
      [['duration: 5m', 'duration: 1s']],
      'cannot-fail Rollout/web',
      'look-back Rollout/web',
      'soak Rollout/web',
      'soak Rollout/web',
      'soak Rollout/web',
      'soak Rollout/web',
    ],
    ['steps of hours', [['duration: 5m', 'duration: 5h']], 'slow Rollout/web'],
    ['a route that is not there', [['stableIngress: web', 'stableIngress: wbe']], 'missing-route Rollout/web'],
    [
      'a route that leads to somebody else',
      [['backend: { service: { name: web,', 'backend: { service: { name: shop,']],
      'route-services Ingress/web',
    ],
    [
      'a Service that is not there',
      [['canaryService: web-canary', 'canaryService: web-canray']],
      'missing-reference Rollout/web',
    ],
    [
      'a field that Argo does not know so',
      [['canaryService: web-canary', 'canaryService: ""']],
      'argo-validation Rollout/web',
    ],
    [
      'no steps',
      [[/ {6}steps:\n(?: {8}[^\n]*\n)+/, '']],
      'cannot-fail Rollout/web',
      'final-soak Rollout/web',
      'no-steps Rollout/web',
    ],
    [
      'the canary leaves at once',
      [['canaryService: web-canary', 'abortScaleDownDelaySeconds: 0\n      canaryService: web-canary']],
      'abort-delay Rollout/web',
    ],
    [
      'a scale that Argo heeds half',
      [
        [
          'canaryService: web-canary',
          'dynamicStableScale: true\n      minPodsPerReplicaSet: 2\n      canaryService: web-canary',
        ],
      ],
      'dynamic-stable-scale Rollout/web',
      'slow-rollback Rollout/web',
    ],
    [
      'weights with nobody to route them',
      [[/ {6}trafficRouting:\n {8}nginx:\n {10}stableIngress: web\n/, '']],
      'cannot-fail Rollout/web',
      'unrouted Rollout/web',
    ],
  ]),
  ...broken('without a router', [
    [
      'too few pods for its weights',
      [['replicas: 10', 'replicas: 2']],
      'rounded-weight Rollout/quotes',
      'rounded-weight Rollout/quotes',
    ],
    ['nothing may surge or be away', [['maxSurge: 20%', 'maxSurge: 0']], 'argo-validation Rollout/quotes'],
  ]),
  ...broken('subsets of Istio', [
    [
      'a VirtualService that is not there',
      [[/(virtualService:\n +name: )cart/, '$1crat']],
      'missing-route Rollout/cart',
    ],
    [
      'a subset that its rule has not',
      [['canarySubsetName: canary', 'canarySubsetName: canray']],
      'route-services DestinationRule/cart',
      'route-services VirtualService/cart',
    ],
    ['pods too few for what they get', [['weight: 25\n', 'weight: 1\n']], 'overloaded Rollout/cart'],
    [
      'a scale that is never taken back',
      [[/ +- setCanaryScale:\n +matchTrafficWeight: true\n/, '']],
      'overloaded Rollout/cart',
      'overloaded Rollout/cart',
    ],
  ]),
  ...broken('blue-green', [
    [
      'no judge before the switch',
      [[/ +prePromotionAnalysis:\n +templates:\n +- templateName: billing-smoke\n/, '']],
      'unwatched-switch Rollout/billing',
      'unused-template AnalysisTemplate/billing-smoke',
    ],
    [
      'no judge after the switch',
      [[/ +postPromotionAnalysis:[^]*?Latest \}\n/, '']],
      'unwatched-switch Rollout/billing',
      'blind Rollout/billing',
      'blind Rollout/billing',
      'unused-template AnalysisTemplate/billing-success-rate',
    ],
    [
      'a person has to switch',
      [['autoPromotionEnabled: true', 'autoPromotionEnabled: false']],
      'indefinite-pause Rollout/billing',
    ],
    [
      'the old pods are gone at once',
      [['scaleDownDelaySeconds: 900', 'scaleDownDelaySeconds: 0']],
      'switch-back Rollout/billing',
    ],
    [
      'one Service for both',
      [['previewService: billing-preview', 'previewService: billing']],
      'argo-validation Rollout/billing',
    ],
  ]),
  ...broken('took over a Deployment', [
    [
      'a Deployment that is not there',
      [['kind: Deployment\n    name: profile', 'kind: Deployment\n    name: porfile']],
      'missing-reference Rollout/profile',
      'not-progressive Deployment/profile',
      'replicas Deployment/profile',
    ],
    [
      'the last step keeps half away',
      [[/ +- setWeight: 100\n +- pause:\n +duration: 5m\n/, '']],
      'final-soak Rollout/profile',
    ],
  ]),
];
