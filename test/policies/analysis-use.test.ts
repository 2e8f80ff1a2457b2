import { canaryScope } from '../../policies/rules/analysis/canary-scope';
import { lookBack } from '../../policies/rules/analysis/look-back';
import { unknownArgument } from '../../policies/rules/analysis/unknown-argument';
import { unknownName } from '../../policies/rules/analysis/unknown-name';
import { unusedTemplate } from '../../policies/rules/analysis/unused-template';
import { all, METRIC, rollout, STRATEGY, template } from '../../policies/rules/example';
import { found, judged } from './judging';

describe('look-back', () => {
  const released = (strategy: string, window: string) =>
    all(rollout({ strategy }), template(METRIC.replaceAll('[2m]', `[${window}]`)));

  test('asks that one weight is the greater part of the window', () => {
    expect(found(lookBack, released(STRATEGY, '10m'))).toEqual([]);
    expect(found(lookBack, released(STRATEGY, '11m'))).toEqual([expect.stringContaining('looks back 11 min')]);
    expect(found(lookBack, released(STRATEGY.replace('duration: 5m', 'duration: 6m'), '11m'))).toEqual([]);
  });

  test('takes a pause that a person ends for long enough', () => {
    expect(found(lookBack, released(STRATEGY.replace('{ duration: 5m }', '{}'), '1h'))).toEqual([]);
  });
});

test('canary-scope does not know a name that could be anybody', () => {
  const { findings, notKnown } = judged(
    canaryScope,
    all(rollout({ strategy: STRATEGY.replace('value: web-canary', 'value: shop-canary') }), template(METRIC)),
  );
  expect(findings).toEqual([]);
  expect(notKnown).toEqual([expect.stringContaining('"shop-canary"')]);
});

describe('unknown-name', () => {
  test('tells a namespace that is nearly one of those that are here, and no other', () => {
    const placed = (namespace: string) =>
      all(
        rollout({ strategy: STRATEGY }),
        template(METRIC.replaceAll('service="', `namespace="${namespace}",service="`)),
      );
    expect(found(unknownName, placed('shop'))).toEqual([]);
    expect(found(unknownName, placed('istio-system'))).toEqual([]);
    expect(found(unknownName, placed('shpo'))).toEqual([expect.stringContaining('"shop" is the one that is here')]);
  });

  const naming = (value: string) =>
    all(rollout({ strategy: STRATEGY }), template(METRIC.replaceAll('{{args.service}}', value)));

  test.each(['web', 'web-canary', 'web.shop.svc.cluster.local'])('knows %s', (name) =>
    expect(found(unknownName, naming(name))).toEqual([]),
  );

  test('says each stranger once, and knows nothing where the rest may be elsewhere', () => {
    expect(found(unknownName, naming('checkout'))).toHaveLength(1);
    const { findings, notKnown } = judged(unknownName, naming('checkout'), { world: 'open' });
    expect([findings, notKnown]).toEqual([[], [expect.stringContaining('"checkout"')]]);
  });
});

describe('unused-template', () => {
  const composing = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: all, namespace: shop }
spec: { templates: [{ templateName: success-rate }] }`;

  test('counts what a used one composes, and finds the outermost that nobody uses', () => {
    const used = rollout({ strategy: STRATEGY.replace('templateName: success-rate', 'templateName: all') });
    expect(found(unusedTemplate, all(used, composing, template(METRIC)))).toEqual([]);
    expect(found(unusedTemplate, all(composing, template(METRIC)))).toEqual([
      'AnalysisTemplate/all metadata.name: no Rollout, Experiment or template names the AnalysisTemplate "all".',
    ]);
  });

  test('does not know where its users may be elsewhere', () => {
    const { findings, notKnown } = judged(unusedTemplate, template(METRIC), { world: 'open' });
    expect([findings, notKnown.length]).toEqual([[], 1]);
  });
});

describe('unknown-argument', () => {
  const passing = (name: string) => rollout({ strategy: STRATEGY.replace('name: service', `name: ${name}`) });

  test('offers the name that was meant', () => {
    const byDefault = template(METRIC).replace('{ name: service }', '{ name: service, value: web }');
    expect(judged(unknownArgument, all(passing('servise'), byDefault))).toMatchObject({
      findings: [
        'Rollout/web spec.strategy.canary.analysis.args[0].name: no template declares the argument "servise".',
      ],
      fixes: ['did you mean "service"?'],
    });
  });

  test('leaves an argument that nobody says to analysis-errs', () => {
    expect(found(unknownArgument, all(passing('servise'), template(METRIC)))).toEqual([]);
  });

  test('says nothing where a template that is not there may declare it', () => {
    expect(found(unknownArgument, passing('servise'))).toEqual([]);
  });
});
