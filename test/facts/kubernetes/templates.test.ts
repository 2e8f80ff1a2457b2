import { readText, templatesOf } from '../../../lib/facts/kubernetes';

const template = (name: string, spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: ${name} }\nspec: ${spec}`;
const METRIC = '{ name: ok, successCondition: "result[0] > 0.9", provider: { prometheus: { query: up } } }';
const read = (...documents: string[]) => templatesOf(readText(documents.join('\n---\n'), 'templates.yaml').items);

test('a template that nobody uses is read, and what its users would say is not known', () => {
  const { templates, problems } = read(
    template(
      'alone',
      '{ args: [{ name: limit }], metrics: [{ name: ok, interval: 1m, count: "{{args.limit}}", successCondition: "result[0] > 0.9", provider: { prometheus: { query: up } } }] }',
    ),
  );
  expect(problems).toEqual([]);
  expect(templates).toMatchObject([
    { name: 'alone', kind: 'AnalysisTemplate', source: 'templates.yaml:1', used: false },
  ]);
  expect(templates[0]?.analysis.metrics[0]).toMatchObject({
    count: { unknown: expect.stringContaining('args.limit: whoever uses the template says it') },
  });
  expect(templates[0]?.analysis).not.toHaveProperty('errsAtStart');
});

test('one that a rollout names, itself or through another template, is used; by an experiment of its own it is not', () => {
  const names = (kind: string, spec: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: user }\nspec: ${spec}`;
  const rollout = (template: string, more = '') =>
    names(
      'Rollout',
      `{ strategy: { canary: { steps: [{ analysis: { templates: [{ templateName: ${template}${more} }] } }] } } }`,
    );
  const checks = template('checks', `{ metrics: [${METRIC}] }`);
  const outer = template('outer', '{ templates: [{ templateName: checks }] }');
  const used = (...documents: string[]) =>
    read(checks, ...documents).templates.find(({ name }) => name === 'checks')?.used;
  expect(used()).toBe(false);
  expect(used(outer)).toBe(false);
  expect(used(rollout('checks'))).toBe(true);
  expect(used(rollout('outer'), outer)).toBe(true);
  expect(used(rollout('checks', ', clusterScope: true'))).toBe(false);
  expect(used(names('Experiment', '{ analyses: [{ name: a, templateName: checks }] }'))).toBe(false);
});

test('templates that compose each other in a circle are an error with its place, and an end', () => {
  const { problems } = read(
    template('a', '{ templates: [{ templateName: b }] }'),
    template('b', '{ templates: [{ templateName: a }] }'),
  );
  expect(problems).toMatchObject([
    { rule: 'template-cycle', severity: 'error', path: 'templates.yaml', what: expect.stringContaining('a -> b -> a') },
    { rule: 'template-cycle', severity: 'error', what: expect.stringContaining('b -> a -> b') },
  ]);
});
