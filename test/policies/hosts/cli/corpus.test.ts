import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { widthOf } from '../../../../lib/reports/text/width';
import { testWithShared } from '../../../support/tools';
import { asked } from './asking';
import { unusedTemplates } from '../../../../lib/reports/text';

/** Every manifest of the corpus, one by one. */
function manifests(shared: string): string[] {
  const entries = readdirSync(join(shared, 'corpus'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Numbers that JSON cannot hold stand as text; a null would be one that was lost. */
function lostNumbers(value: unknown, path: string): string[] {
  if (value === null || (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value))) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => lostNumbers(inner, `${path}.${key}`));
}

testWithShared(
  'JSON of every file of the corpus parses, and no figure in it is lost',
  async (shared) => {
    const paths = manifests(shared);
    expect(paths.length).toBeGreaterThan(50);
    const rates = ['--request-rate', '50'];
    for (const path of paths) {
      const { code, out, err } = await asked('plan', path, '--json', ...rates);
      const { version, reports, templates } = JSON.parse(out);
      const told = reports.length > 0 || unusedTemplates(templates).length > 0;
      expect([path, code, version]).toEqual([path, err.includes('error: ') || !told ? 1 : 0, 1]);
      expect(lostNumbers([reports, templates], path)).toEqual([]);
    }
  },
  120_000,
);

testWithShared(
  'no line of the text is wider than 100 columns, of each file and of the whole corpus',
  async (shared) => {
    const tooWide = async (...args: string[]) =>
      (await asked('plan', ...args, '--request-rate', '50')).out.split('\n').filter((line) => widthOf(line) > 100);
    for (const path of manifests(shared)) expect([path, await tooWide(path)]).toEqual([path, []]);
    expect(await tooWide(join(shared, 'corpus'))).toEqual([]);
    expect((await asked('plan', join(shared, 'corpus'))).out).toMatch(/^\d+ rollouts\n/);
  },
  120_000,
);
