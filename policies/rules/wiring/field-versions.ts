/** First stable versions of Argo Rollouts that know a field, by kind (found in its history: git log -S, then the first tag). */
export interface FieldVersions {
  /** Such as `1.8`; `unreleased`: in no release when this was written (August 2026). */
  readonly since: string;
  readonly rollout?: readonly string[];
  readonly template?: readonly string[];
}

const CANARY = 'strategy.canary.';
const ROUTING = `${CANARY}trafficRouting.`;
const STEP = `${CANARY}steps.*.`;
const PROVIDER = 'metrics.*.provider.';

/** Analyses of a strategy, wherever they stand. */
const analyses = (field: string) =>
  [
    `${CANARY}analysis`,
    `${STEP}analysis`,
    'strategy.blueGreen.prePromotionAnalysis',
    'strategy.blueGreen.postPromotionAnalysis',
  ].map((place) => `${place}.${field}`);

/** The oldest first. */
export const FIELD_VERSIONS: readonly FieldVersions[] = [
  {
    since: '1.1',
    rollout: [
      `${CANARY}abortScaleDownDelaySeconds`,
      'strategy.blueGreen.abortScaleDownDelaySeconds',
      `${CANARY}dynamicStableScale`,
      'progressDeadlineAbort',
      `${ROUTING}istio.virtualServices`,
      `${ROUTING}istio.virtualService.tlsRoutes`,
      `${STEP}experiment.templates.*.service`,
    ],
    template: [`${PROVIDER}cloudWatch`, `${PROVIDER}graphite`],
  },
  {
    since: '1.2',
    rollout: [
      ...analyses('dryRun'),
      ...analyses('measurementRetention'),
      `${ROUTING}appMesh`,
      `${CANARY}pingPong`,
      `${ROUTING}alb.stickinessConfig`,
    ],
    template: ['dryRun', 'measurementRetention'],
  },
  {
    since: '1.3',
    rollout: [`${ROUTING}traefik`, `${ROUTING}managedRoutes`, `${STEP}setHeaderRoute`, `${STEP}setMirrorRoute`],
    template: [`${PROVIDER}influxdb`],
  },
  {
    since: '1.4',
    rollout: [
      'rollbackWindow',
      `${ROUTING}apisix`,
      `${CANARY}minPodsPerReplicaSet`,
      `${ROUTING}istio.virtualService.tcpRoutes`,
    ],
    template: [`${PROVIDER}web.jsonBody`],
  },
  {
    since: '1.5',
    rollout: [`${ROUTING}plugins`, `${ROUTING}nginx.stableIngresses`],
    template: [`${PROVIDER}plugin`, `${PROVIDER}skywalking`],
  },
  {
    since: '1.6',
    rollout: [...analyses('analysisRunMetadata'), `${ROUTING}alb.ingresses`],
    template: [`${PROVIDER}prometheus.timeout`, `${PROVIDER}prometheus.authentication.sigv4`],
  },
  {
    since: '1.7',
    rollout: [`${ROUTING}maxTrafficWeight`, 'workloadRef.scaleDown'],
    template: [
      'templates',
      `${PROVIDER}prometheus.authentication.oauth2`,
      `${PROVIDER}web.authentication.oauth2`,
      ...['queries', 'formula', 'aggregator'].map((field) => `${PROVIDER}datadog.${field}`),
    ],
  },
  {
    since: '1.8',
    rollout: [`${ROUTING}nginx.canaryIngressAnnotations`, `${STEP}plugin`],
    template: ['metrics.*.consecutiveSuccessLimit', `${PROVIDER}prometheus.rangeQuery`, `${PROVIDER}datadog.secretRef`],
  },
  {
    since: '1.9',
    rollout: [`${ROUTING}istio.destinationRule.additionalSubsetNames`, `${CANARY}replicaProgressThreshold`],
  },
  { since: '1.10', template: [`${PROVIDER}datadog.requestTimeout`] },
  { since: 'unreleased', template: [`${PROVIDER}prometheus.authentication.basicAuth`] },
];
