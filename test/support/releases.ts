import { Duration, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import {
  AnalysisTemplate,
  AntiAffinity,
  Argument,
  argumentsUsedIn,
  ClusterAnalysisTemplate,
  metricProviders,
  ProgressiveService,
  Step,
  Strategy,
  Threshold,
  trafficRouters,
  type AnalysisUse,
  type Metric,
  type MetricProvider,
  type NoData,
  type QueryProvider,
  type TrafficRouter,
  type VerdictProvider,
} from '../../lib';

/** Every example of every registered router and provider: each is used by some release. */
const routers: readonly (TrafficRouter | undefined)[] = [
  undefined,
  ...trafficRouters.flatMap((kind) => kind.examples()),
];
const providers: readonly MetricProvider[] = metricProviders.flatMap((kind) => kind.examples());

/** A release as plain choices: printable, shrinkable, built by {@link build}. */
export interface Release {
  readonly router: TrafficRouter | undefined;
  readonly provider: MetricProvider;
  readonly metric: {
    readonly noData: NoData;
    readonly count: number;
    readonly limit: number;
    readonly cluster: boolean;
  };
  readonly blueGreen: boolean;
  readonly weights: readonly number[];
  readonly extras: readonly ('analysis' | 'scale' | 'header' | 'mirror' | 'experiment' | 'plugin')[];
  readonly options: {
    readonly surge: number;
    readonly percent: boolean;
    readonly dynamicStableScale: boolean;
    readonly antiAffinity: number | undefined;
    readonly metadata: boolean;
    readonly autoscale: boolean;
    readonly replicas: number;
    readonly drain: boolean;
  };
}

export const release: fc.Arbitrary<Release> = fc.record({
  router: fc.constantFrom(...routers),
  provider: fc.constantFrom(...providers),
  metric: fc.record({
    noData: fc.constantFrom<NoData>('fail', 'pass', 'pause', 'wait'),
    count: fc.integer({ min: 2, max: 20 }),
    limit: fc.integer({ min: 0, max: 1 }),
    cluster: fc.boolean(),
  }),
  blueGreen: fc.boolean(),
  weights: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
  extras: fc.subarray(['analysis', 'scale', 'header', 'mirror', 'experiment', 'plugin'] as const),
  options: fc.record({
    surge: fc.integer({ min: 1, max: 100 }),
    percent: fc.boolean(),
    dynamicStableScale: fc.boolean(),
    antiAffinity: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    metadata: fc.boolean(),
    autoscale: fc.boolean(),
    replicas: fc.integer({ min: 2, max: 50 }),
    drain: fc.boolean(),
  }),
});

/** Puts the release into a chart. */
export function build(chart: Chart, name: string, choice: Release): ProgressiveService {
  const use = analysisUse(chart, choice);
  const strategy = choice.blueGreen && !choice.router ? blueGreen(choice, use) : canary(choice, use);
  const { autoscale, replicas, drain } = choice.options;
  return new ProgressiveService(chart, name, {
    containers: [{ image: 'shop:1', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    strategy,
    router: choice.router,
    ...(autoscale ? { autoscale: { min: 2, max: replicas } } : { replicas }),
    drain: drain ? Duration.seconds(3) : false,
  });
}

function analysisUse(chart: Chart, { provider, metric }: Release): AnalysisUse {
  const used = argumentsUsedIn(JSON.stringify(provider.spec)).map((name) => [name, Argument.default('x')] as const);
  const Template = metric.cluster ? ClusterAnalysisTemplate : AnalysisTemplate;
  const template = new Template(chart, 'judge', {
    args: {
      ...Object.fromEntries(used),
      hash: Argument.required(),
      threshold: Argument.default('0.95'),
      token: Argument.secret('tokens', 'api'),
    },
    metrics: () => [metricOf(provider, metric)],
    measurementRetention: [{ metrics: ['judged'], limit: 5 }],
  });
  return template.use({ hash: Argument.canaryHash() });
}

function metricOf(provider: MetricProvider, { count, limit, ...metric }: Release['metric']): Metric {
  // where Argo itself makes an Error of an empty answer, only these two can be had
  const noData = provider.emptyIsError && metric.noData !== 'fail' ? 'wait' : metric.noData;
  const schedule = {
    name: 'judged',
    interval: Duration.seconds(30),
    initialDelay: Duration.seconds(10),
    count,
    failureLimit: limit,
  };
  return provider.samples === undefined
    ? { ...schedule, provider: provider as VerdictProvider }
    : { ...schedule, provider: provider as QueryProvider, noData, healthy: Threshold.atLeast('{{args.threshold}}') };
}

function blueGreen({ options }: Release, use: AnalysisUse): Strategy {
  return Strategy.blueGreen({
    prePromotionAnalysis: { templates: [use] },
    postPromotionAnalysis: { templates: [use] },
    autoPromotionDelay: Duration.seconds(30),
    scaleDownDelay: Duration.minutes(5),
    abortScaleDownDelay: options.metadata ? 'never' : Duration.seconds(60),
    antiAffinity: antiAffinity(options.antiAffinity),
    ...(options.metadata
      ? { previewMetadata: { labels: { role: 'preview' } }, activeMetadata: { labels: { role: 'active' } } }
      : {}),
  });
}

function canary(choice: Release, use: AnalysisUse): Strategy {
  const { options, router, weights } = choice;
  const amount = options.percent
    ? kplus.PercentOrAbsolute.percent(options.surge)
    : kplus.PercentOrAbsolute.absolute(options.surge);
  const steps = [...weights]
    .sort((a, b) => a - b)
    .flatMap((weight) => [Step.setWeight(weight), Step.pause(Duration.minutes(1))]);
  return Strategy.canary({
    // first, so that an experiment never asks for more than what the canary leaves
    steps: [...extraSteps(choice, use), ...steps],
    analysis: { templates: [use] },
    maxSurge: amount,
    antiAffinity: antiAffinity(options.antiAffinity),
    dynamicStableScale: router ? options.dynamicStableScale : undefined,
    abortScaleDownDelay: router ? Duration.seconds(45) : undefined,
    ...(options.metadata
      ? { canaryMetadata: { labels: { role: 'canary' } }, stableMetadata: { annotations: { role: 'stable' } } }
      : {}),
  });
}

function antiAffinity(weight: number | undefined): AntiAffinity | undefined {
  return weight === undefined ? undefined : weight === 0 ? AntiAffinity.required() : AntiAffinity.preferred(weight);
}

/** Steps of the other kinds, as far as the router can do them. */
function extraSteps({ extras, router }: Release, use: AnalysisUse): Step[] {
  const can = router?.capabilities;
  const header = can?.headerRoute[0];
  const steps: Record<Release['extras'][number], Step | undefined> = {
    analysis: Step.analysis({ templates: [use] }),
    scale: router && Step.setCanaryScale({ replicas: 2 }),
    header: header && Step.setHeaderRoute('by-header', [{ headerName: 'x-canary', headerValue: stringMatch(header) }]),
    mirror: can?.mirrorRoute
      ? Step.setMirrorRoute('mirror', [{ method: { exact: 'GET' }, path: { prefix: '/' } }], 25)
      : undefined,
    experiment: Step.experiment({
      templates: [
        { name: 'baseline', specRef: 'stable', ...(can?.experimentWeight ? { weight: 5 } : {}) },
        { name: 'canary', specRef: 'canary', service: true },
      ],
      duration: Duration.minutes(5),
      analyses: [{ name: 'judge', template: use }],
    }),
    plugin: Step.plugin('acme/step', { any: ['thing'] }),
  };
  return extras.map((extra) => steps[extra]).filter((step) => step !== undefined);
}

function stringMatch(kind: 'exact' | 'prefix' | 'regex') {
  return { exact: { exact: 'yes' }, prefix: { prefix: 'y' }, regex: { regex: 'y.*' } }[kind];
}
