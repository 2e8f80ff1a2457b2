import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { evaluate, readText, recommended, type GateReport, type Item, type Origin } from '../../policies';
import { gatesSarif } from '../../lib/reports/gates';
import { ruleTexts } from '../../policies/hosts/cli/rule-texts';
import { testWithShared } from '../support/tools';

const WEB = `# Source: shop/templates/web.yaml
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
  annotations: { exempt.stepgate.dev/spread: "until 2099-12-31 by team-shop: one node is all there is" }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "acme/web:1", ports: [{ containerPort: 80 }] }] }
  strategy:
    canary:
      trafficRouting: { istio: { virtualService: { name: web } } }
      steps: [{ setWeight: 25 }, { pause: { duration: 10m } }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

/** Where the same objects may come from. */
const ORIGINS: readonly Origin[] = [
  { kind: 'construct', path: 'shop/web/Resource' },
  { kind: 'urn', path: 'urn:pulumi:dev::shop::kubernetes:argoproj.io/v1alpha1:Rollout::web' },
  { kind: 'template', path: 'Shop/Manifest', template: 'Shop.template.json', logicalId: 'Manifest', index: 0 },
];

const today = '2026-12-01';
const judged = (items: readonly Item[], more: Partial<Parameters<typeof evaluate>[2]> = {}) =>
  evaluate(items, recommended, { today, world: 'open', ...more });
const log = (report: GateReport) =>
  JSON.parse(gatesSarif(report, { rules: ruleTexts(recommended, undefined), version: '0.2.0' }));

const read = (path: string) => readText(WEB, path);
const exemptions = ['2026-12-31', '2020-01-01'].map((expires, at) => ({
  rule: ['history-kept', 'no-analysis'][at] ?? '',
  target: { name: 'web' },
  reason: 'it is told in the notes',
  owner: 'team-shop',
  expires,
  saidAt: 'accepted.yaml:1:1',
}));
const { problems } = readText('a: [\n', 'broken.yaml');
const reports: readonly (readonly [string, GateReport])[] = [
  ['a file', judged(read('deploy/my web.yaml').items, { exemptions, problems })],
  ['an absolute path', judged(read('/srv/deploy/web.yaml').items)],
  ['standard input', judged(read('-').items, { strictUnknown: true })],
  ...ORIGINS.map(
    (origin) => [`a ${origin.kind}`, judged(read('x').items.map((item) => ({ ...item, origin })))] as const,
  ),
  ['nothing', judged([])],
];

testWithShared('SARIF of objects from anywhere, with everything a report can hold, is valid', (shared) => {
  const schema = JSON.parse(readFileSync(join(shared, 'schemas', 'sarif_2.1.0.json'), 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  for (const [name, report] of reports) {
    expect([name, validate(log(report)), validate.errors]).toEqual([name, true, null]);
  }
  const [[, full] = []] = reports;
  expect(full?.exemptions).toMatchObject({ suppressed: [expect.anything()], expired: [expect.anything()] });
  expect(full?.exemptions.unused).toHaveLength(1);
  expect(full?.findings.map(({ rule }) => rule)).toContain('readable');
});

test.each(reports)('SARIF of %s is what code scanning asks for', (_, report) => {
  const [run] = log(report).runs;
  const rules: string[] = run.tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(new Set(rules).size).toBe(rules.length);
  for (const { ruleId, ruleIndex, message, locations, kind, partialFingerprints } of run.results) {
    expect(rules[ruleIndex]).toBe(ruleId);
    expect(message.text).not.toBe('');
    expect(locations).toHaveLength(1);
    if (kind !== 'open') expect(partialFingerprints['stepgate/v1']).toContain(ruleId);
    const [{ physicalLocation: at }] = locations;
    if (!at) continue;
    expect(at.region.startLine).toBeGreaterThan(0);
    expect(new URL(at.artifactLocation.uri, 'file:///checkout/').pathname).toMatch(/^\/(checkout|srv)\//);
  }
});

test('of more results than code scanning takes the least are left out, and it is said how many', () => {
  const [[, report] = []] = reports;
  if (!report) throw new Error('there is no report');
  const [first] = report.findings;
  if (!first) throw new Error('nothing was found');
  const many = Array.from({ length: 25_000 }, () => ({ ...first, severity: 'info' as const }));
  const worst = [
    { ...first, severity: 'error' as const },
    { ...first, severity: 'warning' as const },
  ];
  const { exemptions: accepted } = judged([]);
  const [run] = log({ ...report, findings: [...many, ...worst], notKnown: [], exemptions: accepted }).runs;
  expect(run.results).toHaveLength(25_000);
  expect(run.results.slice(-2).map(({ level }: { level: string }) => level)).toEqual(['error', 'warning']);
  expect(run.invocations[0].toolConfigurationNotifications).toEqual([
    { level: 'warning', message: { text: expect.stringContaining('2 of 25002 results are left out') } },
  ]);
});
