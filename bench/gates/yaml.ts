import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { manifestsOf, servicesIn } from '../manifests';

/** What a tool took for the manifests, in milliseconds of CPU, and how many faults it found. */
export interface Judged {
  readonly milliseconds: number;
  readonly found: number;
}

const ROOT = join(__dirname, '..', '..', '..');
const POLICIES = join(ROOT, 'bench', 'gates');
const OURS = [
  process.execPath,
  join(ROOT, 'build', 'policies', 'hosts', 'cli', 'main.js'),
  'check',
  '-',
  '--format',
  'sarif',
];

/** The same demands as in release.rego and kyverno.yaml. */
const SAME = 'readiness-probe,image-digest,image-moving-tag';

/** `stepgate check -`: the whole process, from standard input to SARIF, with all rules or those that the others have too. */
export function stepgate(rules: 'all' | 'same', megabytes: number): Judged {
  return judged(rules === 'all' ? OURS : [...OURS, '--only', SAME], megabytes, (output) =>
    countInSarif(output, 'image-digest'),
  );
}

/** Conftest with three rules in Rego; undefined where it is not there. */
export function conftest(megabytes: number): Judged | undefined {
  const tool = found('conftest');
  const policy = join(POLICIES, 'release.rego');
  return tool === undefined
    ? undefined
    : judged([tool, 'test', '-p', policy, '--parser', 'yaml', '--output', 'sarif', '-'], megabytes, (output) =>
        countInSarif(output),
      );
}

/** Kyverno with the same three; it has no SARIF, and prints text. Undefined where it is not there. */
export function kyverno(megabytes: number): Judged | undefined {
  const tool = found('kyverno');
  return tool === undefined
    ? undefined
    : judged([tool, 'apply', join(POLICIES, 'kyverno.yaml'), '--resource', '-'], megabytes, (output) =>
        Number(/fail: (\d+)/.exec(output)?.[1] ?? Number.NaN),
      );
}

/** A tool that scripts/bench-tools.sh built, or that is installed. */
function found(tool: string): string | undefined {
  const folders = [join(ROOT, '.tools', 'bench'), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
}

/** Runs a command with the manifests as its standard input. The shell tells what CPU time it took, with all its threads. */
function judged(command: readonly string[], megabytes: number, count: (output: string) => number): Judged {
  const folder = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));
  try {
    const [input, output] = [join(folder, 'in.yaml'), join(folder, 'out')];
    writeFileSync(input, manifestsOf(servicesIn(megabytes), { withoutDigest: 100 }));
    const [stdin, stdout] = [openSync(input, 'r'), openSync(output, 'w')];
    const timed = `TIMEFORMAT='%U %S'; { time "$@" 2>"$0"; } 2>&1 1>&3 3>&-`;
    const { stdout: times } = spawnSync('bash', ['-c', timed, join(folder, 'errors'), ...command], {
      stdio: [stdin, 'pipe', 'inherit', stdout],
      encoding: 'utf8',
    });
    [stdin, stdout].forEach(closeSync);
    const [user, system] = times.trim().split(' ').map(Number);
    const found = count(readFileSync(output, 'utf8'));
    if (!(found > 0))
      throw new Error(`${command.join(' ')} found nothing:\n${readFileSync(join(folder, 'errors'), 'utf8')}`);
    return { milliseconds: ((user ?? Number.NaN) + (system ?? Number.NaN)) * 1000, found };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countInSarif(output: string, rule?: string): number {
  const { runs } = JSON.parse(output) as { runs: readonly { results: readonly { ruleId: string }[] }[] };
  const results = runs.flatMap((run) => run.results);
  return results.filter(({ ruleId }) => rule === undefined || ruleId === rule).length;
}
