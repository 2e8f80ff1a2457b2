import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseApp } from 'stepgate';
import { recommended } from 'stepgate/gates';
import { buildServices, observedService } from '../services';

// `node gates/app.js <count>`: builds and synthesizes so many services with objectives, gates included, and prints the CPU time
// of building, of synthesis without the gates, and of the gates, and how many objects there were. Loading modules is not measured, except
// those of the gates, which are loaded when they are asked.
const cpu = (from?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

let gates = 0;
let objects = 0;

/** Knows how long its gates took. */
class MeasuredApp extends ReleaseApp {
  protected override judge(...args: Parameters<ReleaseApp['judge']>) {
    const start = process.cpuUsage();
    super.judge(...args);
    gates += cpu(start);
  }
}

const count = Number(process.argv[2]);
const outdir = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));
const start = process.cpuUsage();
const app = new MeasuredApp({ outdir, pack: recommended, report: (report) => (objects = report.objects) });
buildServices(app, count, observedService, 'shop');
const build = cpu(start);
const before = process.cpuUsage();
app.synth();
const synth = cpu(before) - gates;
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ build, synth, gates, objects }));
