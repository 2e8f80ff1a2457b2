import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { groupBy } from '../../lib/group-by';

/** True where the server and the tool that fills it are installed. */
export const prometheusServer = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
)
  ? 'prometheus'
  : undefined;

/** One sample of a series. */
export interface Sample {
  /** As Prometheus writes it, with its labels. */
  readonly series: string;
  /** Unix seconds. */
  readonly at: number;
  readonly value: number;
}

/** A server that has the samples and nothing else. */
export interface Server {
  /** The body with which it answers a query as of a time. */
  readonly ask: (query: string, at: number) => Promise<string>;
}

/** Runs a Prometheus on this machine while `use` does, on a port and in a folder of its own. */
export async function withPrometheus<T>(samples: readonly Sample[], use: (server: Server) => Promise<T>): Promise<T> {
  const cwd = await mkdtemp(join(tmpdir(), 'stepgate-prometheus-'));
  try {
    await writeFile(join(cwd, 'samples.om'), openMetrics(samples));
    await writeFile(join(cwd, 'prometheus.yml'), '{}\n');
    const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', 'samples.om', 'data'], { cwd });
    if (made.status !== 0) throw new Error(`promtool: ${made.stderr.toString()}`);
    return await serving(cwd, use);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

async function serving<T>(cwd: string, use: (server: Server) => Promise<T>): Promise<T> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    'prometheus',
    [
      '--config.file=prometheus.yml',
      '--storage.tsdb.path=data',
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${address}`,
      '--log.level=error',
    ],
    { cwd, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await ready(address, () => child.exitCode !== null && `Prometheus ended: ${complaints}`);
    return await use({ ask: (query, at) => ask(address, query, at) });
  } finally {
    child.kill();
    await ended;
  }
}

async function ready(address: string, failed: () => string | false): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const why = failed();
    if (why !== false) throw new Error(why);
    const answer = await fetch(`http://${address}/-/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    await pass(100);
  }
  throw new Error('Prometheus did not get ready within half a minute.');
}

async function ask(address: string, query: string, at: number): Promise<string> {
  const body = new URLSearchParams({ query, time: String(at) });
  const answer = await fetch(`http://${address}/api/v1/query`, { method: 'POST', body });
  return answer.text();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() =>
        typeof found === 'object' && found ? resolve(found.port) : reject(new Error('There is no port.')),
      );
    });
  });
}

/** Samples of a series one after the other, each series in the order of time. */
function openMetrics(samples: readonly Sample[]): string {
  const bySeries = groupBy(samples, ({ series }) => series);
  const lines = [...bySeries.values()].flatMap((own) =>
    [...own].sort((a, b) => a.at - b.at).map(({ series, at, value }) => `${series} ${value} ${at}`),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}
