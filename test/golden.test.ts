import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { appsIn } from '../scripts/golden';
import { filesIn, withFolder } from './support/folder';
import { ROOT } from './support/tools';

const HINT = 'if the difference is meant: npm run golden';

/** Runs the app's main from its source, as cdk8s would: the environment says where to write. */
function synthesize(app: string): Record<string, string> {
  return withFolder((outdir) => {
    process.env.CDK8S_OUTDIR = outdir;
    try {
      jest.isolateModules(() => void jest.requireActual(join(ROOT, 'apps', app, 'main')));
    } finally {
      delete process.env.CDK8S_OUTDIR;
    }
    return filesIn(outdir);
  });
}

describe.each(appsIn(ROOT))('apps/%s', (app) => {
  const folder = join(ROOT, 'test', 'golden', app);
  const committed = existsSync(folder) ? filesIn(folder) : {};
  let made: Record<string, string> = {};

  beforeAll(() => {
    made = synthesize(app);
  }, 60_000);

  test(`writes the files that are committed, no more and no less (${HINT})`, () => {
    expect(Object.keys(made)).not.toEqual([]);
    expect(Object.keys(made)).toEqual(Object.keys(committed));
  });

  test(`writes what is committed in them (${HINT})`, () => {
    expect(made).toEqual(committed);
  });
});
