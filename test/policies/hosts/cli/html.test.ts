import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateReport } from '../../../../lib/verdict';
import { asked, rollout, withFiles } from './asking';

const EXEMPTIONS = `exemptions:
  - { rule: indefinite-pause, target: { name: web }, reason: promoted by hand for now, owner: team-web, expires: 2026-12-31 }
  - { rule: no-analysis, target: { name: web }, reason: metrics come later on, owner: team-web, expires: 2026-11-01 }
  - { rule: one-selector, target: { name: nobody }, reason: it was there in spring, owner: team-web, expires: 2026-12-31 }
  - { rule: readable, target: { name: web }, reason: we like it unreadable, owner: team-web, expires: 2026-12-31 }
`;

test('one page holds every finding, exemption and rule of a run, with the place of each', async () => {
  const served = rollout('web').replace('{ canary: {', '{ canary: { canaryService: web-canary,');
  const files = { 'web.yaml': served, 'exemptions.yaml': EXEMPTIONS };
  await withFiles(files, async ({ 'web.yaml': web, 'exemptions.yaml': exemptions }, folder) => {
    const file = join(folder, 'gates.html');
    const formats = ['--format', `html=${file}`, '--format', 'json'];
    const { code, out } = await asked('check', web, '--exemptions', exemptions, '--as-of', '2026-11-25', ...formats);
    expect(code).toBe(2);
    // what the command itself wrote
    const report = JSON.parse(out) as GateReport;
    const page = readFileSync(file, 'utf8');
    const text = page.replaceAll('<wbr>', '').replace(/<[^>]*>/g, ' ');
    expect(page.match(/class="finding"/g)).toHaveLength(report.findings.length);
    expect(report.findings.filter(({ place }) => !text.includes(place.text))).toEqual([]);
    expect(report.findings.filter(({ rule }) => !page.includes(`href="#rule-${rule}"`))).toEqual([]);
    expect([...page.matchAll(/id="exemptions-(\w+)"/g)].map(([, kind]) => kind)).toEqual([
      'refused',
      'expired',
      'unused',
      'suppressed',
    ]);
    expect(page).toContain('class="chart"');
    expect(page).toContain('id="rule-indefinite-pause"');
  });
});

test('the page can be had on standard output', async () => {
  await withFiles({ 'web.yaml': rollout('web') }, async ({ 'web.yaml': web }) => {
    const { out } = await asked('check', web, '--format', 'html');
    expect(out).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });
});
