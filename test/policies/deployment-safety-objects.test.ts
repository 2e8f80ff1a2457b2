import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { deploymentSafetyRules } from '../../policies/rules/deployment-safety';
import { all } from '../../policies/rules/example';
import { releases } from '../facts/counted';
import { ROOT } from '../support/tools';

test('objects of which nothing has the type that it should have are judged to the end', () => {
  for (const spec of [
    'spec: 7',
    'spec: []',
    'spec: { strategy: 3, template: x }',
    'spec: null',
    'spec: { strategy: { canary: [] }, selector: 1, scaleTargetRef: 2, metrics: {} }',
  ]) {
    const manifests = [
      ['argoproj.io/v1alpha1', 'Rollout'],
      ['apps/v1', 'Deployment'],
      ['apps/v1', 'StatefulSet'],
      ['autoscaling/v2', 'HorizontalPodAutoscaler'],
      ['policy/v1', 'PodDisruptionBudget'],
      ['v1', 'Service'],
    ].map(([apiVersion, kind]) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\n${spec}`);
    const { items } = readText(all(...manifests), 'odd.yaml');
    const pack = definePack({ name: 'all', version: '1.0.0', rules: deploymentSafetyRules });
    const { findings } = evaluate(items, pack, { today: '2026-01-01' });
    expect(findings.filter(({ rule }) => rule === 'rule-failed')).toEqual([]);
  }
});

test('four times as many objects are looked at four times as often', () => {
  const rules = deploymentSafetyRules.filter(({ judges }) => judges !== 'object');
  const pack = definePack({ name: 'all', version: '1.0.0', rules });
  const [few, many] = [500, 2000].map((count) => {
    const counted = releases(count, () => 'shop');
    for (let index = 0; index < count; index++) {
      counted.add('autoscaling/v2', 'HorizontalPodAutoscaler', `web-${index}`, 'shop', {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: `web-${index}` },
      });
    }
    evaluate(counted.items, pack, { today: '2026-01-01' });
    return counted.looks;
  });
  expect(many).toBe((few ?? 0) * 4);
});

describe('the apps', () => {
  const findingsOf = (app: string) => {
    const folder = join(ROOT, 'test', 'golden', app);
    const files = readdirSync(folder).filter((name) => name.endsWith('.k8s.yaml'));
    const items = files.flatMap((name) => readText(readFileSync(join(folder, name), 'utf8'), name).items);
    const pack = definePack({ name: 'all', version: '1.0.0', rules: deploymentSafetyRules });
    const { findings, notKnown } = evaluate(items, pack, { today: '2026-01-01' });
    expect(notKnown).toEqual([]);
    return findings.map(({ rule, subject, severity }) => `${severity} ${rule} ${subject.kind}/${subject.name}`);
  };

  test('quickstart has no finding', () => {
    expect(findingsOf('quickstart')).toEqual([]);
  });

  test('of Online Boutique only the cache has some, which is one process by nature', () => {
    expect(findingsOf('online-boutique')).toEqual([
      'warning drain Deployment/redis-cart',
      'warning replicas Deployment/redis-cart',
    ]);
  });
});
