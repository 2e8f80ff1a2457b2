import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { GateReport } from '../../../../lib/verdict';
import { ROOT } from '../../../support/tools';
import type { JudgedRelease } from './corpus';
import { inOrder, type Lines, linesOf, withoutFiles } from './lines';
import { documentAt, positionOf } from './positions';

const COMMAND = join(ROOT, 'build', 'policies', 'hosts', 'cli', 'main.js');

/** What `stepgate check` says of a release on standard input or in a file, and places that are not where they should be. */
export async function byCheck({ manifests }: JudgedRelease, path: string): Promise<{ lines: Lines; astray: string[] }> {
  const text = await output(['check', '--format', 'json', '--world', 'closed', path], path === '-' ? manifests : '');
  // it is what the command prints
  const report = JSON.parse(text) as GateReport;
  const astray = report.findings.flatMap(({ rule, subject, field, place: { line = 0, column = 0, text: said } }) => {
    const right = positionOf(manifests, documentAt(manifests, line), subject, field);
    return right === `${line}:${column}` && said === `${path}:${right}`
      ? []
      : [`${rule} ${field.join('.')}: ${said}, not ${right}`];
  });
  const lines = linesOf(report).map((line) => withoutFiles(line, (at) => documentAt(manifests, at)));
  return { lines: inOrder(lines), astray };
}

function output(args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 || code === 2 ? resolve(out) : reject(new Error(`exit ${code}: ${err}`))));
    child.stdin.end(input);
  });
}
