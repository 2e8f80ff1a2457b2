import { Duration, type Chart } from 'cdk8s';
import { AnalysisTemplate, Argument, canaryAnalysis, InvalidInputError, metricProviders } from '../../../lib';
import {
  isUnsupported,
  monitoringVendors,
  prometheusVendor,
  type MonitoringVendor,
  type Objective,
} from '../../../lib/monitoring';
import { ofEachConvention, oneOfEachKind } from '../../monitoring/objectives';
import { emptyChart, only } from '../../support/synth';
import { availability, latency, saturation } from './services';

const names = ({ metrics }: { readonly metrics: readonly { readonly name: string }[] }) =>
  metrics.map(({ name }) => name);

const mute: MonitoringVendor = {
  ...prometheusVendor,
  id: 'mute',
  title: 'Mute',
  analysis: () => ({ unsupported: 'it never speaks.' }),
};

describe('what judges a canary', () => {
  const { watch, evidence, soak } = canaryAnalysis([prometheusVendor], [availability, latency]);

  test('watches every question, ends a bad release and bears silence for as long as any rollout takes', () => {
    expect(names(watch)).toEqual(
      ['availability', 'latency'].flatMap((name) => ['rise', 'significance', 'level'].map((form) => `${name}-${form}`)),
    );
    for (const { noData, failureLimit, inconclusiveLimit, count, interval, initialDelay } of watch.metrics) {
      expect({ noData, failureLimit, count }).toEqual({ noData: 'pause', failureLimit: 1, count: undefined });
      expect(inconclusiveLimit).toBe(1_000_000);
      expect([interval?.toSeconds(), initialDelay?.toSeconds()]).toEqual([60, 60]);
    }
  });

  test('asks for evidence once: without the rise, which wants as many requests of stable', () => {
    expect(names(evidence)).toEqual([
      'availability-significance',
      'availability-level',
      'latency-significance',
      'latency-level',
    ]);
    for (const { count, noData, inconclusiveLimit } of evidence.metrics) {
      expect({ count, noData, inconclusiveLimit }).toEqual({ count: 1, noData: 'pause', inconclusiveLimit: undefined });
    }
  });

  test('judges the canary alone at the end of the soak, and asks for no name of stable there', () => {
    expect(names(soak)).toEqual(['availability-level', 'latency-level']);
    expect(soak.args).toEqual(['canary-hash']);
    expect(watch.args).toEqual(['canary-hash', 'stable-hash']);
  });

  test('holds a gauge against its limit in all three', () => {
    const judged = canaryAnalysis([prometheusVendor], [saturation]);
    expect([judged.watch, judged.evidence, judged.soak].map(names)).toEqual(Array(3).fill(['saturation-limit']));
  });

  test('asks for evidence of a rise where that is all there is', () => {
    const judged = canaryAnalysis([prometheusVendor], [availability], { forms: ['rise'] });
    expect(names(judged.evidence)).toEqual(['availability-rise']);
    expect(judged.soak.metrics).toEqual([]);
  });
});

test('silence means at the gates what the user says, and never anything while the steps run', () => {
  const { watch, evidence, soak } = canaryAnalysis([prometheusVendor], [availability], { noData: 'fail' });
  expect(watch.metrics.map(({ noData }) => noData)).toEqual(Array(3).fill('pause'));
  expect([...evidence.metrics, ...soak.metrics].map(({ noData }) => noData)).toEqual(Array(3).fill('fail'));
});

test('times, limits and questions can be said otherwise', () => {
  const { watch } = canaryAnalysis([prometheusVendor], [availability], {
    interval: Duration.seconds(30),
    initialDelay: Duration.seconds(45),
    failureLimit: 3,
    windowMinutes: 2,
    level: 0.05,
    forms: ['level'],
  });
  expect(watch.metrics).toHaveLength(1);
  const [{ interval, initialDelay, failureLimit, healthy } = {}] = watch.metrics;
  expect([interval?.toSeconds(), initialDelay?.toSeconds(), failureLimit]).toEqual([30, 45, 3]);
  expect(healthy?.on('x')).toBe('x < 0.05');
  expect(JSON.stringify(watch.metrics[0]?.provider.spec)).toContain('[2m]');
});

describe('of several vendors', () => {
  test('the first that can judges, each objective by itself', () => {
    const onlyGauges: MonitoringVendor = {
      ...mute,
      analysis: (objective) =>
        objective.spec.kind === 'saturation'
          ? prometheusVendor.analysis(objective)
          : { unsupported: 'nothing but gauges.' },
    };
    const asked: string[] = [];
    const told: MonitoringVendor = {
      ...prometheusVendor,
      analysis: (objective, options) => {
        asked.push(objective.id);
        return prometheusVendor.analysis(objective, options);
      },
    };
    canaryAnalysis([onlyGauges, told], [availability, saturation]);
    expect(new Set(asked)).toEqual(new Set([availability.id]));
  });

  test('if none can, each says why, and what else can be done', () => {
    const judge = () => canaryAnalysis([mute, { ...mute, title: 'Deaf' }], [availability]);
    expect(judge).toThrow(InvalidInputError);
    expect(judge).toThrow(/Mute: it never speaks\. Deaf: it never speaks\./);
    expect(judge).toThrow(/ObjectiveMonitoring/);
  });

  test('one that names a provider that Argo has not, or one that takes no thresholds, is at fault itself', () => {
    const naming = (id: string): MonitoringVendor => ({
      ...prometheusVendor,
      analysis: (objective, options) => {
        const answer = prometheusVendor.analysis(objective, options);
        return isUnsupported(answer)
          ? answer
          : answer.map((metric) => ({ ...metric, provider: { id, options: { spec: {} } } }));
      },
    });
    for (const id of ['oracle', 'job']) {
      expect(() => canaryAnalysis([naming(id)], [availability])).toThrow(`names the metric provider "${id}"`);
    }
  });
});

describe.each(monitoringVendors.map((vendor) => [vendor.id, vendor] as const))('what %s answers', (_, vendor) => {
  const objectives = [...oneOfEachKind.map((one) => [one.id, one] as const), ...ofEachConvention];
  const answered = objectives.filter(([, objective]) => !isUnsupported(vendor.analysis(objective)));

  /** A template of each of the three analyses; its checks refuse what Argo would. */
  const build = (chart: Chart, objective: Objective) =>
    Object.entries(canaryAnalysis([vendor], [objective])).flatMap(([part, { metrics, args }]) =>
      metrics.length === 0
        ? []
        : [
            new AnalysisTemplate(chart, part, {
              args: Object.fromEntries(args.map((name: string) => [name, Argument.required()])),
              metrics: () => metrics,
            }),
          ],
    );

  test('makes templates that Argo takes, or is a refusal', () => {
    for (const [, objective] of objectives) {
      if (isUnsupported(vendor.analysis(objective))) {
        expect(() => canaryAnalysis([vendor], [objective])).toThrow(InvalidInputError);
      }
    }
    for (const [, objective] of answered) {
      expect(build(emptyChart(), objective).length).toBeGreaterThan(0);
    }
  });
});

test('every provider of the registry has its own factory under its id', () => {
  for (const { id, make, examples } of metricProviders) {
    expect(new Set(examples().map((one) => one.id))).toEqual(new Set([id]));
    expect(typeof make).toBe('function');
  }
});

test('a template of one’s own is made of the metrics and their arguments', () => {
  const chart = emptyChart('shop');
  const { soak } = canaryAnalysis([prometheusVendor], [availability]);
  new AnalysisTemplate(chart, 'mine', { args: { 'canary-hash': Argument.required() }, metrics: () => soak.metrics });
  expect(only(chart, 'AnalysisTemplate').spec.metrics[0].provider.prometheus.query).toContain('{{args.canary-hash}}');
});
