import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../../lib/facts/kubernetes';
import { gatesHtml } from '../../lib/reports/gates';
import { htmlReport } from '../../lib/reports/html';
import { evaluate } from '../../policies/evaluate';
import { ruleTexts } from '../../policies/hosts/cli/rule-texts';
import { recommended } from '../../policies/packs/recommended';
import { chromium, withPage, type Page } from '../support/chromium';
import { ROOT, sharedDir, testWith } from '../support/tools';
import { everything, shownWith } from './gates/reports';
import { rolling, waiting, worked } from './html/reports';

const AXE = join(ROOT, 'test', 'real', 'node_modules', 'axe-core', 'axe.min.js');

/** Violations as axe reports them. */
type Violations = readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];

const PAGES = {
  'the page of the gates': () => {
    const report = everything(worked());
    const units = ['web', 'cart'].flatMap((name) =>
      report.units.map((unit) => ({ ...unit, subject: { ...unit.subject, name } })),
    );
    return gatesHtml({ ...report, units }, shownWith());
  },
  'the page of plans': () => htmlReport([worked(), worked(), waiting(), rolling()]),
};

/** What axe finds, and in which markup; folded parts are judged too. */
async function violationsIn(ask: Page['evaluate']) {
  await ask(`${readFileSync(AXE, 'utf8')}; 1`);
  await ask("document.querySelectorAll('details').forEach((e) => { e.open = true }), 1");
  const found = (await ask('axe.run().then(({ violations }) => violations)')) as Violations;
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))] as const);
}

const judge = (name: string, html: () => string, look: { readonly width: number; readonly dark?: boolean }) =>
  testWith(
    existsSync(AXE) ? chromium() : undefined,
    'axe-core (test/real) or chromium is not installed',
    name,
    async (executable) => {
      await withPage(executable, html(), look, async ({ evaluate }) => {
        expect(await violationsIn(evaluate)).toEqual([]);
      });
    },
    120_000,
  );

for (const [title, html] of Object.entries(PAGES)) {
  judge(`axe finds nothing on ${title} in light`, html, { width: 1280 });
  judge(`axe finds nothing on ${title} in dark`, html, { width: 1280, dark: true });
  judge(`axe finds nothing on ${title} on a telephone`, html, { width: 390 });
}

const corpus = sharedDir();
testWith(
  corpus !== undefined && existsSync(AXE) ? chromium() : undefined,
  'axe-core (test/real), chromium or ../shared is not there',
  'other people’s manifests make a page without violations that fits a telephone',
  async (executable) => {
    const { items, problems } = readManifests([join(corpus ?? '', 'corpus', 'argo-examples')]);
    const report = evaluate(items, recommended, { today: '2026-11-25', problems });
    expect(report.units.length).toBeGreaterThan(15);
    const page = gatesHtml(report, { rules: ruleTexts(recommended, undefined), version: '1.0.0' });
    await withPage(executable, page, { width: 390 }, async ({ evaluate: ask, messages }) => {
      expect(await violationsIn(ask)).toEqual([]);
      expect(await ask('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect(await ask("document.querySelectorAll('.finding').length")).toBe(report.findings.length);
      expect(messages).toEqual([]);
    });
  },
  120_000,
);

testWith(
  existsSync(AXE) ? chromium() : undefined,
  'axe-core (test/real) or chromium is not installed',
  'axe does find what is wrong',
  async (executable) => {
    const bad = PAGES['the page of the gates']().replaceAll('role="img" aria-label="error"', 'role="img"');
    await withPage(executable, bad, { width: 1280 }, async ({ evaluate }) => {
      expect((await violationsIn(evaluate)).map(([id]) => id)).toContain('role-img-alt');
    });
  },
  120_000,
);
