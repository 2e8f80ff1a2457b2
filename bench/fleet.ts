import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import { App } from 'stepgate';
import { buildServices } from './services';

// `node fleet.js <stepgate|cdk8s> <count>`: builds and synthesizes so many services in this process, and prints the
// CPU time of that (which other processes disturb less than the clock) and a digest of what was written. Loading modules
// is not measured.
const [, , kind, count] = process.argv;
const outdir = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));

const start = process.cpuUsage();
const app = kind === 'stepgate' ? new App({ outdir }) : new cdk8s.App({ outdir });
buildServices(app, Number(count));
app.synth();
const { user, system } = process.cpuUsage(start);
const milliseconds = (user + system) / 1000;

const hash = createHash('sha256');
for (const file of readdirSync(outdir).sort()) {
  hash.update(`${file}\n${readFileSync(join(outdir, file), 'utf8')}`);
}
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ milliseconds, digest: hash.digest('hex') }));
