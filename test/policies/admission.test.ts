import fc from 'fast-check';
import type { KubeObject } from '../../lib/facts/item';
import { groupKindOf } from '../../lib/facts/kubernetes/inventory';
import { readText } from '../../lib/facts/kubernetes/read';
import { inCel } from '../../policies/admission/forms';
import type { Rule, RuleOptions } from '../../policies/rule';
import { rules } from '../../policies/rules';
import { fastInterval } from '../../policies/rules/analysis/fast-interval';
import { alertSeverity } from '../../policies/rules/post-release-monitoring/alert-severity';
import { imageMovingTag } from '../../policies/rules/pre-release-validation/image-moving-tag';
import { celProgram, NO_CEL } from '../support/cel';
import { testWith } from '../support/tools';
import { rollouts, templates, workloads } from './admission-objects';
import { alertRules, RELEASES } from './admission-releases';
import { agree, denied, passes } from './admitting';

const exported = rules.filter((rule) => inCel(rule) !== undefined);

/** Generators of objects with faults, by kind; those of rules on releases are objects that Argo takes. */
const GENERATED: Readonly<Record<string, (open: boolean) => fc.Arbitrary<KubeObject>>> = {
  'argoproj.io/AnalysisTemplate': templates,
  'argoproj.io/ClusterAnalysisTemplate': templates,
  'argoproj.io/Rollout': () => rollouts,
  'apps/Deployment': () => workloads('Deployment'),
  'apps/StatefulSet': () => workloads('StatefulSet'),
  'monitoring.coreos.com/PrometheusRule': () => alertRules('monitoring.coreos.com/v1', 'PrometheusRule'),
  'operator.victoriametrics.com/VMRule': () => alertRules('operator.victoriametrics.com/v1beta1', 'VMRule'),
};

const made = (rule: Rule, open: boolean) => {
  const makers = inCel(rule)?.kinds.map((kind) => (rule.judges === 'unit' ? RELEASES[kind] : GENERATED[kind]?.(open)));
  return fc.oneof(...(makers ?? []).map((maker) => maker ?? fc.constantFrom<KubeObject>()));
};

const sampled = (rule: Rule, open = false) => fc.sample(made(rule, open), { numRuns: 400, seed: 5 });

describe('a rule and its form in CEL agree, as the admission plugin of Kubernetes judges', () => {
  test('and there are such rules', () => expect(exported.length).toBeGreaterThanOrEqual(24));

  for (const rule of exported) {
    testWith(celProgram(), NO_CEL, `on its own examples: ${rule.id}`, () => {
      const { good, bad } = rule.examples;
      const objects = [...good, ...bad].flatMap(({ manifests }) => readText(manifests, 'example').items);
      agree(
        rule,
        objects.map(({ object }) => object).filter((object) => inCel(rule)?.kinds.includes(groupKindOf(object))),
      );
    });

    testWith(celProgram(), NO_CEL, `on objects that are made up: ${rule.id}`, () => {
      const { good, bad } = agree(rule, sampled(rule));
      // a generator of only one kind proves nothing
      expect([good > 20, bad > 20]).toEqual([true, true]);
    });
  }

  testWith(celProgram(), NO_CEL, 'and never denies what only a run decides', () => {
    for (const rule of exported.filter(({ judges }) => judges === 'object')) {
      const objects = sampled(rule, true);
      const answers = denied(rule, objects);
      const strict = objects.filter((object, index) => answers[index] !== undefined && passes(rule, object));
      expect({ rule: rule.id, strict }).toEqual({ rule: rule.id, strict: [] });
    }
  });

  testWith(celProgram(), NO_CEL, 'with the options that a pack sets', () => {
    const options: [Rule, RuleOptions][] = [
      [alertSeverity, { severities: "crit, it's, \\" }],
      [fastInterval, { scrapeSeconds: 60 }],
      [imageMovingTag, { tags: '1.4.2' }],
    ];
    for (const [rule, own] of options) {
      const { good, bad } = agree(rule, sampled(rule), own);
      expect([good > 20, bad > 20]).toEqual([true, true]);
    }
  });

  testWith(celProgram(), NO_CEL, 'within what an API server spends on an object, however large', () => {
    const many = <T>(length: number, one: (index: number) => T) => Array.from({ length }, (_, index) => one(index));
    const metric = (name: number) => ({ name: `m${name}`, interval: '1m', provider: { prometheus: { query: 'up' } } });
    const alert = (name: number) => ({ alert: `A${name}`, expr: 'up', labels: { severity: 'page' } });
    const specs: Readonly<Record<string, object>> = {
      AnalysisTemplate: { metrics: many(100, metric) },
      Rollout: {
        strategy: { canary: { steps: many(200, () => ({ setWeight: 5 })) } },
        template: { spec: { containers: many(30, (name) => ({ name: `c${name}`, image: `a/b:${'1'.repeat(60)}` })) } },
      },
      PrometheusRule: { groups: many(50, (name) => ({ name: `g${name}`, rules: many(20, alert) })) },
    };
    for (const rule of exported) {
      for (const object of sampled(rule).slice(0, 1)) {
        const spec = specs[object.kind];
        if (spec !== undefined) agree(rule, [{ ...object, metadata: { name: 'x', namespace: 'shop' }, spec }]);
      }
    }
  });
});
