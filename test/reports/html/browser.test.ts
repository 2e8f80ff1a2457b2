import { htmlReport } from '../../../lib/reports/html';
import { chromium, withPage } from '../../support/chromium';
import { testWith } from '../../support/tools';
import { rolling, waiting, worked } from './reports';

const inBrowser = (name: string, run: (executable: string) => Promise<void>) =>
  testWith(chromium(), 'no chromium', name, run, 120_000);

const page = htmlReport([worked(), waiting(), rolling()]);
const VISIBLE = "[...document.querySelectorAll('.rollout:first-of-type .panel')].filter((e) => e.offsetHeight > 0)";

inBrowser('the page loads nothing but itself and complains of nothing', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ requests, messages, evaluate }) => {
    expect(await evaluate('getComputedStyle(document.body).maxWidth')).toBe('1176px');
    expect(requests).toEqual([expect.stringMatching(/^file:.*page\.html$/)]);
    expect(messages).toEqual([]);
  });
});

inBrowser('arrow keys change the scenario that is shown', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ evaluate, press }) => {
    const shown = () => evaluate(`${VISIBLE}.map((e) => e.querySelector('h3').textContent)`);
    expect(await shown()).toEqual(['Bad from the start']);
    await evaluate("document.querySelector('.switch input:checked').focus()");
    await press('ArrowRight');
    expect(await shown()).toEqual(['Breaks at the worst moment']);
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(await shown()).toEqual(['Good, but cold start']);
  });
});

inBrowser('the curve that is drawn turns where the data does', async (executable) => {
  const curve = worked().simulations.find(({ scenario }) => scenario.kind === 'badFromStart')?.curve ?? [];
  await withPage(executable, page, { width: 1280 }, async ({ evaluate }) => {
    const path = String(await evaluate(`${VISIBLE}[0].querySelector('path.line').getAttribute('d')`));
    const [, start] = /^M0 ([\d.]+)/.exec(path) ?? [];
    const turns = [...path.matchAll(/H([\d.]+)V([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(Number(start)).toBeCloseTo(100 - (curve[0]?.exposure ?? NaN) * 100);
    expect(turns).toHaveLength(curve.length - 1);
    const scale = (turns[0]?.[0] ?? NaN) / (curve[1]?.atSeconds ?? NaN);
    turns.forEach(([x, y], index) => {
      expect(x).toBeCloseTo((curve[index + 1]?.atSeconds ?? NaN) * scale, 0);
      expect(y).toBeCloseTo(100 - (curve[index + 1]?.exposure ?? NaN) * 100, 1);
    });
  });
});

for (const look of [{ width: 390 }, { width: 1280 }, { width: 390, dark: true }]) {
  inBrowser(`nothing hangs over the edge: ${JSON.stringify(look)}`, async (executable) => {
    await withPage(executable, page, look, async ({ evaluate }) => {
      expect(await evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
      const paper = await evaluate('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(look.dark ? 'rgb(21, 23, 27)' : 'rgb(253, 252, 249)');
    });
  });
}

inBrowser('charts, choices and tables have names for those who do not see them', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ accessible }) => {
    const nodes = await accessible();
    const named = (role: string) => nodes.filter((node) => node.role === role).map(({ name }) => name);
    expect(named('radio')).toHaveLength(27);
    expect(
      nodes.filter(({ role, name }) => ['radio', 'image', 'table', 'button', 'link'].includes(role) && name === ''),
    ).toEqual([]);
    expect(named('image')).toContain('Exposure over time: Bad from the start');
    expect(named('group').concat(named('radiogroup'))).toContain('What if …');
  });
});

inBrowser('a click on a head sorts the overview, and a second one turns it round', async (executable) => {
  await withPage(executable, page, { width: 1280 }, async ({ evaluate }) => {
    const click = "document.querySelector('th:last-child button').click()";
    const column =
      "[...document.querySelectorAll('.sortable tbody tr')].map((row) => Number(row.cells[7].dataset.sort))";
    const up = (await evaluate(`${click}, ${column}`)) as number[];
    expect(up).toEqual([...up].sort((one, another) => one - another));
    expect(await evaluate(`${click}, ${column}`)).toEqual([...up].reverse());
    expect(await evaluate("document.querySelector('th[aria-sort]').getAttribute('aria-sort')")).toBe('descending');
  });
});

inBrowser('on paper no table is cut off, and what is folded is shown', async (executable) => {
  await withPage(executable, page, { width: 720, print: true }, async ({ evaluate }) => {
    const cut = "[...document.querySelectorAll('table')].filter((e) => e.getBoundingClientRect().right > 720).length";
    expect(await evaluate(cut)).toBe(0);
    const folded = `${VISIBLE}.map((e) => e.querySelector('details').lastElementChild.offsetHeight)`;
    const [height = 0] = (await evaluate(folded)) as number[];
    expect(height).toBeGreaterThan(100);
  });
});
