import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertTestFiles, istioSignals, Objective, runAlertTests } from 'stepgate/monitoring';

// `node alerts.js <what> <count>`: `made` makes the rules and alert tests of so many objectives, `apart` lets promtool run
// them, a pair of files for each, and `together` the same rules and tests in one pair. Prints the milliseconds of that:
// CPU time of making, and the clock of promtool, which is a process of its own.
const [, , what = '', count] = process.argv;

void measured(Number(count)).then((milliseconds) => console.log(JSON.stringify({ milliseconds })));

async function measured(count: number): Promise<number> {
  if (what === 'made') {
    filesOf(objectives(20)); // the first ones compile the code
    const start = process.cpuUsage();
    filesOf(objectives(count));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }
  const folder = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));
  try {
    const pairs = filesOf(objectives(count));
    const files = what === 'together' ? inOne(pairs) : pairs.flat();
    for (const { path, text } of files) writeFileSync(join(folder, path), text);
    const start = performance.now();
    const results = await runAlertTests(folder);
    if (results.some(({ passed }) => !passed)) throw new Error(`${what} ${count}: a test failed.`);
    return performance.now() - start;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function objectives(count: number): readonly Objective[] {
  return Array.from({ length: count }, (_, index) =>
    Objective.availability({
      service: `service-${index}`,
      namespace: 'shop',
      owner: 'shop',
      runbook: 'https://wiki.example/slo',
      signals: istioSignals({ workload: `service-${index}`, namespace: 'shop' }),
      target: 0.999,
    }),
  );
}

function filesOf(all: readonly Objective[]) {
  return all.map((objective) => alertTestFiles(objective) ?? []);
}

/** All rules in one file and all tests in one: promtool evaluates each rule in each test. */
function inOne(pairs: ReturnType<typeof filesOf>) {
  // alertTestFiles makes first the rules, then the tests
  const rules = pairs.flatMap(([one]) => (one?.body as { groups: readonly { name: string }[] }).groups);
  const bodies = pairs.map(([, one]) => one?.body as { tests: readonly object[] });
  const tests = {
    ...bodies[0],
    rule_files: ['all.rules.yml'],
    group_eval_order: rules.map(({ name }) => name),
    tests: bodies.flatMap((body) => body.tests),
  };
  return [
    { path: 'all.rules.yml', text: JSON.stringify({ groups: rules }) },
    { path: 'all.test.yml', text: JSON.stringify(tests) },
  ];
}
