import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatesHtml } from '../../lib/reports/gates';
import { htmlReport } from '../../lib/reports/html';
import { chromium, withPage } from '../support/chromium';
import { ROOT, testWith } from '../support/tools';
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

const judge = (name: string, html: () => string, look: { readonly width: number; readonly dark?: boolean }) =>
  testWith(
    existsSync(AXE) ? chromium() : undefined,
    'axe-core (test/real) or chromium is not installed',
    name,
    async (executable) => {
      await withPage(executable, html(), look, async ({ evaluate }) => {
        await evaluate(`${readFileSync(AXE, 'utf8')}; 1`);
        // folded parts are judged too
        await evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true }), 1");
        const found = (await evaluate('axe.run().then(({ violations }) => violations)')) as Violations;
        expect(found.map(({ id, nodes }) => [id, nodes.map(({ html: markup }) => markup.slice(0, 200))])).toEqual([]);
      });
    },
    120_000,
  );

for (const [title, html] of Object.entries(PAGES)) {
  judge(`axe finds nothing on ${title} in light`, html, { width: 1280 });
  judge(`axe finds nothing on ${title} in dark`, html, { width: 1280, dark: true });
  judge(`axe finds nothing on ${title} on a telephone`, html, { width: 390 });
}

testWith(
  existsSync(AXE) ? chromium() : undefined,
  'axe-core (test/real) or chromium is not installed',
  'axe does find what is wrong',
  async (executable) => {
    const bad = PAGES['the page of the gates']().replaceAll('role="img" aria-label="error"', 'role="img"');
    await withPage(executable, bad, { width: 1280 }, async ({ evaluate }) => {
      await evaluate(`${readFileSync(AXE, 'utf8')}; 1`);
      const found = (await evaluate('axe.run().then(({ violations }) => violations)')) as Violations;
      expect(found.map(({ id }) => id)).toContain('role-img-alt');
    });
  },
  120_000,
);
