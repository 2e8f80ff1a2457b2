import { gatesMarkdown, gatesText, type ShownWith } from '../../lib/reports/gates';
import { readText } from '../../lib/facts/kubernetes/read';
import { recommended } from '../../policies/packs';
import { definePack } from '../../policies/packs/pack';
import { evaluate, type EvaluateOptions } from '../../policies/evaluate';
import { ruleTexts } from '../../policies/hosts/cli/rule-texts';
import { drain } from '../../policies/rules/deployment-safety/drain';
import { replicas } from '../../policies/rules/deployment-safety/replicas';
import { ownerNamed } from '../../policies/rules/release-documentation/owner-named';

const web = (name: string, container = 'web') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${container}, image: 'acme/${name}:1', ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }`;

const SHOWN: ShownWith = { rules: ruleTexts(recommended, undefined), version: '0.2.0' };

function report(manifests: readonly string[], options: Partial<EvaluateOptions> = {}) {
  const pack = definePack({ name: 'three', version: '1.0.0', rules: [drain, [replicas, 'error'], ownerNamed] });
  return evaluate(readText(manifests.join('\n---\n'), 'shop.yaml').items, pack, { today: '2026-11-25', ...options });
}

describe('as text', () => {
  const text = gatesText(report([web('cart'), web('ads', 'server')]), SHOWN);

  test('reason and remedy of a rule are told once, the worst first', () => {
    expect(text.match(/\[[a-z-]+\]/g)).toEqual(['[replicas]', '[drain]', '[owner-named]']);
    expect(text.match(/ {4}why: /g)).toHaveLength(3);
    expect(text.startsWith('2 places\n  error: it runs one pod. [replicas]\n    why: when its only pod goes')).toBe(
      true,
    );
  });

  test('what is the same of all stands above, without the name that stands beside each', () => {
    expect(text).toContain('warning: nothing says which team answers for it. [owner-named]');
    expect(text).toContain(
      '    - shop.yaml:4:1 Deployment cart metadata\n    - shop.yaml:19:1 Deployment ads metadata',
    );
  });

  test('what differs stands beside each, below what the rule demands', () => {
    expect(text).toContain('warning: A pod serves on until nobody sends it requests any more. [drain]');
    expect(text.replace(/\n {6}/g, ' ')).toContain('preStop: container "web" stops at once: it has no preStop.');
    expect(text.replace(/\n {6}/g, ' ')).toContain('preStop: container "server" stops at once: it has no preStop.');
  });

  test('a single finding stands at its place, in full', () => {
    const alone = gatesText(report([web('cart')]), SHOWN);
    expect(alone).toContain(
      'shop.yaml:4:1\n  warning: Deployment cart metadata: nothing says which team answers for "cart". ',
    );
    expect(alone).not.toContain('places');
  });

  test('releases that do the same are told once', () => {
    expect(text.match(/A version that fails every request/g)).toHaveLength(1);
    expect(text).toContain('  Deployment cart (shop.yaml:2:1)\n  Deployment ads (shop.yaml:17:1)\n    A version that');
  });

  test('what a bad version does to requests is not told where there are none', () => {
    const worker = web('worker').split('---')[0]?.replace(', ports: [{ containerPort: 80 }]', '') ?? '';
    const silent = gatesText(report([worker]), SHOWN);
    expect(silent).toContain('  Deployment worker (shop.yaml:2:1)\n    Nobody sends it requests.\n\n');
    expect(silent).not.toContain('every request');
  });

  test('what is not known is told once: of one object by several rules, and of several objects', () => {
    const { 0: withoutService = '' } = web('cart').split('---');
    const open = gatesText(report([withoutService, web('ads')], { world: 'open' }), SHOWN);
    expect(open.replace(/\n +/g, ' ')).toContain(
      'Deployment cart: whether a Service that is not among the manifests selects its pods [drain, replicas]',
    );
    const both = gatesText(report([web('cart'), web('ads')], { world: 'open' }), SHOWN);
    expect(both).toContain(
      '  whether an autoscaler elsewhere says how many pods there are [replicas]\n    - shop.yaml:2:1 Deployment cart\n    - shop.yaml:17:1 Deployment ads\n',
    );
  });
});

describe('as Markdown', () => {
  test('it is grouped in the same way', () => {
    const markdown = gatesMarkdown(report([web('cart'), web('ads')]), SHOWN);
    expect(markdown).toContain('- **error**, 2 places: it runs one pod. `replicas`\n  - why: when its only pod goes');
    expect(markdown).toContain(
      '  - `shop.yaml:4:1` Deployment cart metadata\n  - `shop.yaml:19:1` Deployment ads metadata\n',
    );
  });

  test('a comment of a pull request holds it, however much there is', () => {
    const fleet = Array.from({ length: 400 }, (_, index) => web(`service-${index}`, `server-${index}`));
    const items = readText(fleet.join('\n---\n'), 'a/rather/long/path/of/a/fleet/of/services.yaml').items;
    const all = evaluate(items, recommended, { today: '2026-11-25', environment: 'production' });
    const markdown = gatesMarkdown(all, SHOWN);
    expect(all.findings.length).toBeGreaterThan(2_000);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain('  - and 380 more\n');
  });
});

test('a gate with warnings is not said to miss nothing', () => {
  const items = readText(web('cart'), 'shop.yaml').items;
  const { gates } = evaluate(items, recommended, { today: '2026-11-25' });
  expect(gates.find(({ gate }) => gate === 'progressive-rollout')).toMatchObject({
    verdict: 'passed',
    why: 'nothing blocks; 1 warning.',
  });
});
