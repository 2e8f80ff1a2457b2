import { inner, metric } from './case';
import { templateCases } from './cases';
import { judge } from './judge';
import { AnalysisTemplate, InvalidInputError, prometheus, type Arguments } from '../../../lib';
import { checkTemplate, templateChecks } from '../../../lib/kubernetes/checks/template/template';
import { argumentShapeCheck } from '../../../lib/kubernetes/checks/template/arguments';
import { templateShapeChecks } from '../../../lib/kubernetes/checks/template/shape';
import * as argo from '../../support/argo';
import { emptyChart } from '../../support/synth';
import { testWith } from '../../support/tools';
import { renderDeclarations, renderDryRun, renderMetric, renderRetention } from '../../../lib/kubernetes/analysis';

const all = ({ definition, clusterScope }: (typeof templateCases)[0]['broken']) =>
  checkTemplate(definition, clusterScope);
/** Hands on what providers find; test/kubernetes/providers has their cases. */
const HANDED_ON = 'provider';

judge({
  checks: templateChecks.filter(({ id }) => id !== HANDED_ON),
  cases: templateCases,
  all,
  shape: [...templateShapeChecks, argumentShapeCheck].map(({ id }) => id),
});

test('what a provider finds is handed on with its place', () => {
  const broken = metric({ provider: prometheus({ query: '', address: 'prometheus:9090' }) });
  const problems = checkTemplate({ args: {}, templates: [], metrics: [metric({ name: 'a' }), broken] }, false);
  expect(problems.map(({ rule, at }) => `${rule} ${at}`)).toEqual([
    'prometheus-query spec.metrics[1].provider.prometheus.query',
    'prometheus-address spec.metrics[1].provider.prometheus.address',
  ]);
});

test('the constructor reports everything at once, with its path, and leaves nothing in the tree', () => {
  const chart = emptyChart();
  const make = () =>
    new AnalysisTemplate(chart, 'quality', {
      metrics: () => [metric({ count: 2 }), metric({ failureLimit: 1 })],
      dryRun: ['rat'],
    });
  expect(make).toThrow(InvalidInputError);
  expect(make).toThrow(/^"shop\/quality" cannot be built:[^]*R3[^]*rule-metric[^]*metric-interval[^]*never-fails/);
  expect(make).toThrow('Did you mean "rate"?');
  expect(chart.node.children).toEqual([]);
});

test('a composed template is judged where it is made, and only fits are judged here', () => {
  const args: Arguments = { service: { kind: 'default', value: 'web' } };
  expect(checkTemplate({ args: {}, templates: [inner('a', args)], metrics: [] }, false)).toEqual([]);
});

describe('Argo', () => {
  const spec = ({ definition }: (typeof templateCases)[0]['broken']): argo.MetricsInput => ({
    metrics: definition.metrics.map(renderMetric),
    // what a user must pass is a number here: most of them are counts
    args: (renderDeclarations(definition.args) ?? []).map((arg) => ({ value: '1', ...arg })),
    dryRun: renderDryRun(definition.dryRun),
    measurementRetention: renderRetention(definition.measurementRetention),
  });

  testWith(argo.oracle(), argo.NO_ORACLE, 'refuses what it is said to refuse, in these words', () => {
    const cases = templateCases.filter(({ argo }) => argo !== undefined);
    expect(cases.length).toBeGreaterThan(12);
    const found = argo.metrics(cases.map(({ broken }) => spec(broken)));
    for (const [index, { when, argo: said }] of cases.entries()) {
      expect({ when, errors: found[index]?.errors.join() }).toEqual({
        when,
        errors: expect.stringContaining(said ?? ''),
      });
    }
  });

  testWith(argo.oracle(), argo.NO_ORACLE, 'accepts every neighbour', () => {
    const fine = templateCases.map(({ fine }) => fine).filter(({ definition }) => definition.metrics.length > 0);
    const found = argo.metrics(fine.map(spec));
    expect(found.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
