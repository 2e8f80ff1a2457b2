import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { js, POD, serviceIn, sides, use } from './cases/case';
import { refusal } from './judge';
import {
  Argument,
  istioSubset,
  nginx,
  Rollout,
  Step,
  Strategy,
  type CanaryProps,
  type RolloutProps,
} from '../../../lib';
import { didYouMean } from '../../../lib/kubernetes/checks/suggest';
import { only } from '../../support/synth';

const emptyChart = () => new Chart(new App(), 'shop');

function canary(chart: Chart, props: CanaryProps, more: Partial<RolloutProps> = {}): Rollout {
  return new Rollout(chart, 'checkout', { ...POD, ...more, strategy: Strategy.canary(props) });
}

/** What is refused, as `rule at`. */
function rulesOf(make: () => unknown): readonly string[] {
  return refusal(make).problems.map(({ rule, at }) => `${rule} ${at}`);
}

const experiment = (chart: Chart, requiredForCompletion: boolean, value?: string) => {
  const { template } = use(chart, 'errors');
  return Step.experiment({
    templates: [{ name: 'trial', specRef: 'canary' }],
    duration: Duration.minutes(5),
    analyses: [{ name: 'errors', template: { template, args: value ? { region: value } : {} }, requiredForCompletion }],
  });
};

describe('an analysis without an end', () => {
  const endless = /^R7 /;

  test('may run beside the steps', () => {
    const chart = emptyChart();
    expect(() =>
      canary(chart, { steps: [Step.setWeight(10)], analysis: { templates: [use(chart, 'errors')] } }),
    ).not.toThrow();
  });

  test('may not be a step', () => {
    const chart = emptyChart();
    const make = () => canary(chart, { steps: [Step.analysis({ templates: [use(chart, 'errors')] })] });
    expect(rulesOf(make)).toEqual([expect.stringMatching(endless)]);
    expect(rulesOf(() => canary(chart, { steps: [Step.analysis({ templates: [use(chart, 'more')] })] }))[0]).toContain(
      ' spec.strategy.canary.steps[0].analysis',
    );
  });

  test.each(['prePromotionAnalysis', 'postPromotionAnalysis'] as const)('may not be %s', (field) => {
    const chart = emptyChart();
    const strategy = Strategy.blueGreen({
      activeService: serviceIn(chart, 'checkout'),
      [field]: { templates: [use(chart, 'errors')] },
    });
    const rules = rulesOf(() => new Rollout(chart, 'checkout', { ...POD, strategy }));
    expect(rules).toEqual([expect.stringMatching(endless)]);
    expect(rules[0]).toContain(` spec.strategy.blueGreen.${field}`);
  });

  test('may be in an experiment that does not wait for it', () => {
    const chart = emptyChart();
    expect(() => canary(chart, { steps: [experiment(chart, false)] })).not.toThrow();
  });

  test('may not be in an experiment that waits for it', () => {
    const chart = emptyChart();
    const rules = rulesOf(() => canary(chart, { steps: [experiment(chart, true)] }));
    expect(rules).toEqual([expect.stringMatching(endless)]);
    expect(rules[0]).toContain(' spec.strategy.canary.steps[0].experiment.analyses[0]');
  });
});

describe("the hash of an experiment's template", () => {
  test('may be passed within that experiment', () => {
    const chart = emptyChart();
    expect(() => canary(chart, { steps: [experiment(chart, false, Argument.experimentHash('trial'))] })).not.toThrow();
  });

  test('may not be passed of a template that the experiment does not have', () => {
    const chart = emptyChart();
    const make = () => canary(chart, { steps: [experiment(chart, false, Argument.experimentHash('tria'))] });
    expect(rulesOf(make)).toEqual([expect.stringMatching(/^experiment-value .*steps\[0\]\.experiment\.analyses\[0\]/)]);
  });

  test('may not be passed outside of an experiment', () => {
    const chart = emptyChart();
    const { template } = use(chart, 'errors', 3);
    const templates = [{ template, args: { region: Argument.experimentHash('trial') } }] as const;
    const make = () => canary(chart, { steps: [Step.analysis({ templates })] });
    expect(rulesOf(make)).toEqual([expect.stringMatching(/^experiment-value .*steps\[0\]\.analysis/)]);
  });
});

describe('a refusal', () => {
  test('holds what the router says of its options', () => {
    const chart = emptyChart();
    const make = () => canary(chart, { router: nginx({ host: 'shop.example.com', path: 'api' }), ...sides(chart) });
    expect(rulesOf(make)).toEqual(['router-path spec.strategy.canary.trafficRouting.nginx.path']);
  });

  test('lists everything at once, in the order of the manifest', () => {
    const chart = emptyChart();
    const make = () =>
      canary(
        chart,
        { maxSurge: js('2'), scaleDownDelay: Duration.minutes(1), steps: [Step.setWeight(101), Step.pause(js('1d'))] },
        { replicas: -1 },
      );
    expect(rulesOf(make)).toEqual([
      'S1 spec.replicas',
      'duration spec.strategy.canary.steps[1].pause.duration',
      'percent-or-number spec.strategy.canary.maxSurge',
      'C8 spec.strategy.canary.scaleDownDelaySeconds',
      'C13 spec.strategy.canary.steps[0].setWeight',
    ]);
  });

  test('does not claim the Services it was given', () => {
    const chart = emptyChart();
    const both = sides(chart);
    expect(() => canary(chart, { ...both, scaleDownDelay: Duration.minutes(1) })).toThrow();
    expect(() => canary(chart, both)).not.toThrow();
  });

  test('reads as text like this', () => {
    const chart = emptyChart();
    const error = refusal(() => canary(chart, { steps: [Step.setWeight(20), js({ setWieght: 40 })] }));
    expect(error.message).toBe(
      [
        '"shop/checkout" cannot be built:',
        '  spec.strategy.canary.steps[1].setWieght: there is no kind of step "setWieght". Did you mean "setWeight"? [step-unknown]',
        '    why: Kubernetes drops fields it does not know, so the step would do nothing.',
        '    do:  use one of setWeight, pause, analysis, experiment, setCanaryScale, setHeaderRoute, setMirrorRoute, plugin; the factories of Step spell them right.',
      ].join('\n'),
    );
  });
});

describe('a Deployment that a Rollout refers to', () => {
  test('lends its ports to the Service that a router makes', () => {
    const chart = emptyChart();
    const workload = new kplus.Deployment(chart, 'old', POD);
    new Rollout(chart, 'checkout', {
      workloadRef: { workload },
      strategy: Strategy.canary({ router: istioSubset(), steps: [Step.setWeight(10)] }),
    });
    expect(only(chart, 'Service').spec.ports).toEqual([{ port: 8080, targetPort: 8080 }]);
  });
});

describe('a suggestion', () => {
  const words = ['setWeight', 'setCanaryScale', 'pause'];

  test.each([
    ['setWieght', 'setWeight'],
    ['SETWEIGHT', 'setWeight'],
    ['canaryScale', 'setCanaryScale'],
    ['pauze', 'pause'],
  ])('for %s is %s', (word, meant) => {
    expect(didYouMean(word, words)).toBe(` Did you mean "${meant}"?`);
  });

  test('is not made where nothing is near', () => {
    expect(didYouMean('experiment', words)).toBe('');
    expect(didYouMean('x', [])).toBe('');
  });
});
