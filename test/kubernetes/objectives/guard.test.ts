import { Duration } from 'cdk8s';
import {
  AnalysisTemplate,
  Argument,
  gatewayApi,
  istio,
  nginx,
  ObjectiveAnalysis,
  prometheus,
  Step,
  Steps,
  Strategy,
  Threshold,
  type CanaryProps,
} from '../../../lib';
import { istioSignals, Objective, prometheusVendor } from '../../../lib/monitoring';
import { allOf, emptyChart, only } from '../../support/synth';
import { availability, latency, OWN, released } from './services';

const five = Duration.minutes(5);

/** What the steps of a canary become: weights as numbers, gates by the part of their template's name. */
function guarded(canary: CanaryProps) {
  const chart = emptyChart('shop');
  const { strategy } = new ObjectiveAnalysis(chart, 'judged', {
    objectives: [availability],
    monitoring: [prometheusVendor],
    canary,
  });
  return {
    chart,
    canary: strategy.canary,
    steps: strategy.canary?.steps?.map((step) =>
      'setWeight' in step
        ? step.setWeight
        : 'analysis' in step
          ? /-(watch|evidence|soak)-/.exec(step.analysis.templates[0].template.name)?.[1]
          : Object.keys(step)[0],
    ),
  };
}

describe('gates stand', () => {
  test('before the canary gets all traffic, and at the end of the soak', () => {
    expect(guarded({ steps: Steps.oneThenBake({ bake: five }) }).steps).toEqual([
      10,
      'pause',
      'evidence',
      100,
      'pause',
      'soak',
    ]);
  });

  test('at the end of steps that stop short of all traffic: Argo gives it right after', () => {
    expect(guarded({ steps: [Step.setWeight(30), Step.pause(five)] }).steps).toEqual([30, 'pause', 'evidence']);
  });

  test('only after a soak where nothing came before it', () => {
    expect(guarded({ steps: [Step.setWeight(100), Step.pause(five)] }).steps).toEqual([100, 'pause', 'soak']);
  });

  test('at the weight that is all traffic for this router', () => {
    const steps = [100, 1000].flatMap((weight) => [Step.setWeight(weight), Step.pause(five)]);
    const router = gatewayApi({ httpRoutes: [{ gateways: [{ name: 'public' }] }], maxTrafficWeight: 1000 });
    expect(guarded({ steps, router }).steps).toEqual([100, 'pause', 'evidence', 1000, 'pause', 'soak']);
  });
});

describe('the watch', () => {
  const own = (chart: ReturnType<typeof emptyChart>) =>
    new AnalysisTemplate(chart, 'own', {
      args: { service: Argument.required() },
      metrics: ({ service }) => [
        {
          name: 'own',
          provider: prometheus({ query: `up{service="${service}"}` }),
          healthy: Threshold.atLeast(1),
          interval: Duration.minutes(1),
          noData: 'wait',
        },
      ],
    });

  test('runs beside an analysis of the author’s own, which starts where it was meant to', () => {
    const chart = emptyChart('shop');
    const steps = Steps.oneThenBake({ bake: five });
    const templates = [own(chart).use({ service: 'checkout' })] as const;
    const at = (startingStep: number) => guarded({ steps, analysis: { templates, startingStep } }).canary?.analysis;
    expect(at(1)?.templates.map(({ template }) => template.name.replace(/-\w+$/, ''))).toEqual([
      'checkout-watch',
      'shop-own',
    ]);
    expect([1, 2, 3].map((index) => at(index)?.startingStep)).toEqual([1, 3, 4]);
  });

  test('of a service stands beside `analysis` too', () => {
    const chart = emptyChart('shop');
    const { chart: made } = released({ analysis: [own(chart).use({ service: 'checkout' })] });
    const { analysis } = only(made, 'Rollout').spec.strategy.canary;
    expect(analysis.templates).toHaveLength(2);
    expect(analysis.args.map(({ name }: { name: string }) => name)).toEqual(['canary-hash', 'stable-hash', 'service']);
  });
});

describe('what follows from the steps', () => {
  const watchOf = (bake: Duration, judgement = {}) => {
    const { chart } = released({
      strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake }) }),
      objectives: [availability],
      judgement,
    });
    const watch = allOf(chart, 'AnalysisTemplate').find(({ metadata }) => metadata.name.includes('-watch-'));
    return watch?.spec.metrics as { successCondition: string; provider: object }[];
  };
  const windowOf = (...of: Parameters<typeof watchOf>) =>
    /\[(\w+)\]/.exec(JSON.stringify(watchOf(...of)[0]?.provider))?.[1];
  const standardErrors = (bake: Duration) => Number(/# < ([\d.]+)/.exec(watchOf(bake)[1]?.successCondition ?? '')?.[1]);

  test('is how often chance may be wrong: the more looks, the more it takes', () => {
    expect(standardErrors(Duration.minutes(3))).toBeLessThan(standardErrors(five));
    expect(standardErrors(five)).toBe(2.93);
    expect(standardErrors(Duration.hours(1))).toBeGreaterThan(2.93);
  });

  test('is how far a measurement looks back: no further than would leave two looks', () => {
    expect(windowOf(five)).toBe('5m');
    expect(windowOf(Duration.minutes(2))).toBe('3m');
    expect(windowOf(Duration.seconds(30))).toBe('2m');
    expect(windowOf(Duration.minutes(2), { windowMinutes: 4 })).toBe('4m');
  });

  test('is nothing where a step waits for a person', () => {
    const { chart } = released({
      strategy: Strategy.canary({ steps: [Step.setWeight(5), Step.pauseUntilPromoted()] }),
      objectives: [availability],
    });
    expect(JSON.stringify(allOf(chart, 'AnalysisTemplate'))).toContain('< 2.93');
  });
});

describe('queries that tell canary from stable by their Services', () => {
  const byService = Objective.availability({
    ...OWN,
    target: 0.999,
    signals: istioSignals({
      workload: 'checkout',
      namespace: 'shop',
      slot: { label: 'destination_service_name', by: 'service' },
    }),
  });

  test('are given the names that the Services have', () => {
    const { chart } = released({ objectives: [byService], router: nginx({ host: 'shop.example.com' }) });
    const { args } = only(chart, 'Rollout').spec.strategy.canary.analysis;
    expect(args).toEqual([
      { name: 'canary-service', value: 'checkout-canary' },
      { name: 'stable-service', value: 'checkout' },
    ]);
  });

  test('are refused where there are none', () => {
    expect(() => released({ objectives: [byService], router: undefined })).toThrow(/\[objective-sides\]/);
  });
});

test('an analysis is used without a ProgressiveService: the strategy is at hand', () => {
  const chart = emptyChart('shop');
  const { strategy, watch, evidence, soak } = new ObjectiveAnalysis(chart, 'judged', {
    objectives: [availability, latency],
    monitoring: [prometheusVendor],
    canary: { steps: Steps.linear({ bake: five }), router: istio({ host: 'checkout' }) },
    name: 'mine',
    labels: { team: 'pay' },
    namespace: 'elsewhere',
  });
  expect(strategy.canary?.router).toBeDefined();
  const made = allOf(chart, 'AnalysisTemplate');
  expect(made.map(({ metadata }) => metadata.name)).toEqual([watch.name, evidence.name, soak?.name]);
  for (const { metadata } of made) {
    expect(metadata).toMatchObject({ namespace: 'elsewhere', labels: { team: 'pay' } });
    expect(metadata.name).toMatch(/^mine-/);
  }
});
