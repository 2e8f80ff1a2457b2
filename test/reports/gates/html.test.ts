import { createHash } from 'node:crypto';
import { gatesHtml } from '../../../lib/reports/gates';
import { waiting, worked } from '../html/reports';
import { everything, finding, shownWith } from './reports';

const page = gatesHtml(everything(worked()), shownWith());

/** What a reader sees, without what lets lines break. */
const textOf = (html: string) =>
  html
    .replace(/<(style|script)>[^]*?<\/\1>/g, '')
    .replaceAll('<wbr>', '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

/** Every text of a report, of its plans none. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    // these are for programs: the gate's title and the exemption's text say the same
    ['plan', 'gate', 'apiVersion', 'fingerprint', 'world', 'path'].includes(key) ? [] : textsIn(inner),
  );
}

test('everything that a report says is on the page', () => {
  const text = textOf(page).toLowerCase();
  const missing = [...textsIn(everything()), ...textsIn(shownWith())].filter(
    (said) => said !== '' && !text.includes(said.toLowerCase()),
  );
  expect(missing).toEqual([]);
  expect(text).toContain('1,234 objects');
  expect(text).toContain('what is missing may be elsewhere');
  expect(text).toContain('kind subject-space/subject-name spec.key[2]');
  expect(text).toContain('exempt.stepgate.dev/the-rule: "until <day> by <owner>: <reason>"');
});

test('the curve stands beside the findings, with its tables and every case', () => {
  expect(page).toContain('<svg class="chart" role="img"');
  const text = textOf(page);
  expect(text).toContain('A version that fails every request is stopped after 25 min at 60 %');
  expect(text).toContain('All 9 cases');
  expect(text).toContain('Share of the traffic, from each moment on');
});

test('a release without a plan says so, and draws nothing', () => {
  const bare = gatesHtml(everything(), shownWith());
  expect(textOf(bare)).toContain('No plan of it: nothing here can tell what its releases do.');
  expect(bare).not.toContain('class="chart"');
});

test('of what nobody sends requests to, no share of traffic is drawn', () => {
  const report = everything(worked());
  const units = ['one', 'two'].flatMap((name) =>
    report.units.map((unit) => ({ ...unit, servesTraffic: false, subject: { ...unit.subject, name } })),
  );
  const made = gatesHtml({ ...report, units }, shownWith());
  expect(made).not.toContain('class="chart"');
  const text = textOf(made);
  expect(text).toContain('What its releases do Nobody sends it requests. So there is no share of traffic to draw.');
  expect(text).toContain('1 – – no requests ✓ promoted, 40 min');
  expect(text).not.toContain('A version that fails every request');
});

test('a verdict is said in words and signs, and what is not judged is never shown as good', () => {
  const verdicts = [...page.matchAll(/<p class="verdict (\w+)">(.*?)<\/p>/gs)].map(([, tone, inner = '']) => [
    tone,
    textOf(inner).trim(),
  ]);
  expect(verdicts).toEqual([
    ['wait', '? not judged'],
    ['bad', '✕ failed'],
    ['good', '✓ passed'],
    ['plain', '– not asked'],
    ['wait', '? not judged'],
  ]);
  expect(page).toContain('<span class="stamp bad" aria-hidden="true">✕</span> This release is blocked');
});

test('nothing that blocks is no success while a gate is not judged', () => {
  const quiet = { ...everything(), findings: [], blocks: false };
  expect(gatesHtml(quiet, shownWith())).toContain('<h1>Nothing blocks this release</h1>');
  const passed = { ...quiet, gates: quiet.gates.map((gate) => ({ ...gate, verdict: 'passed' as const })) };
  expect(gatesHtml(passed, shownWith())).toMatch(/<span class="stamp good"[^>]*>✓<\/span> Nothing blocks/);
  expect(gatesHtml({ ...quiet, objects: 0 }, shownWith())).toContain('There is nothing to judge');
});

test('a pack that only reports blocks nothing, and the page says why', () => {
  const text = textOf(gatesHtml({ ...everything(), blocks: false }, shownWith()));
  expect(text).toContain('1 error, 1 warning in 1 release; the pack only reports, so errors block nothing;');
});

test('what has the worst findings comes first, within a release too; what is shared by several comes last', () => {
  const report = everything();
  const [unit] = report.units;
  const warned = finding({ severity: 'warning', what: 'a warning.' });
  const failed = finding({ what: 'an error.' });
  const other = finding({ what: 'of both.' });
  const made = gatesHtml(
    {
      ...report,
      findings: [warned, failed, other],
      units: [
        { ...unit!, subject: { ...unit!.subject, name: 'mild' }, findings: [] },
        { ...unit!, subject: { ...unit!.subject, name: 'bad' }, findings: [warned, failed] },
      ],
    },
    shownWith(),
  );
  const places = [
    'id="unit-unit-space-bad"',
    'An error.',
    'A warning.',
    'id="unit-unit-space-mild"',
    'id="others"',
    'Of both.',
  ].map((part) => made.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, another) => one - another));
  expect(made.match(/class="finding"/g)).toHaveLength(3);
});

test('every link leads to something on the page, and no two things have one name', () => {
  const report = everything(waiting());
  const [unit] = report.units;
  const made = gatesHtml({ ...report, units: [unit!, unit!, { ...unit! }] }, shownWith());
  const ids = [...made.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...made.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  expect(links).toContain('rule-the-rule');
  const labels = [...made.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g)].flatMap(([, all = '']) =>
    all.split(' '),
  );
  expect(labels.filter((id) => !ids.includes(id))).toEqual([]);
});

test('a rule that the page has no text of is named and no link', () => {
  const made = gatesHtml(everything(), { ...shownWith(), rules: [] });
  expect(made).not.toContain('href="#rule-');
  expect(made).toContain('<code>the-<wbr>rule</code>');
});

test('headings do not skip a level', () => {
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level, index) => level - (levels[index - 1] ?? 0) > 1)).toEqual([]);
});

test('nothing moves by itself', () => {
  expect(page).not.toMatch(/transition|animation|scroll-behavior|<marquee|<blink/);
});

test('the same report gives the same bytes', () => {
  expect(gatesHtml(everything(worked()), shownWith())).toBe(page);
});

test('the policy lets in the styles and the script of the page, and nothing else', () => {
  const [, css = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest('base64');
  expect(page.replaceAll('&#39;', "'")).toContain(
    `"default-src 'none'; style-src 'sha256-${digest(css)}'; script-src 'sha256-${digest(script)}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page.replace(script, '')).not.toMatch(/ style=| on[a-z]+=|https?:\/\/|@import|url\((?!#)/);
});

test.each([
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '\u202egnp.exe\u0000\ud800',
  '</style></title></bdi></svg></li></ul>',
  '`<b>`',
])('a text like %j in every field is shown and is no markup', (text) => {
  const tagsOf = (html: string) =>
    (html.match(/<\/?[a-z][a-z0-9]*/gi) ?? []).filter((tag) => !/^<\/?(wbr|code)$/.test(tag)).sort();
  const plain = gatesHtml(
    everything(worked(), () => 'plain'),
    shownWith(() => 'plain'),
  );
  const made = gatesHtml(
    everything(worked(), () => text),
    shownWith(() => text),
  );
  expect(tagsOf(made)).toEqual(tagsOf(plain));
  expect(made).not.toMatch(/<img|[\u202e\0\ud800-\udfff]/);
});

test('a value that is a circle, or no JSON, is shown as well as it can be', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  for (const value of [circle, undefined, 10n, Symbol('x')]) {
    expect(gatesHtml({ ...everything(), findings: [finding({ value })] }, shownWith())).toContain('Value');
  }
});

test('more findings than anybody reads are counted; errors are never left out for warnings', () => {
  const warnings = Array.from({ length: 4000 }, () => finding({ severity: 'warning' }));
  const made = gatesHtml(
    { ...everything(), findings: [...warnings, finding({ what: 'the one error.' })] },
    shownWith(),
  );
  expect(made).toContain('The one error.');
  expect(textOf(made)).toContain('and 1,001 findings more');
});

test('300 releases with their curves make a page below 10 MB, in time that grows with it', () => {
  const report = everything(worked());
  const many = (length: number) => {
    const own = Array.from({ length }, () => Array.from({ length: 8 }, () => finding()));
    const units = own.map((findings) => ({ ...report.units[0]!, findings }));
    const start = process.cpuUsage().user;
    const { length: size } = gatesHtml({ ...report, findings: own.flat(), units }, shownWith());
    return { size, microseconds: process.cpuUsage().user - start };
  };
  many(30);
  const [few, all] = [many(30), many(300)];
  expect(all.size).toBeLessThan(10_000_000);
  expect(all.microseconds).toBeLessThan(Math.max(few.microseconds, 20_000) * 40);
});
