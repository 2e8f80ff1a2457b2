import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/tools';
import { blocksIn, commandsIn } from './markdown';

const SHELLS = ['sh', 'bash', 'shell', 'console'];

/** What a newcomer must not depend on, so that the test gives the same answer everywhere and every time. */
const CALM = {
  CDK8S_CHECK_UPGRADE: 'false',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_ignore_scripts: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
};

/** Does what a Markdown text says, in its order: writes its files, runs its commands. Returns what these say. */
export function follow(markdown: string, folder: string, tarball: string): string {
  const said: string[] = [];
  for (const { language, file, text } of blocksIn(markdown)) {
    if (file !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    } else if (SHELLS.includes(language)) {
      said.push(...commandsIn(text).map((command) => run(installing(command, tarball), folder)));
    }
  }
  return said.join('');
}

/**
 * `npm install stepgate cdk8s` with the tarball in place of stepgate, and each other package in the version this
 * project is tested with: a new release of cdk8s is no fault of the README.
 */
export function installing(command: string, tarball: string): string {
  if (!/^npm (install|i)\b/.test(command)) {
    return command;
  }
  const [npm = '', install = '', ...words] = command.split(/\s+/);
  const pinned = words.map((word) =>
    word === 'stepgate' ? tarball : word.startsWith('-') ? word : inOurVersion(word),
  );
  return [npm, install, ...pinned].join(' ');
}

function inOurVersion(name: string): string {
  const path = join(ROOT, 'node_modules', name, 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${name}@${version}`;
}

function run(command: string, cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, {
    cwd,
    env: { ...outside(), ...CALM },
    shell: true,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`"${command}" failed with exit code ${status}:\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}

/** The environment without what npm and jest add to it: those name this project. */
function outside(): NodeJS.ProcessEnv {
  const ours = /^(npm_(package|lifecycle|execpath|config_local|config_prefix)|NODE_ENV$|JEST_|INIT_CWD$|NODE_OPTIONS$)/;
  const entries = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return Object.fromEntries(entries);
}
