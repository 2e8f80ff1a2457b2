import Table from 'cli-table3';
import { SCENARIOS } from '../lib/plan';
import { gates } from './gates';
import { type Bench, compare, figuresOf, runScript } from './measure';

/** What `plan.js` prints. */
interface PlanFigure {
  readonly milliseconds: number;
  readonly simulations: number;
}

const digests = new Map<number, string>();

/** CPU time of so many services. Whoever writes them, the bytes must be the same, or the times would say nothing. */
function fleet(kind: 'stepgate' | 'cdk8s', count: number): number {
  const { milliseconds, digest } = figuresOf('fleet.js', kind, String(count)) as {
    milliseconds: number;
    digest: string;
  };
  if ((digests.get(count) ?? digest) !== digest) {
    throw new Error(`${count} services: stepgate and cdk8s.App wrote different bytes.`);
  }
  digests.set(count, digest);
  return milliseconds;
}

/** CPU time of simulating all scenarios of so many rollouts. */
function rollouts(count: number): number {
  const { milliseconds, simulations } = figuresOf('plan.js', String(count)) as PlanFigure;
  if (simulations !== count * SCENARIOS.length) {
    throw new Error(`${count} rollouts: ${simulations} simulations are not ${SCENARIOS.length} of each.`);
  }
  return milliseconds;
}

/** Milliseconds that the alert tests of so many objectives take. */
function alerts(what: 'made' | 'apart' | 'together', count: number): number {
  return (JSON.parse(runScript('alerts.js', what, String(count)).output) as { milliseconds: number }).milliseconds;
}

const whole = (script: string) => () => runScript(script).milliseconds;

const benches: readonly Bench[] = [
  {
    measured: 'one service, whole process',
    against: 'a cdk8s-plus Deployment and Service',
    limit: 1.3,
    run: () => compare(15, whole('one-stepgate.js'), whole('one-plain.js')),
  },
  {
    measured: '1,000 services',
    against: 'cdk8s.App writing the same bytes',
    limit: 0.5,
    run: () =>
      compare(
        1, // The other side takes a minute, and the two are far apart.
        () => fleet('stepgate', 1000),
        () => fleet('cdk8s', 1000),
      ),
  },
  {
    measured: '4,000 services',
    against: '500 services',
    limit: 9,
    run: () =>
      compare(
        3,
        () => fleet('stepgate', 4000),
        () => fleet('stepgate', 500),
      ),
  },
  {
    measured: `1,000 rollouts x ${SCENARIOS.length} scenarios`,
    against: '125 rollouts',
    limit: 9,
    run: () =>
      compare(
        5,
        () => rollouts(1000),
        () => rollouts(125),
      ),
  },
  {
    measured: 'rules and alert tests of 100 objectives',
    against: '10 objectives',
    limit: 15,
    run: () =>
      compare(
        3,
        () => alerts('made', 100),
        () => alerts('made', 10),
      ),
  },
  {
    measured: 'promtool over the tests of 30 objectives',
    against: '3 objectives',
    limit: 12,
    run: () =>
      compare(
        1, // The more of them take most of a minute; 100 take two and a half.
        () => alerts('apart', 30),
        () => alerts('apart', 3),
      ),
  },
  {
    measured: 'promtool over 6 objectives, a file each',
    against: 'all 6 in one file',
    limit: 0.5,
    run: () =>
      compare(
        1, // The other side grows with the square: with 100 it does not end.
        () => alerts('apart', 6),
        () => alerts('together', 6),
      ),
  },
  ...gates,
];

// `npm run bench -- gates`: only the rows that have this in their name
const [, , wanted = ''] = process.argv;

const table = new Table({
  head: ['measured', 'ms', 'against', 'ms', 'ratio', 'limit', ''],
  style: { head: [], border: [] },
});
for (const { measured, against, limit, run } of benches.filter((bench) => bench.measured.includes(wanted))) {
  const figures = run();
  if (typeof figures === 'string') {
    table.push([measured, '', against, '', '', `<= ${limit}`, figures]);
    continue;
  }
  const { ours, theirs, ratio } = figures;
  const within = ratio <= limit;
  table.push([
    measured,
    ours.toFixed(0),
    against,
    theirs.toFixed(0),
    ratio.toFixed(2),
    `<= ${limit}`,
    within ? '' : 'over',
  ]);
  if (!within) process.exitCode = 1;
}
console.log(table.toString());
