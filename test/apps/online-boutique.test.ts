import { App, Testing, Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { onlineBoutique } from '../../apps/online-boutique/boutique';
import type { Json } from '../support/synth';
import { testWithShared } from '../support/tools';

const app = new App();
onlineBoutique(app);
const ours = app.node
  .findAll()
  .filter((construct): construct is Chart => construct instanceof Chart)
  .flatMap((chart) => Testing.synth(chart) as Json[]);

const find = (kind: string, name: string) => ours.find((o) => o.kind === kind && o.metadata.name === name);

test('eleven services are Rollouts, redis is not', () => {
  expect(ours.filter(({ kind }) => kind === 'Rollout')).toHaveLength(11);
  expect(find('Deployment', 'redis-cart')).toBeDefined();
});

test('each service that others call is split by Istio and judged from its first traffic to the end', () => {
  const rollouts = ours.filter(({ kind, spec }) => kind === 'Rollout' && spec.strategy.canary.trafficRouting);
  expect(rollouts).toHaveLength(10);
  for (const { metadata, spec } of rollouts) {
    const { canary } = spec.strategy;
    expect(canary.trafficRouting.istio).toBeDefined();
    expect(canary.analysis.startingStep).toBe(1);
    expect(canary.steps.at(-3)).toEqual({ setWeight: 100 });
    const [{ templateName }] = canary.analysis.templates;
    const metrics: { name: string; provider: { prometheus: { query: string } } }[] = find(
      'AnalysisTemplate',
      templateName,
    )?.spec.metrics;
    expect(metrics.map(({ name }) => name)).toContain('availability-rise');
    for (const { provider } of metrics) {
      expect(provider.prometheus.query).toContain(`destination_workload="${metadata.name}"`);
      expect(provider.prometheus.query).toContain('rollouts_pod_template_hash="{{args.canary-hash}}"');
    }
  }
});

describe('says what the original says', () => {
  /** Where we differ on purpose: the script that waits for the frontend is our own. */
  const withoutOwnScript = (template: { spec: { initContainers?: { command?: unknown }[] } }) => {
    for (const init of template.spec.initContainers ?? []) {
      delete init.command;
    }
    return template;
  };

  const originals = (dir: string) =>
    parseAllDocuments(readFileSync(join(dir, 'corpus', 'online-boutique', 'kubernetes-manifests.yaml'), 'utf8')).map(
      (document) => document.toJSON() as Json,
    );

  testWithShared('in every pod template', (dir) => {
    const deployments = originals(dir).filter(({ kind }) => kind === 'Deployment');
    expect(deployments).toHaveLength(12);
    for (const { metadata, spec } of deployments) {
      const mine = find('Rollout', metadata.name) ?? find('Deployment', metadata.name);
      expect(mine?.spec.template).toMatchObject(withoutOwnScript(spec.template));
    }
  });

  testWithShared('in every Service inside the cluster, and every ServiceAccount', (dir) => {
    for (const { kind, metadata, spec } of originals(dir)) {
      if (kind === 'Service' && metadata.name !== 'frontend-external') {
        expect(find('Service', metadata.name)?.spec).toMatchObject({ type: spec.type, ports: spec.ports });
      }
      if (kind === 'ServiceAccount') {
        expect(find('ServiceAccount', metadata.name)).toBeDefined();
      }
    }
  });
});
