import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from '../../house/files';
import { blocksIn } from '../../house/markdown';
import { needsOptionalPeer } from '../../house/snippets';
import { withFolder } from '../../support/folder';
import { ROOT, testWith } from '../../support/tools';

const modules = join(ROOT, 'test', 'real', 'node_modules');
const installed = ['aws-cdk-lib', '@pulumi/policy'].every((name) => existsSync(join(modules, name)));

/** What a page tells users of the two to write. */
const documented = [...projectFiles()]
  .filter(([path]) => path.endsWith('.md'))
  .flatMap(([, markdown]) => blocksIn(markdown).filter(({ text }) => needsOptionalPeer(text)))
  .map(({ text }) => text);

/** It must not compile, so that types which fit anything are found. */
const WRONG = `
  import { PolicyPack } from '@pulumi/policy';
  import { releaseGates } from 'stepgate/cdk';
  // @ts-expect-error a plugin is no policy
  new PolicyPack('acme', { policies: [releaseGates()] });
`;

testWith(
  installed ? modules : undefined,
  'test/real is not installed',
  'the types of the SDKs take what the hosts for Pulumi and the CDK hand over, although those do not import them',
  () => {
    withFolder((folder) => {
      const paths = {
        'stepgate/gates': [join(ROOT, 'policies/index.ts')],
        'stepgate/cdk': [join(ROOT, 'policies/hosts/cdk/index.ts')],
        'stepgate/pulumi': [join(ROOT, 'policies/hosts/pulumi/index.ts')],
        'aws-cdk-lib': [join(modules, 'aws-cdk-lib')],
        '@pulumi/policy': [join(modules, '@pulumi/policy')],
      };
      const compilerOptions = { rootDir: '/', noEmit: true, incremental: false, skipLibCheck: true, paths };
      const typeRoots = [join(ROOT, 'node_modules', '@types')];
      const config = {
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { ...compilerOptions, typeRoots },
        include: [join(folder, '*.ts')],
        exclude: [],
      };
      expect(documented.join('')).toMatch(/releaseGates\([^]*pulumiPolicies\(|pulumiPolicies\([^]*releaseGates\(/);
      [...documented, WRONG].forEach((text, index) => writeFileSync(join(folder, `use-${index}.ts`), text));
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      expect([stdout, status]).toEqual(['', 0]);
    });
  },
  180_000,
);
