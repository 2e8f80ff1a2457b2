import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { plansOf, readManifests, readText, type ReadProblem } from '../../lib/facts/kubernetes';
import { simulateAll } from '../../lib/plan/simulate';
import { withFolder } from '../support/folder';

const GOOD = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: good}
spec: {strategy: {canary: {steps: [{setWeight: 10}]}}}
`;

/** Milliseconds within which anything must be refused, on a busy machine. */
const SOON = 20_000;

/** Reads a broken document between two good ones; both must still be planned. */
function between(broken: string): readonly ReadProblem[] {
  const started = Date.now();
  const { items, problems } = readText(`${GOOD}---\n${broken}\n---\n${GOOD.replace('good', 'good-too')}`, 'a.yaml');
  const { plans } = plansOf(items);
  expect(plans.map(({ identity }) => identity.name)).toEqual(['good', 'good-too']);
  expect(Date.now() - started).toBeLessThan(SOON);
  for (const { what, why, fix, path, at } of problems) {
    expect([what, why, fix].every((sentence) => /\S.*\.$/s.test(sentence))).toBe(true);
    expect([path, at]).toEqual(['a.yaml', expect.stringMatching(/^a\.yaml:\d+:\d+/)]);
  }
  return problems;
}

// the broken document begins in line 6
test.each([
  ['text that stops in a list', 'a:\n  - {b: 1', 8, /flow map/i],
  ['a quote that never closes', 'a: "b\nc: d', 8, /closing/i],
  ['a tab as indentation', 'a:\n\tb: 1', 7, /tab/i],
  ['two colons in a line', 'a: b: c', 6, /nested mappings/i],
  ['a key that is there twice', 'a: 1\nb: 2\na: 3', 8, /`a` is there twice/],
  ['an alias of nothing', 'a: 1\nb: *none', 7, /anchor/i],
  ['an alias of a document above', 'a: *good', 6, /anchor/i],
  ['an alias inside of what it names', 'a: &a\n  b: *a', 7, /part of what `&a` stands for|anchor/i],
  ['a template of Helm as a value', 'a: {{ .Values.a }}', 6, /scalar/],
  ['a template of Helm as a line', 'a:\n{{- if .b }}\n  b: 1\n{{- end }}', 7, /./],
  ['infinity', 'a: .inf', 6, /finite/],
  ['a merge of what is no map', 'a:\n  <<: 5', 7, /merged/],
  ['a tag that does not fit', 'a: !!int x', 6, /type/],
  ['a list of brackets without end', `a: ${'['.repeat(100_000)}`, 6, /nested/],
  ['maps in maps without end', `a: ${'{a: '.repeat(20_000)}`, 6, /nested/],
  ['300 levels', `a: ${'['.repeat(300)}${']'.repeat(300)}`, 6, /deeper than 200/],
  ['text and no object', 'just words', 6, /no Kubernetes object/],
  ['a list and no object', '- 1\n- 2', 6, /it is a list/],
  ['an object without a kind', 'apiVersion: v1\nmetadata: {}', 6, /no kind/],
  ['metadata of a wrong type', 'apiVersion: v1\nkind: Service\nmetadata: [1]', 6, /wrong type/],
  ['a list with a broken object', 'apiVersion: v1\nkind: List\nitems:\n- 5', 9, /no Kubernetes object/],
])('%s: the file and the line are named, and the documents around it are planned', (_name, broken, line, what) => {
  const [problem, ...others] = between(broken);
  expect(problem).toMatchObject({ line, severity: 'error' });
  expect(problem?.what).toMatch(what);
  expect(others).toEqual([]);
});

test('a billion laughs are refused before they fill the memory', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let n = 1; n < 30; n++)
    lines.push(
      `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  expect(between(lines.join('\n'))).toMatchObject([{ what: expect.stringContaining('with all aliases written out') }]);
});

test('merges that double at each line are refused too', () => {
  const keys = Array.from({ length: 1000 }, (_, n) => `k${n}: ${n}`).join(', ');
  const merges = Array(2000).fill('- {<<: [*a, *a]}').join('\n');
  expect(between(`a: &a {${keys}}\nb:\n${merges}`)).toMatchObject([{ what: expect.stringContaining('more than') }]);
});

test('50 MB in one document are refused at once, and 50 MB in many are read', () => {
  expect(between(`a: ${'x'.repeat(50_000_000)}`)).toMatchObject([{ what: expect.stringContaining('larger') }]);
  expect(between(`[${'1,'.repeat(3_000_000)}]`)).toMatchObject([{ what: expect.stringContaining('larger') }]);
  const text = '    text that is long enough\n'.repeat(3000);
  const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n${text}`;
  expect(between(Array(600).fill(map).join('---\n'))).toEqual([]);
}, 60_000);

test('100,000 keys, aliases or objects take no more than linear time', () => {
  const lines = (line: (n: number) => string) => Array.from({ length: 50_000 }, (_, n) => line(n)).join('\n');
  expect(between(lines((n) => `a${n}: &a${n} 1`))).toHaveLength(1);
  expect(between(`a: &a 1\n${lines((n) => `a${n}: *a`)}`)).toHaveLength(1);
  expect(between(lines(() => 'a: 1'))).toHaveLength(49_999);
  expect(
    between(`kind: List\nitems:\n${lines((n) => `- {apiVersion: v1, kind: A, metadata: {name: a${n}}}`)}`),
  ).toEqual([]);
}, 60_000);

test('a NUL byte is named with its place, and nothing of that text is read', () => {
  const { items, problems } = readText(`${GOOD}# a\0\n`, 'a.yaml');
  expect(items).toEqual([]);
  expect(problems).toMatchObject([{ at: 'a.yaml:5:4', what: 'there is a NUL byte.' }]);
});

test('empty texts, comments and bare markers hold nothing and are no problem', () => {
  for (const text of ['', '\n', '# a', '---', '---\n---\n...\n', '%YAML 1.1\n---\n', ' \t\n', 'null', '~']) {
    expect(readText(text, 'a.yaml')).toEqual({ items: [], problems: [], skipped: [] });
  }
});

test('CRLF and JSON read as anything else, and places count from 1', () => {
  const [first, second] = readText(`# c\r\n${GOOD.replaceAll('\n', '\r\n')}---\r\n${GOOD}`, 'a.yaml').items;
  expect(first?.origin).toMatchObject({ line: 2, column: 1, document: 1 });
  expect(second?.origin).toMatchObject({ line: 7, column: 1, document: 2 });
  expect(first?.object).toEqual(second?.object);
  expect(readText(JSON.stringify(second?.object, null, 2), 'a.json').items[0]?.object).toEqual(second?.object);
});

test('keys of JavaScript itself are keys like others', () => {
  const metadata = 'metadata: {name: a, __proto__: {namespace: evil}, constructor: x, hasOwnProperty: y}';
  const spec = 'spec: {__proto__: {replicas: 7}, toString: 5, strategy: {canary: {__proto__: {steps: [5]}}}}';
  const { items } = readText(`apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n${metadata}\n${spec}`, 'a.yaml');
  const { plans, problems } = plansOf(items);
  expect(problems).toEqual([]);
  expect(plans).toMatchObject([{ replicas: { desired: 1 }, strategy: { steps: [] } }]);
  expect(plans[0]?.identity).not.toHaveProperty('namespace');
  expect(({} as { namespace?: string }).namespace).toBeUndefined();
});

test('10,000 steps are too many, and the other rollouts are planned', () => {
  const many = GOOD.replace('name: good', 'name: many').replace(
    '{setWeight: 10}',
    Array(10_000).fill('{pause: {}}').join(),
  );
  const { plans, problems } = plansOf(readText(`${many}---\n${GOOD}`, 'a.yaml').items);
  expect(plans.map(({ identity }) => identity.name)).toEqual(['good']);
  expect(problems).toMatchObject([{ rule: 'too-many-steps', line: 4, what: 'there are 10000 steps: 300 at most.' }]);
});

test('templates that compose each other in a circle, or 5,000 deep, are told and not followed without end', () => {
  const template = (name: string, next: string) =>
    `---\napiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: ${name}}\nspec: {templates: [{templateName: ${next}}]}\n`;
  const using = GOOD.replace('{setWeight: 10}', '{analysis: {templates: [{templateName: t0}]}}');
  const circle = plansOf(readText(using + template('t0', 't1') + template('t1', 't0'), 'a.yaml').items);
  expect(circle.problems).toMatchObject([{ rule: 'template-cycle', line: 4, severity: 'error' }]);
  const chain = Array.from({ length: 5000 }, (_, n) => template(`t${n}`, `t${n + 1}`)).join('');
  const deep = plansOf(readText(using + chain, 'a.yaml').items);
  expect(deep.problems.map(({ rule }) => rule)).toEqual(['missing-template']);
  expect(deep.plans).toHaveLength(1);
});

test('folders in circles, broken links, files without rights and files that are no text are told one by one', () => {
  withFolder((folder) => {
    const path = (name: string) => join(folder, name);
    mkdirSync(path('sub'));
    symlinkSync(folder, path('sub/up'));
    symlinkSync(path('loop.yaml'), path('loop.yaml'));
    symlinkSync(path('nowhere'), path('broken.yaml'));
    writeFileSync(path('good.yaml'), `\uFEFF${GOOD}`);
    writeFileSync(path('latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
    writeFileSync(path('values.yaml'), 'image: {tag: v1}\n');
    writeFileSync(path('secret.yaml'), GOOD);
    chmodSync(path('secret.yaml'), 0);
    const { items, problems, skipped } = readManifests([folder, path('absent.yaml')]);
    const told = problems.map(({ path: file, what }) => [file.slice(folder.length + 1), what]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['broken.yaml', 'there is no such file or folder.'],
        ['loop.yaml', 'its links lead in a circle.'],
        ['absent.yaml', 'there is no such file or folder.'],
        ['latin.yaml', 'it is not UTF-8 text.'],
      ]),
    );
    // to root everything is readable
    const mayReadAll = process.getuid?.() === 0;
    expect(told.some(([file]) => file === 'secret.yaml')).toBe(!mayReadAll);
    expect(items.filter(({ origin }) => origin.path.endsWith('good.yaml'))).toHaveLength(1);
    expect(skipped).toEqual([{ path: path('values.yaml'), line: 1 }]);
  });
});

const VALID = `${GOOD}---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: all, labels: {a: b}}
spec:
  replicas: 5
  minReadySeconds: 10
  rollbackWindow: {revisions: 2}
  template: {metadata: {labels: {app: all}}}
  strategy:
    canary:
      canaryService: c
      stableService: s
      maxSurge: 25%
      maxUnavailable: 1
      trafficRouting: {alb: {ingress: i, servicePort: 80}, managedRoutes: [{name: r}]}
      analysis: {startingStep: 1, templates: [{templateName: t}], args: [{name: x, value: "1"}]}
      steps:
        - setWeight: 20
        - pause: {duration: 1m}
        - setCanaryScale: {replicas: 2}
        - setHeaderRoute: {name: r, match: [{headerName: a, headerValue: {exact: b}}]}
        - analysis: {templates: [{templateName: t}], args: [{name: x, valueFrom: {fieldRef: {fieldPath: "metadata.labels['a']"}}}]}
        - experiment: {duration: 5m, templates: [{name: e, specRef: canary}], analyses: [{name: e, templateName: t}]}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: t}
spec:
  args: [{name: x}]
  metrics:
    - name: m
      interval: 1m
      count: 3
      successCondition: result[0] < 0.05
      provider: {prometheus: {address: "http://p", query: "sum(rate(errors{app=\\"{{args.x}}\\"}[5m]))"}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: h}
spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {kind: Rollout, name: all}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: blue}
spec: {strategy: {blueGreen: {activeService: a, prePromotionAnalysis: {templates: [{templateName: t}]}}}}
`;

const INSTEAD = [
  '',
  '0',
  '-1',
  '99999999999999',
  '1e309',
  '.nan',
  '~',
  '[]',
  '{}',
  '"x"',
  '"{{args.x}}"',
  '*t',
  '&t',
  '<<: {}',
  '\t',
  '- ',
  ': ',
  '__proto__',
];

/** A text with some of its words replaced and some of its pieces lost or doubled. */
const mutated = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(12),
      instead: fc.oneof(fc.constantFrom(...INSTEAD), fc.constant(undefined), fc.string({ maxLength: 3 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((changes) => changes.reduce(change, VALID));

function change(text: string, { at, length, instead }: { at: number; length: number; instead: string | undefined }) {
  const words = [...text.matchAll(/[\w.%-]+/g)];
  const word = words[Math.floor(at * (words.length - 1))];
  if (instead === undefined || !word) {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + text.slice(start + length);
  }
  return text.slice(0, word.index) + instead + text.slice(word.index + word[0].length);
}

test('whatever is done to valid manifests, reading, planning and simulating them never throws', () => {
  expect(plansOf(readText(VALID, 'a.yaml').items).plans).toHaveLength(3);
  let planned = 0;
  fc.assert(
    fc.property(mutated, (text) => {
      const { items, problems } = readText(text, 'a.yaml');
      const found = plansOf(items);
      for (const plan of found.plans) simulateAll(plan);
      planned += found.plans.length;
      expect(problems.every(({ line, column }) => Number(line) > 0 && Number(column) > 0)).toBe(true);
      expect(found.problems.filter(({ rule }) => rule === 'unreadable-object')).toEqual([]);
    }),
    { seed: 3, numRuns: 400 },
  );
  // most changes leave something to plan
  expect(planned).toBeGreaterThan(400);
}, 120_000);
