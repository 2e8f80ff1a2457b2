import { App, Chart, Duration } from 'cdk8s';
import {
  AnalysisTemplate,
  Argument,
  ClusterAnalysisTemplate,
  job,
  metricsOf,
  patterns,
  prometheus,
  renderAnalysis,
  Threshold,
  type Metric,
} from '../../../lib';
import { emptyChart, only } from '../../support/synth';

function metric(name: string, query = 'up'): Metric {
  return { name, provider: prometheus({ query }), healthy: Threshold.atLeast(1), noData: 'fail' };
}

const smoke = job({ containers: [{ image: 'registry.example.com/smoke:1' }] });

test('a template says all that a metric can say', () => {
  const chart = emptyChart();
  new AnalysisTemplate(chart, 'quality', {
    args: { service: Argument.required(), floor: Argument.default('0.95'), token: Argument.secret('vault', 'key') },
    metrics: (args) => [
      {
        name: 'success-rate',
        provider: prometheus({ query: `rate(ok{service="${args.service}"}[5m])`, headers: { token: args.token } }),
        healthy: Threshold.atLeast(args.floor),
        noData: 'wait',
        patience: Duration.minutes(2),
        interval: Duration.seconds(90),
        initialDelay: Duration.minutes(5),
        count: 10,
        failureLimit: 3,
        inconclusiveLimit: 1,
        consecutiveSuccessLimit: 5,
      },
      { name: 'smoke', provider: smoke },
    ],
    dryRun: ['smoke'],
    measurementRetention: [{ metrics: 'all', limit: 20 }],
  });
  const { spec } = only(chart, 'AnalysisTemplate');
  expect(spec.args).toEqual([
    { name: 'service' },
    { name: 'floor', value: '0.95' },
    { name: 'token', valueFrom: { secretKeyRef: { name: 'vault', key: 'key' } } },
  ]);
  expect(spec.metrics[0]).toEqual({
    name: 'success-rate',
    interval: '1m30s',
    initialDelay: '5m',
    count: 10,
    successCondition: expect.stringContaining('(# >= {{args.floor}})'),
    failureLimit: 3,
    inconclusiveLimit: 1,
    consecutiveErrorLimit: 12,
    consecutiveSuccessLimit: 5,
    provider: {
      prometheus: {
        query: 'rate(ok{service="{{args.service}}"}[5m])',
        headers: [{ key: 'token', value: '{{args.token}}' }],
      },
    },
  });
  expect(Object.keys(spec.metrics[1])).toEqual(['name', 'provider']);
  expect(spec.dryRun).toEqual([{ metricName: '^smoke$' }]);
  expect(spec.measurementRetention).toEqual([
    { metricName: '^success-rate$', limit: 20 },
    { metricName: '^smoke$', limit: 20 },
  ]);
});

describe('its name', () => {
  const nameOf = (metrics: Metric[], name?: string, id = 'quality') => {
    const chart = emptyChart();
    return new AnalysisTemplate(chart, id, { metadata: name ? { name } : undefined, metrics: () => metrics }).name;
  };

  test('changes with the content and with nothing else', () => {
    expect(nameOf([metric('a')])).toMatch(/^shop-quality-[0-9a-f]{8}$/);
    expect(nameOf([metric('a')])).toBe(nameOf([metric('a')]));
    expect(nameOf([metric('a', 'up > 0')])).not.toBe(nameOf([metric('a')]));
  });

  test('keeps the hash however long the prefix is, and stays a label', () => {
    const long = nameOf([metric('a')], `${'x'.repeat(52)}.-${'y'.repeat(30)}`);
    expect(long).toMatch(/^x{52}-[0-9a-f]{8}$/);
    expect(nameOf([metric('a')], undefined, 'q'.repeat(200)).length).toBeLessThanOrEqual(63);
  });

  test('of an outer template changes with an inner one, so that no rollout meets half an edit', () => {
    const outer = (query: string) => {
      const chart = emptyChart();
      const inner = new AnalysisTemplate(chart, 'inner', { metrics: () => [metric('a', query)] });
      return new AnalysisTemplate(chart, 'outer', { templates: [inner] }).name;
    };
    expect(outer('up > 0')).not.toBe(outer('up'));
  });
});

test('a cluster template has no namespace, whatever the chart says, and is referred to as such', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const template = new ClusterAnalysisTemplate(chart, 'quality', { metrics: () => [metric('a')] });
  expect(template.namespace).toBeUndefined();
  expect(only(chart, 'ClusterAnalysisTemplate').metadata).not.toHaveProperty('namespace');
  expect(renderAnalysis({ templates: [template.use()] })).toMatchObject({
    templates: [{ templateName: template.name, clusterScope: true }],
  });
  const own = new AnalysisTemplate(chart, 'own', { metrics: () => [metric('b')], templates: [template] });
  expect(own.namespace).toBe('shop');
});

test('a composed template is measured once, even if it is reached twice', () => {
  const chart = emptyChart();
  const base = new AnalysisTemplate(chart, 'base', { metrics: () => [metric('base')] });
  const left = new AnalysisTemplate(chart, 'left', { metrics: () => [metric('left')], templates: [base] });
  const right = new AnalysisTemplate(chart, 'right', { metrics: () => [metric('right')], templates: [base] });
  const all = new AnalysisTemplate(chart, 'all', { templates: [left, right] });
  expect(metricsOf(all).map(({ name }) => name)).toEqual(['left', 'base', 'right']);
  expect(only(chart, 'AnalysisTemplate', all.name).spec).toEqual({
    metrics: [],
    templates: [{ templateName: left.name }, { templateName: right.name }],
  });
});

test('a dry run of all reaches the metrics of its template only, and none twice', () => {
  const chart = emptyChart();
  const inner = new AnalysisTemplate(chart, 'inner', { metrics: () => [metric('a'), metric('b')], dryRun: ['a'] });
  const outer = new AnalysisTemplate(chart, 'outer', {
    metrics: () => [metric('c')],
    templates: [inner],
    dryRun: 'all',
  });
  expect(only(chart, 'AnalysisTemplate', outer.name).spec.dryRun).toEqual([
    { metricName: '^c$' },
    { metricName: '^b$' },
  ]);
});

test('a rule about a metric matches that name and no other that holds it', () => {
  const [pattern = ''] = patterns(['p99.9 (ms)']);
  expect(new RegExp(pattern).test('p99.9 (ms)')).toBe(true);
  expect(new RegExp(pattern).test('p9919 (ms)')).toBe(false);
  expect(new RegExp(patterns(['error-rate'])[0] ?? '').test('error-rate-p99')).toBe(false);
});

test('a template of another namespace is reported at synth, together with the rest', () => {
  const app = new App();
  const inner = new AnalysisTemplate(new Chart(app, 'ops', { namespace: 'ops' }), 'inner', {
    metrics: () => [metric('a')],
  });
  new AnalysisTemplate(new Chart(app, 'shop', { namespace: 'shop' }), 'outer', { templates: [inner] });
  expect(() => app.synth()).toThrow(
    /"ops\/ops-inner-[0-9a-f]{8}": it is in another namespace than this template \(shop\)/,
  );
});

test('arguments of several templates become one list, each name once and nothing for what is not passed', () => {
  const chart = emptyChart();
  const first = new AnalysisTemplate(chart, 'first', {
    args: { service: Argument.required(), hash: Argument.required(), floor: Argument.default('1') },
    metrics: (args) => [metric('a', `up{s="${args.service}", h="${args.hash}"} >= ${args.floor}`)],
  });
  const second = new AnalysisTemplate(chart, 'second', {
    args: { service: Argument.required(), region: Argument.required() },
    metrics: (args) => [metric('b', `up{s="${args.service}", r="${args.region}"}`)],
  });
  const templates = [
    first.use({ service: 'web', hash: Argument.canaryHash(), floor: undefined }),
    second.use({ service: 'web', region: Argument.field("metadata.labels['region']") }),
  ] as const;
  expect(renderAnalysis({ templates })).toMatchObject({
    args: [
      { name: 'service', value: 'web' },
      { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'region', valueFrom: { fieldRef: { fieldPath: "metadata.labels['region']" } } },
    ],
  });
});
