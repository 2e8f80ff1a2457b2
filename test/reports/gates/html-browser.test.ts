import { gatesHtml } from '../../../lib/reports/gates';
import { chromium, withPage, type Page } from '../../support/chromium';
import { testWith } from '../../support/tools';
import { waiting, worked } from '../html/reports';
import { everything, finding, shownWith } from './reports';

const inBrowser = (name: string, run: (executable: string) => Promise<void>) =>
  testWith(chromium(), 'no chromium', name, run, 120_000);

const report = everything(worked());
const [unit] = report.units;
const LONG = 'a-service-with-a-name-that-is-as-long-as-names-may-be-'.repeat(4);
const own = [
  finding({ what: 'the first error.' }),
  finding({ what: 'a warning about pods.', severity: 'warning', gate: 'progressive-rollout' }),
];
const others = [
  finding({ what: 'an error elsewhere.', gate: 'pre-release-validation' }),
  finding({ what: 'a hint.', severity: 'info', subject: { apiVersion: 'v1', kind: 'Kind', name: LONG } }),
];
const page = gatesHtml(
  {
    ...report,
    findings: [...own, ...others],
    units: [
      { ...unit!, findings: own },
      { ...unit!, subject: { apiVersion: 'v1', kind: 'Rollout', name: LONG }, plan: waiting(), findings: [] },
    ],
  },
  shownWith(),
);

const SHOWN = "[...document.querySelectorAll('.finding')].filter((e) => e.offsetHeight > 0)";
const headings = async ({ evaluate }: Page) => evaluate(`${SHOWN}.map((e) => e.querySelector('h4').textContent)`);
const said = async ({ evaluate }: Page) => evaluate("document.querySelector('output').textContent");
const ALL = ['The first error.', 'A warning about pods.', 'An error elsewhere.', 'A hint.'];

inBrowser('the page of the gates loads nothing but itself and complains of nothing', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ requests, messages, evaluate }) => {
    expect(await evaluate('getComputedStyle(document.body).maxWidth')).toBe('1280px');
    expect(requests).toEqual([expect.stringMatching(/^file:.*page\.html$/)]);
    expect(messages).toEqual([]);
  });
});

inBrowser(
  'findings are narrowed down by text, gate and severity, with keys alone, and how many are left is said',
  async (executable) => {
    await withPage(executable, page, { width: 1280 }, async (open) => {
      expect(await said(open)).toBe('all 4 findings');
      await open.evaluate("[...document.querySelectorAll('.overview a')].at(-1).focus()");
      await open.press('Tab');
      expect(await open.evaluate('document.activeElement.name')).toBe('text');
      await open.type('PODS warning');
      expect(await headings(open)).toEqual(['A warning about pods.']);
      expect(await said(open)).toBe('1 of 4 findings');
      expect(await open.evaluate("document.querySelector('output').getAttribute('aria-live')")).toBe('polite');
      for (let tabs = 0; tabs < 9 && (await open.evaluate('document.activeElement.type')) !== 'reset'; tabs += 1) {
        await open.press('Tab');
      }
      await open.press('Enter');
      await open.evaluate('new Promise((done) => setTimeout(done, 50))');
      expect(await headings(open)).toEqual(ALL);
      expect(await open.evaluate('document.activeElement.name')).toBe('text');
      await open.press('Tab');
      await open.press('ArrowDown');
      expect(await headings(open)).toEqual(['An error elsewhere.']);
    });
  },
);

inBrowser('one box leaves only what blocks, and a section without any is not shown', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async (open) => {
    await open.evaluate("document.querySelector('[name=blocking]').focus()");
    await open.press(' ');
    expect(await headings(open)).toEqual(['The first error.', 'An error elsewhere.']);
    expect(
      await open.evaluate("[...document.querySelectorAll('.unit')].filter((e) => e.offsetHeight > 0).length"),
    ).toBe(1);
    await open.press(' ');
    expect(await headings(open)).toEqual(ALL);
    expect(
      await open.evaluate("[...document.querySelectorAll('.unit')].filter((e) => e.offsetHeight > 0).length"),
    ).toBe(2);
  });
});

inBrowser('a link to what is folded, or filtered away, shows it', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async (open) => {
    const seen = (id: string) =>
      open.evaluate(`document.getElementById('${id}').checkVisibility({ contentVisibilityAuto: true })`);
    expect(await seen('rule-the-rule')).toBe(false);
    await open.evaluate("document.querySelector('.finding a.rule').focus()");
    await open.press('Enter');
    await open.evaluate('new Promise((done) => setTimeout(done, 100))');
    expect(await seen('rule-the-rule')).toBe(true);
    const id = String(await open.evaluate("document.querySelectorAll('.unit')[1].id"));
    await open.evaluate("document.querySelector('[name=blocking]').click()");
    expect(await seen(id)).toBe(false);
    await open.evaluate(`location.hash = '${id}', new Promise((done) => setTimeout(done, 100))`);
    expect(await seen(id)).toBe(true);
  });
});

inBrowser('without scripts everything is there, and nothing that would need them', async (executable) => {
  await withPage(executable, page, { width: 1280, scripts: false }, async (open) => {
    expect(await headings(open)).toEqual(ALL);
    expect(await open.evaluate("document.querySelector('.filter').offsetHeight")).toBe(0);
  });
});

inBrowser('paper shows what is folded and what a filter hides, and no filter', async (executable) => {
  await withPage(executable, page, { width: 760, print: true }, async (open) => {
    await open.evaluate(
      "document.querySelector('[name=text]').value = 'nothing has this', document.querySelector('.filter').dispatchEvent(new Event('input'))",
    );
    expect(await said(open)).toBe('0 of 4 findings');
    expect(await headings(open)).toEqual(ALL);
    expect(await open.evaluate("document.querySelector('.filter').offsetHeight")).toBe(0);
    const folded = await open.evaluate(
      "[...document.querySelectorAll('details')].map((e) => e.lastElementChild.offsetHeight)",
    );
    expect((folded as number[]).every((height) => height > 10)).toBe(true);
    expect(await open.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(760);
  });
});

for (const look of [{ width: 390 }, { width: 768 }, { width: 1280 }, { width: 390, dark: true }]) {
  inBrowser(`nothing of the gates hangs over the edge: ${JSON.stringify(look)}`, async (executable) => {
    await withPage(executable, page, look, async ({ evaluate }) => {
      expect(await evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
    });
  });
}

inBrowser('what can be pressed is large enough for a finger', async (executable) => {
  await withPage(executable, page, { width: 390 }, async ({ evaluate }) => {
    const small = await evaluate(
      "[...document.querySelectorAll('.filter :is(label, input[type=search], select), summary')].filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.outerHTML)",
    );
    expect(small).toEqual([]);
  });
});

inBrowser('landmarks, tables, charts and controls have names for those who do not see them', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ accessible }) => {
    const nodes = await accessible();
    const named = (role: string) => nodes.filter((node) => node.role === role).map(({ name }) => name);
    const roles = [
      'image',
      'table',
      'button',
      'link',
      'checkbox',
      'combobox',
      'searchbox',
      'article',
      'region',
      'search',
    ];
    expect(nodes.filter(({ role, name }) => roles.includes(role) && name === '')).toEqual([]);
    expect([...named('checkbox')].sort()).toEqual(['error 2', 'info 1', 'only what blocks', 'warning 1']);
    expect(named('search')).toEqual(['Findings']);
    expect(named('image')).toEqual(expect.arrayContaining(['error', 'Exposure over time: Bad from the start']));
    expect(nodes.filter(({ role }) => role === 'main')).toHaveLength(1);
  });
});

inBrowser(
  'the browser reads the very elements that were written: nothing is closed or moved for us',
  async (executable) => {
    const written = page.replace(/<(style|script)>[^]*?<\/\1>/g, '<$1></$1>').match(/<[a-z][a-z0-9]*/gi) ?? [];
    await withPage(executable, page, { width: 1280, scripts: false }, async ({ evaluate }) => {
      const read = await evaluate("[...document.querySelectorAll('*')].map((e) => e.localName).join(' ')");
      expect(read).toBe(written.map((tag) => tag.slice(1)).join(' '));
    });
  },
);

inBrowser('a name is broken where it has a hyphen, and never within a word', async (executable) => {
  const named = (name: string) => ({ ...unit!, subject: { apiVersion: 'v1', kind: 'Rollout', name }, findings: [] });
  const made = gatesHtml({ ...report, units: [named('productcatalogservice'), named(LONG)] }, shownWith());
  await withPage(executable, made, { width: 390 }, async ({ evaluate }) => {
    const lines = "[...document.querySelectorAll('.overview th bdi')].map((e) => e.getClientRects().length)";
    const [whole, broken] = (await evaluate(lines)) as number[];
    expect(whole).toBe(1);
    expect(broken).toBeGreaterThan(2);
  });
});
