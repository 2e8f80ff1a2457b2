import { spawnSync } from 'node:child_process';

/**
 * Really loads a module in a process of its own and lists, once each, the packages that were asked for on the way
 * and that do not belong to Node.
 */
export function packagesLoadedBy(path: string): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', WATCH, path], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${path} could not be loaded (npm run build makes it): ${stderr}`);
  }
  return JSON.parse(stdout) as string[];
}

/** Plain JavaScript: it runs where nothing of ours is loaded. The last line is all that it prints. */
const WATCH = `
  const Module = require('node:module');
  const load = Module._load;
  const asked = new Set();
  Module._load = function (request, ...rest) {
    if (!request.startsWith('.') && !request.startsWith('/') && !Module.isBuiltin(request)) {
      asked.add(request.split('/').slice(0, request.startsWith('@') ? 2 : 1).join('/'));
    }
    return load.call(this, request, ...rest);
  };
  require(process.argv[1]);
  process.stdout.write(JSON.stringify([...asked].sort()));
`;
