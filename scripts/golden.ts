import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { remakeCorpus } from './corpus';

/** The project, seen from build/scripts. */
const ROOT = resolve(__dirname, '..', '..');

/** Apps that synthesize: folders of `apps` with a main.ts. Each has its output in test/golden. */
export function appsIn(root: string): string[] {
  const folders = readdirSync(join(root, 'apps'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name);
  return names.filter((name) => existsSync(join(root, 'apps', name, 'main.ts'))).sort();
}

/** Makes test/golden/<app> anew for each app, from the built package. */
function remake() {
  for (const app of appsIn(ROOT)) {
    const outdir = join(ROOT, 'test', 'golden', app);
    rmSync(outdir, { recursive: true, force: true });
    const main = join(ROOT, 'build', 'apps', app, 'main.js');
    const env = { ...process.env, CDK8S_OUTDIR: outdir };
    const { status } = spawnSync(process.execPath, [main], { cwd: ROOT, env, stdio: 'inherit' });
    if (status !== 0) {
      throw new Error(`apps/${app} did not synthesize (exit code ${status}): test/golden/${app} is gone until it does`);
    }
    console.log(`test/golden/${app}: ${readdirSync(outdir).length} files`);
  }
}

if (require.main === module) {
  remake();
  remakeCorpus(ROOT);
}
