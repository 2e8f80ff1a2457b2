import { runCases } from './cases/run';
import { judge } from './judge';
import { analysisChecks, checkAnalysis } from '../../../lib/kubernetes/checks/template/analysis';
import type { PlacedRun } from '../../../lib/kubernetes/checks/template/analysis-subject';
import * as argo from '../../support/argo';
import { rollout } from '../../support/argo-docs';
import { testWith } from '../../support/tools';

const AT = 'spec.strategy.canary.analysis';

judge({
  checks: analysisChecks,
  cases: runCases,
  all: ({ run, place }: PlacedRun) =>
    checkAnalysis(run, AT, place).map((problem) => ({ ...problem, at: problem.at.replace(`${AT}.`, '') })),
  shape: ['run-templates', 'run-use'],
});

test('places stand below the place of the analysis', () => {
  const [first] = runCases;
  expect(first && checkAnalysis(first.broken.run, AT, first.broken.place)).toMatchObject([{ at: `${AT}.templates` }]);
});

describe('the real controller', () => {
  const template = (name: string, spec: object) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name },
    spec,
  });
  const up = (name: string, more: object = {}) => ({ name, provider: { prometheus: { query: 'up' } }, ...more });
  const judged = (canary: object, ...templates: object[]) => {
    const [result] = argo.references([{ docs: [rollout({ canary }), ...templates] }]);
    return result?.rollouts[0]?.errors.join('\n') ?? result?.error;
  };
  const step = (...templates: string[]) => ({ templates: templates.map((templateName) => ({ templateName })) });
  const ask = (name: string, run: () => unknown) => testWith(argo.oracle(), argo.NO_ORACLE, name, run);

  ask('takes a metric whose count is a required argument for endless where it waits for the end', () => {
    const counting = (declared: object) =>
      template('a', { args: [declared], metrics: [up('a', { interval: '1m', count: '{{args.n}}' })] });
    const steps = [{ analysis: { ...step('a'), args: [{ name: 'n', value: '5' }] } }];
    expect(judged({ steps }, counting({ name: 'n' }))).toContain('runs indefinitely');
    expect(judged({ steps }, counting({ name: 'n', value: '3' }))).toBe('');
  });

  ask('refuses beside the steps a default that only another template of the analysis has', () => {
    const templates = [
      template('outer', {
        args: [{ name: 's', value: 'web' }],
        metrics: [up('a')],
        templates: [{ templateName: 'b' }],
      }),
      template('b', { args: [{ name: 's' }], metrics: [up('b')] }),
    ];
    expect(judged({ analysis: step('outer') }, ...templates)).toMatch(
      /Invalid value: "b": s$|Invalid value: "b": missing/,
    );
    expect(judged({ steps: [{ analysis: step('outer') }] }, ...templates)).toBe('');
  });

  ask('refuses two values for one argument and two metrics of one name', () => {
    const said = (value: string) => template(`t${value}`, { args: [{ name: 's', value }], metrics: [up(value)] });
    expect(judged({ analysis: step('tx', 'ty') }, said('x'), said('y'))).toContain('specified multiple times');
    const named = (name: string) => template(name, { metrics: [up('same')] });
    expect(judged({ analysis: step('x', 'y') }, named('x'), named('y'))).toContain(
      "two metrics have the same name 'same'",
    );
  });

  ask('drops the secret of an argument that another template requires', () => {
    const templates = [
      template('a', {
        args: [{ name: 'token', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
        metrics: [up('a')],
      }),
      template('b', { args: [{ name: 'token' }], metrics: [up('b')] }),
    ];
    expect(judged({ steps: [{ analysis: step('a', 'b') }] }, ...templates)).toContain('args.token was not resolved');
  });
});
