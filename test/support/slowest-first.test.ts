import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SlowestFirst from './slowest-first.js';
import { ROOT } from './tools';

const { SLOWEST } = SlowestFirst;

/** Files as jest hands them over, where it has never run: it goes by size, and knows none of these. */
function sorted(paths: readonly string[]): string[] {
  const config = { rootDir: ROOT, cacheDirectory: join(ROOT, 'nowhere'), id: 'none', name: 'none' };
  const context = { config, hasteFS: { getSize: (path: string) => statSync(path).size } };
  const tests = paths.map((path) => ({ path: join(ROOT, path), context }));
  const sequencer = new SlowestFirst({ globalConfig: {}, contexts: [context] });
  return sequencer.sort(tests).map(({ path }) => path.slice(ROOT.length + 1));
}

test('what takes longest runs first, and every file that is named is there', () => {
  expect(SLOWEST.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const [slowest = '', second = '', ...rest] = SLOWEST;
  const [small, large] = ['test/glob.test.ts', 'test/facts/units.test.ts'];
  expect(rest).not.toContain(large);
  expect(sorted([small, large, second, slowest])).toEqual([slowest, second, large, small]);
});
