import { App, Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { pods } from './cases';
import { AnalysisTemplate, Argument, InvalidInputError } from '../../../lib';
import { Experiment, type ExperimentProps } from '../../../lib/kubernetes/experiment';
import { closedValidator, npmErrorsOf } from '../../support/schema';
import { allOf, emptyChart, only } from '../../support/synth';
import { testWithShared } from '../../support/tools';
import { metric } from '../analysis/case';

const judge = new AnalysisTemplate(emptyChart(), 'judge', {
  args: { hash: Argument.default('') },
  metrics: () => [metric({ interval: Duration.minutes(1), count: 5 }), metric({ name: 'shadow' })],
});
const complete: ExperimentProps<'baseline' | 'canary'> = {
  metadata: { name: 'compare', labels: { team: 'shop' } },
  templates: {
    baseline: {
      ...pods,
      replicas: 2,
      minReady: Duration.seconds(5),
      service: 'baseline',
      podMetadata: { labels: { version: 'old' } },
    },
    canary: { ...pods, service: true },
  },
  duration: Duration.minutes(15),
  progressDeadline: Duration.minutes(5),
  terminate: false,
  analyses: [
    { name: 'quality', template: judge.use({ hash: Argument.experimentHash('canary') }), requiredForCompletion: true },
    { name: 'watch', template: judge.use() },
  ],
  scaleDownDelay: Duration.seconds(60),
  dryRun: ['shadow'],
  measurementRetention: [{ metrics: 'all', limit: 30 }],
  analysisRunMetadata: { labels: { kind: 'experiment' }, annotations: { owner: 'shop' } },
};

test('an experiment says all that one can say', () => {
  const chart = emptyChart();
  new Experiment(chart, 'compare', complete);
  const { metadata, spec } = only(chart, 'Experiment');
  expect(metadata).toEqual({ name: 'compare', labels: { team: 'shop' } });
  expect(
    spec.templates.map(({ template: _template, selector: _selector, ...rest }: Record<string, unknown>) => rest),
  ).toEqual([
    { name: 'baseline', replicas: 2, minReadySeconds: 5, service: { name: 'baseline' } },
    { name: 'canary', service: {} },
  ]);
  const { templates: _templates, ...rest } = spec;
  expect(rest).toEqual({
    duration: '15m',
    progressDeadlineSeconds: 300,
    terminate: false,
    analyses: [
      {
        name: 'quality',
        templateName: judge.name,
        args: [{ name: 'hash', value: '{{templates.canary.podTemplateHash}}' }],
        requiredForCompletion: true,
      },
      { name: 'watch', templateName: judge.name },
    ],
    scaleDownDelaySeconds: 60,
    dryRun: [{ metricName: '^shadow$' }],
    measurementRetention: [{ metricName: '.*', limit: 30 }],
    analysisRunMetadata: { labels: { kind: 'experiment' }, annotations: { owner: 'shop' } },
  });
});

describe('its pods', () => {
  const props = { ...pods, replicas: 1, podMetadata: { labels: { version: 'old' } }, spread: true };

  test('are those of a Deployment with the same props', () => {
    const chart = emptyChart();
    new Experiment(chart, 'compare', { templates: { old: props }, duration: Duration.minutes(5) });
    const [template] = only(chart, 'Experiment').spec.templates;
    const other = emptyChart();
    new kplus.Deployment(other, 'compare-old', props);
    const deployment = only(other, 'Deployment').spec;
    const anonymous = (value: unknown) =>
      JSON.parse(JSON.stringify(value).replace(/shop-compare-old-[0-9a-z]+/g, 'address')) as object;
    expect(anonymous(template.template)).toEqual(anonymous(deployment.template));
    expect(anonymous(template.selector)).toEqual(anonymous(deployment.selector));
  });

  test('are selected apart from each other, and twice synthesized are the same', () => {
    const chart = emptyChart();
    new Experiment(chart, 'compare', { ...complete, templates: { baseline: props, canary: props } });
    const first = Testing.synth(chart);
    expect(Testing.synth(chart)).toEqual(first);
    const [one, other] = only(chart, 'Experiment').spec.templates;
    expect(one.selector).not.toEqual(other.selector);
    expect(one.template.metadata.labels).toMatchObject(one.selector.matchLabels);
  });

  test('are a workload: Services, policies and late changes work on each template by name', () => {
    const chart = emptyChart();
    const { pods: made } = new Experiment(chart, 'compare', {
      ...complete,
      templates: { baseline: pods, canary: pods },
    });
    new kplus.Service(chart, 'preview', { selector: made.canary, ports: [{ port: 80 }] });
    made.canary.podMetadata.addLabel('track', 'canary');
    made.baseline.connections.allowFrom(made.canary);
    const [, canary] = only(chart, 'Experiment').spec.templates;
    expect(only(chart, 'Service').spec.selector).toEqual(canary.selector.matchLabels);
    expect(canary.template.metadata.labels).toMatchObject({ track: 'canary' });
    expect(allOf(chart, 'NetworkPolicy').length).toBeGreaterThan(0);
    // @ts-expect-error there is no such template
    expect(made.stable).toBeUndefined();
  });

  test('can be isolated', () => {
    const chart = emptyChart();
    new Experiment(chart, 'compare', { templates: { old: { ...pods, isolate: true } }, duration: Duration.minutes(5) });
    expect(only(chart, 'NetworkPolicy').spec.policyTypes).toEqual(['Egress', 'Ingress']);
  });
});

test('a broken one is refused with its path before anything is made', () => {
  const chart = emptyChart();
  const make = () => new Experiment(chart, 'compare', { templates: { Old: pods, new: { ...pods, replicas: 0 } } });
  expect(make).toThrow(InvalidInputError);
  expect(make).toThrow(
    /^"shop\/compare" cannot be built:[^]*experiment-template-name[^]*experiment-replicas[^]*experiment-end/,
  );
  expect(chart.node.children).toEqual([]);
});

test('a template of another namespace is reported at synth', () => {
  const app = new App();
  const template = new AnalysisTemplate(new Chart(app, 'ops', { namespace: 'ops' }), 'quality', {
    metrics: () => [metric()],
  });
  new Experiment(new Chart(app, 'shop', { namespace: 'shop' }), 'compare', {
    templates: { canary: pods },
    analyses: [{ name: 'quality', template: template.use(), requiredForCompletion: true }],
  });
  expect(() => app.synth()).toThrow(
    /"ops\/ops-quality-[0-9a-f]{8}": it is in another namespace than the experiment \(shop\)/,
  );
});

interface Schema {
  readonly properties: {
    readonly spec: { readonly properties: { readonly templates: { readonly items: { readonly properties: object } } } };
  };
}

describe('the manifest', () => {
  const objects = () => {
    const chart = emptyChart();
    new Experiment(chart, 'compare', complete);
    return Testing.synth(chart) as object[];
  };

  test('is valid by the validators of npm', () => {
    expect(objects().flatMap(npmErrorsOf)).toEqual([]);
  });

  testWithShared(
    'is valid by the official schema, closed to unknown keys, and says every field of its spec',
    async (dir) => {
      expect(objects().flatMap(closedValidator(dir))).toEqual([]);
      const official = (await import(`${dir}/schemas/argoproj.io_Experiment_v1alpha1.json`)) as Schema;
      const spec = (objects()[0] as { spec: { templates: object[] } }).spec;
      expect(Object.keys(spec).sort()).toEqual(Object.keys(official.properties.spec.properties).sort());
      const template = official.properties.spec.properties.templates.items.properties;
      expect(Object.keys(spec.templates[0] ?? {}).sort()).toEqual(Object.keys(template).sort());
    },
  );
});
