import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../../support/folder';
import { ROOT, testWith } from '../../support/tools';

const modules = join(ROOT, 'test', 'real', 'node_modules');
const installed = ['aws-cdk-lib', '@pulumi/policy'].every((name) => existsSync(join(modules, name)));

/** What a user of both writes; the last line must not compile, so that types which fit anything are found. */
const USE = `
  import { App, Validations } from 'aws-cdk-lib';
  import { PolicyPack } from '@pulumi/policy';
  import { exempt, releaseGates } from 'stepgate/cdk';
  import { pulumiPolicies } from 'stepgate/pulumi';

  const app = new App();
  Validations.of(app).addPlugins(releaseGates());
  exempt(app, { rule: 'no-analysis', reason: 'until the metrics have moved', owner: 'team-shop', expires: '2026-12-31' });
  new PolicyPack('acme', { policies: pulumiPolicies() });
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
        include: [join(folder, 'use.ts')],
        exclude: [],
      };
      writeFileSync(join(folder, 'use.ts'), USE);
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      expect([stdout, status]).toEqual(['', 0]);
    });
  },
  180_000,
);
