import { Duration, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AnalysisTemplate,
  AntiAffinity,
  Argument,
  ClusterAnalysisTemplate,
  istio,
  prometheus,
  ProgressiveService,
  Rollout,
  Step,
  Strategy,
  Threshold,
  trafficRouters,
  type Analysis,
} from '../../../lib';
import { allOf, emptyChart } from '../../support/synth';
import { testWithShared } from '../../support/tools';

const container: kplus.ContainerProps = { image: 'shop:1', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() };
const metadata = { labels: { a: 'b' }, annotations: { a: 'b' } };
const percent = (amount: number) => kplus.PercentOrAbsolute.percent(amount);
const absolute = (amount: number) => kplus.PercentOrAbsolute.absolute(amount);

/** An analysis that uses every field of one. */
function fullAnalysis(chart: Chart, id: string): Analysis {
  const template = (Template: typeof AnalysisTemplate | typeof ClusterAnalysisTemplate, name: string) =>
    new Template(chart, `${id}-${name}`, {
      args: {
        [`${name}-a`]: Argument.required(),
        [`${name}-b`]: Argument.required(),
        [`${name}-c`]: Argument.required(),
      },
      metrics: () =>
        [`${name}-1`, `${name}-2`].map((metric) => ({
          name: metric,
          provider: prometheus({ query: 'up' }),
          healthy: Threshold.atLeast(1),
          noData: 'fail' as const,
        })),
    }).use({
      [`${name}-a`]: 'text',
      [`${name}-b`]: Argument.canaryHash(),
      [`${name}-c`]: Argument.field("metadata.annotations['team']"),
    });
  return {
    templates: [template(AnalysisTemplate, 'x'), template(ClusterAnalysisTemplate, 'y')],
    dryRun: ['x-1'],
    measurementRetention: [{ metrics: ['y-1'], limit: 3 }],
    analysisRunMetadata: metadata,
  };
}

/** Rollouts that between them use every field. */
function rollouts(): object[] {
  const chart = emptyChart('shop');
  const analysis = fullAnalysis(chart, 'analysis');
  const annotated = { annotations: { team: 'shop' } };
  const service = (id: string) => new kplus.Service(chart, id, { ports: [{ port: 80, targetPort: 8080 }] });
  const any = [
    ...trafficRouters.flatMap((kind) => kind.examples()),
    istio({
      virtualServices: [
        { host: 'shop.example.com', tls: [{ port: 443, sniHosts: ['shop.example.com'] }] },
        { host: 'shop', tcp: [{ port: 9000 }] },
      ],
    }),
  ];
  const capable = any.find(
    ({ capabilities: can }) => can.experimentWeight && can.mirrorRoute && can.headerRoute.length === 3,
  );
  for (const [index, router] of any.entries()) {
    new ProgressiveService(chart, `routed-${index}`, { containers: [container], router });
  }
  const extra = new Rollout(chart, 'everything', {
    containers: [container],
    metadata: annotated,
    podMetadata: { labels: { x: 'y' } },
    replicas: 4,
    minReady: Duration.seconds(1),
    progressDeadline: Duration.minutes(5),
    progressDeadlineAbort: true,
    revisionHistoryLimit: 4,
    rollbackWindow: { revisions: 2 },
    paused: true,
    restartAt: new Date('2026-01-02T03:04:05.678Z'),
    analysisHistory: { successful: 1, unsuccessful: 2 },
    strategy: Strategy.canary({
      router: capable,
      stableService: service('stable'),
      canaryService: service('canary'),
      analysis: { ...analysis, startingStep: 1 },
      antiAffinity: AntiAffinity.required(),
      maxSurge: absolute(2),
      maxUnavailable: percent(10),
      canaryMetadata: metadata,
      stableMetadata: metadata,
      scaleDownDelay: Duration.seconds(10),
      scaleDownDelayRevisionLimit: 1,
      abortScaleDownDelay: Duration.seconds(20),
      minPodsPerReplicaSet: 2,
      replicaProgressThreshold: percent(80),
      steps: [
        Step.experiment({
          templates: [
            {
              name: 'a',
              specRef: 'stable',
              replicas: 2,
              weight: 5,
              metadata: { ...metadata, labels: { a: 'b', x: 'y' } },
              selector: kplus.LabelSelector.of({
                labels: { a: 'b' },
                expressions: [kplus.LabelExpression.in('x', ['y'])],
              }),
              service: 'experiment',
            },
          ],
          duration: Duration.minutes(5),
          analyses: [{ name: 'one', template: analysis.templates[0], requiredForCompletion: true }],
          dryRun: ['x-1'],
          analysisRunMetadata: metadata,
          scaleDownDelay: Duration.seconds(5),
        }),
        Step.experiment({
          templates: [{ name: 'b', specRef: 'canary' }],
          duration: Duration.minutes(5),
          analyses: analysis.templates.slice(1).map((template) => ({ name: 'two', template })),
        }),
        Step.setWeight(10),
        Step.pause(Duration.minutes(1)),
        Step.pauseUntilPromoted(),
        Step.analysis(analysis),
        Step.setCanaryScale({ replicas: 2 }),
        Step.setCanaryScale({ weight: 20 }),
        Step.setCanaryScale({ matchTrafficWeight: true }),
        Step.setHeaderRoute(
          'headers',
          (['exact', 'prefix', 'regex'] as const).map((kind) => ({
            headerName: kind,
            headerValue: { [kind]: 'v' } as { exact: string },
          })),
        ),
        Step.setMirrorRoute(
          'mirror',
          (['exact', 'prefix', 'regex'] as const).map((kind) => {
            const match = { [kind]: 'v' } as { exact: string };
            return { method: match, path: match, headers: { h: match } };
          }),
          50,
        ),
        Step.plugin('acme/step', { any: 'thing' }),
      ],
    }),
  });
  extra.select(kplus.LabelSelector.of({ expressions: [kplus.LabelExpression.in('x', ['y'])] }));
  new Rollout(chart, 'shrinking', {
    containers: [container],
    strategy: Strategy.canary({
      router: capable,
      pingPong: { pingService: service('ping'), pongService: service('pong') },
      antiAffinity: AntiAffinity.preferred(7),
      dynamicStableScale: true,
      replicaProgressThreshold: absolute(3),
      steps: [Step.setWeight(10)],
    }),
  });
  new Rollout(chart, 'blue-green', {
    containers: [container],
    metadata: annotated,
    strategy: Strategy.blueGreen({
      activeService: service('active'),
      previewService: service('preview'),
      previewReplicaCount: 1,
      autoPromotionEnabled: true,
      autoPromotionDelay: Duration.seconds(30),
      prePromotionAnalysis: analysis,
      postPromotionAnalysis: analysis,
      antiAffinity: AntiAffinity.required(),
      maxUnavailable: percent(20),
      scaleDownDelay: Duration.minutes(2),
      scaleDownDelayRevisionLimit: 2,
      abortScaleDownDelay: 'never',
      previewMetadata: metadata,
      activeMetadata: metadata,
    }),
  });
  new Rollout(chart, 'green-blue', {
    containers: [container],
    strategy: Strategy.blueGreen({ activeService: service('live'), antiAffinity: AntiAffinity.preferred(3) }),
  });
  const workload = new kplus.Deployment(chart, 'legacy', { containers: [container] });
  new Rollout(chart, 'adopted', { strategy: Strategy.canary(), workloadRef: { workload, scaleDown: 'onsuccess' } });
  return allOf(chart, 'Rollout');
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Every place in the schema at which a value can stand, but for the pod template. */
function fieldsOf(schema: Schema, at = ''): string[] {
  if (schema.items) {
    return fieldsOf(schema.items, `${at}[]`);
  }
  const properties = Object.entries(schema.properties ?? {});
  return properties.length === 0
    ? [at]
    : properties.flatMap(([name, property]) =>
        `${at}.${name}` === '.template' ? [] : fieldsOf(property, `${at}.${name}`),
      );
}

/** Every place at which the value has something, parents included. */
function placesOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((element) => placesOf(element, `${at}[]`));
  }
  return typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, `${at}.${name}`))]
    : [at];
}

testWithShared('every field of a Rollout can be said', (dir) => {
  const file = join(dir, 'schemas', 'argoproj.io_Rollout_v1alpha1.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: { spec: Schema } };
  const said = new Set(rollouts().flatMap((rollout) => placesOf((rollout as { spec: object }).spec)));
  expect(fieldsOf(properties.spec).filter((field) => !said.has(field))).toEqual([]);
});

test('a time is written without fractions, as the API server reads it', () => {
  expect(JSON.stringify(rollouts())).toContain('"restartAt":"2026-01-02T03:04:05Z"');
});
