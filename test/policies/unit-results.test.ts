import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { ANY_KIND, type ObjectRule } from '../../policies/rule';

/** Finds fault with every object that there is. */
const nothing: ObjectRule = {
  id: 'nothing',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: [ANY_KIND],
  title: 'There is nothing',
  why: 'what is there can fail.',
  fix: 'take it out.',
  level: 'error',
  source: 'this test',
  since: '0.2.0',
  check: ({ kind }) => [{ what: `there is a ${kind}.` }],
  examples: { good: [], bad: [] },
};

const other: ObjectRule = { ...nothing, id: 'other', judges: 'object', check: () => [] };

/** What is judged of units needs a rule about units or relations. */
const units = { ...other, id: 'units', judges: 'unit', check: () => [] } as const;

const rollout = (name: string, more = '') => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: a }] } }
  strategy:
    canary:
      canaryService: ${name}-canary
      trafficRouting: { istio: { virtualService: { name: ${name}-routes } } }
      steps: [{ setWeight: 20 }, { analysis: { templates: [{ templateName: errors }${more}] } }]
`;

const object = (apiVersion: string, kind: string, name: string, spec = '{}') =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`;

const MANIFESTS = [
  rollout('web', ', { templateName: latency }'),
  rollout('cart'),
  object('v1', 'Service', 'web-canary'),
  object('v1', 'Service', 'by-labels', '{ selector: { app: web } }'),
  object('networking.istio.io/v1', 'VirtualService', 'cart-routes'),
  object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'latency', '{ metrics: [] }'),
  object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'errors', '{ metrics: [] }'),
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'cart-scaler',
    '{ scaleTargetRef: { kind: Rollout, name: cart }, maxReplicas: 3 }',
  ),
  object('v1', 'ConfigMap', 'nobodys'),
].join('');

const report = (exemptions: Parameters<typeof evaluate>[2]['exemptions'] = []) =>
  evaluate(
    readText(MANIFESTS, 'test.yaml').items,
    definePack({ name: 'test', version: '1.0.0', rules: [nothing, units] }),
    {
      today: '2026-11-25',
      exemptions,
    },
  );

const found = ({ units: all }: ReturnType<typeof report>) =>
  Object.fromEntries(all.map(({ subject, findings = [] }) => [subject.name, findings.map((one) => one.subject.name)]));

test('findings about objects that one release alone uses belong to it; those about several, or none, to nobody', () => {
  expect(found(report())).toEqual({
    web: ['web', 'web-canary', 'by-labels', 'latency'],
    cart: ['cart', 'cart-routes', 'cart-scaler'],
  });
});

test('they are those of the report, and what is exempted is not among them', () => {
  const made = report([
    {
      rule: 'nothing',
      target: { name: 'latency' },
      reason: 'the template is being written',
      owner: 'team-web',
      expires: '2026-12-31',
      saidAt: 'exemptions.yaml:1',
    },
  ]);
  expect(found(made).web).toEqual(['web', 'web-canary', 'by-labels']);
  const own = made.units.flatMap(({ findings = [] }) => findings);
  expect(own.filter((finding) => !made.findings.includes(finding))).toEqual([]);
});
