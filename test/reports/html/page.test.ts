import { createHash } from 'node:crypto';
import { htmlReport } from '../../../lib/reports/html';
import { rolling, waiting, worked } from './reports';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '\u202egnp.exe\u0000\ud800',
  'א'.repeat(5000),
  '</style></title></bdi></svg>',
];

test('the headline says in words what happens to a bad version', () => {
  const page = htmlReport([worked()]).replaceAll('\u00a0', ' ');
  expect(page).toContain(
    'A version that fails every request is stopped after 25 min at 60 %, having served 9.0 weight-minutes; a rise of 1 point is not caught.',
  );
});

test('a rollout that waits for a person says so, and what comes when somebody resumes it', () => {
  const page = htmlReport([waiting()]).replaceAll('\u00a0', ' ');
  expect(page).toContain('A version that fails every request waits for a person in step 2, at 20 %;');
  expect(page).toContain('if somebody resumes at once');
  expect(page).toContain('url(#forever)');
});

test('the same reports give the same bytes', () => {
  expect(htmlReport([worked(), rolling()])).toBe(htmlReport([worked(), rolling()]));
});

test('the policy lets in the styles and the script of the page, and nothing else', () => {
  const page = htmlReport([worked(), rolling()]).replaceAll('&#39;', "'");
  const [, css = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest('base64');
  expect(page).toContain(
    `"default-src 'none'; style-src 'sha256-${digest(css)}'; script-src 'sha256-${digest(script)}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page).not.toMatch(/ style=| on[a-z]+=|https?:\/\/|@import|url\((?!#)/);
});

test.each(HOSTILE)('a name like %j is shown and is no markup', (name) => {
  const plain = worked({ name: 'shop', namespace: 'shop', kind: 'Rollout', source: 'shop' });
  const page = htmlReport(
    [worked({ name, namespace: name, kind: name, source: name })],
    [{ rule: name, at: name, value: name, what: name, why: name, fix: name }],
  );
  const tags = (text: string) =>
    (text.match(/<[a-z][^>]*>/g) ?? []).filter((tag) => !/^<(wbr|bdi|b|p|li|ul|section|h2|span|div|code)/.test(tag))
      .length;
  expect(tags(page)).toBe(tags(htmlReport([plain])));
  expect(page).not.toMatch(/<script|<img|[\u202e\0\ud800-\udfff]/);
  expect(page.length).toBeLessThan(htmlReport([plain]).length + 60_000);
});

test('two rollouts of one name have anchors of their own, and the overview leads to both', () => {
  const page = htmlReport([worked(), worked(), rolling()]);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  expect(links.filter((id) => id?.startsWith('rollout-'))).toHaveLength(3);
});

test('errors come before warnings, and no report at all is still a page', () => {
  const problem = { at: 'a.yaml:3', what: 'wrong', why: 'it is', fix: 'mend it' };
  const page = htmlReport(
    [],
    [
      { ...problem, rule: 'second', severity: 'warning' },
      { ...problem, rule: 'first', severity: 'error' },
    ],
  );
  expect(page.indexOf('first')).toBeGreaterThan(0);
  expect(page.indexOf('first')).toBeLessThan(page.indexOf('second'));
});

test('100 rollouts make a page below 5 MB', () => {
  expect(htmlReport(Array.from({ length: 100 }, () => worked())).length).toBeLessThan(5_000_000);
});
