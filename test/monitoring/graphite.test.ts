import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asked, expected, faultsOf, NAMED, OPTIONS, rendered, TRAFFIC, whyNot, type Traffic } from './ask';
import { rawObjective } from './raw-objective';
import { noDataChoices } from '../../lib';
import { graphiteAt, graphiteVendor, type CanaryMetric } from '../../lib/monitoring';
import * as argo from '../support/argo';
import { ROOT, testWith } from '../support/tools';

const failed = rawObjective({ language: 'graphite', total: 'mail.$side.all', part: 'mail.$side.failed' });
const sent = rawObjective({ language: 'graphite', total: 'mail.$side.all', part: 'mail.$side.sent', is: 'good' });
const vendor = graphiteAt('http://graphite.monitoring:8080');

/** The parameters of the render API, as Argo reads them. */
function parametersOf(question: CanaryMetric): URLSearchParams {
  const { query } = (rendered(question, 'pause').provider as { graphite: { query: string } }).graphite;
  return new URLSearchParams(query.replace(/\s/g, ''));
}

type Points = readonly (number | null)[];
type Series = Readonly<Record<string, Points>>;

/** Points of five minutes, null where nothing was written; no series at all where nothing was ever counted. */
function series(traffic: Traffic): Series {
  const points = (events: number): Points => [
    null,
    Math.floor(events / 3),
    null,
    events - Math.floor(events / 3),
    null,
  ];
  const named = (side: string, [total, bad]: Traffic['canary']) => ({
    [`mail.${side}.all`]: points(total),
    [`mail.${side}.failed`]: points(bad),
    [`mail.${side}.sent`]: points(total - bad),
  });
  const all = { ...named('new', traffic.canary), ...named('old', traffic.stable) };
  return Object.fromEntries(Object.entries(all).filter(([, made]) => made.some((point) => (point ?? 0) > 0)));
}

const python = join(ROOT, '.tools', 'python', 'bin', 'python');
const found = existsSync(python) ? python : undefined;
const why = 'no .tools/python: scripts/build-tools.sh makes it where Python is at hand';

/** What Graphite's own functions make of targets. */
function render(program: string, cases: readonly { readonly target: string; readonly series: Series }[]): Points[][] {
  const input = JSON.stringify(cases.map((one) => ({ ...one, seconds: 300 })));
  const script = join(ROOT, 'test', 'tools', 'graphite', 'functions.py');
  const run = spawnSync(program, ['-I', script], { input, encoding: 'utf8' });
  if (run.error ?? run.status !== 0) {
    throw new Error(run.error?.message ?? run.stderr);
  }
  // the script says what it prints
  return JSON.parse(run.stdout) as Points[][];
}

describe.each([
  ['bad', failed],
  ['good', sent],
] as const)('by the functions of Graphite, where %s events are counted', (_is, objective) => {
  const cases = asked(vendor, objective, NAMED).flatMap((question) =>
    TRAFFIC.map((traffic) => ({
      question,
      traffic,
      target: parametersOf(question).get('target') ?? '',
      series: series(traffic),
    })),
  );
  const form = ({ name }: CanaryMetric) => name.replace(/.*-/, '') as 'rise' | 'significance' | 'level';

  testWith(found, why, 'there is one series with one point, null where there were too few requests', (program) => {
    const answers = render(program, cases);
    const read = cases.map(({ question, traffic }, index) => ({
      case: `${question.name}, ${traffic.name}`,
      points: answers[index]?.map((points) =>
        points.map((point) => (point === null ? undefined : Number(point.toFixed(6)) + 0)),
      ),
    }));
    expect(read).toEqual(
      cases.map(({ question, traffic }) => ({
        case: `${question.name}, ${traffic.name}`,
        points: [[traffic[form(question)]]],
      })),
    );
  });

  testWith(
    found === undefined || argo.oracle() === undefined ? undefined : found,
    found === undefined ? why : argo.NO_ORACLE,
    'what Argo makes of it is what noData says, asked through its own provider',
    (program) => {
      const answers = render(program, cases);
      const measured = cases.flatMap(({ question, traffic }, index) =>
        noDataChoices.map((noData) => ({
          name: `${question.name}, ${traffic.name}, ${noData}`,
          input: {
            metric: rendered(question, noData),
            response: {
              body: JSON.stringify(
                (answers[index] ?? []).map((points) => ({
                  target: 'x',
                  datapoints: points.map((point) => [point, 0]),
                })),
              ),
            },
          },
          phase: expected(traffic[form(question)], question.below, noData),
        })),
      );
      const results = argo.measure(measured.map(({ input }) => input));
      expect(measured.map(({ name }, index) => ({ name, phase: results[index]?.phase }))).toEqual(
        measured.map(({ name, phase }) => ({ name, phase })),
      );
      // what reaches Graphite is what was evaluated above
      const [first] = results.flatMap(({ requests }) => requests);
      expect(new URL(first?.url ?? '', 'http://graphite').searchParams.get('target')).toBe(cases[0]?.target);
    },
  );

  testWith(found, why, 'a side without data would pass for the other one, were the guard not outermost', (program) => {
    const [rise] = asked(vendor, objective, NAMED);
    const target = parametersOf(rise!).get('target') ?? '';
    const inside = /round\((.*?),9\)(?=,pow)/.exec(target)?.[1] ?? '';
    const silent = series({ canary: [0, 0], stable: [1000, 10] });
    const [unguarded, guarded] = render(program, [
      { target: inside, series: silent },
      { target, series: silent },
    ]);
    expect(unguarded).toEqual([[0.01]]);
    expect(guarded).toEqual([[null]]);
  });
});

describe('the query', () => {
  test('has no faults for the factory, and its address is one of yours or an argument', () => {
    const [mine] = asked(vendor, failed, OPTIONS);
    const [argument] = asked(graphiteVendor, failed, OPTIONS);
    expect([faultsOf(mine!), faultsOf(argument!)]).toEqual([[], []]);
    expect(mine!.provider.options.address).toBe('http://graphite.monitoring:8080');
    expect(mine!.args).toEqual(['canary-hash', 'stable-hash']);
    expect(argument!.args).toEqual(['canary-hash', 'graphite-address', 'stable-hash']);
  });

  test('survives white space and signs of URLs in a raw query', () => {
    const odd = rawObjective({
      language: 'graphite',
      total: 'seriesByTag("name=all", "version=$side", "place=a&b+c%d")',
      part: 'mail.$side.failed',
    });
    const [rise] = asked(vendor, odd, NAMED);
    expect(parametersOf(rise!).get('target')).toContain('seriesByTag("name=all", "version=new", "place=a&b+c%d")');
    expect([...parametersOf(rise!).keys()]).toEqual(['target', 'from']);
    expect(parametersOf(rise!).get('from')).toBe('-300s');
  });

  test('is refused for a slot with a pattern, and in another language', () => {
    const patterned = rawObjective({
      language: 'graphite',
      total: 'a.$side',
      part: 'b.$side',
      slot: { label: 'version', by: 'hash', pattern: 'v-<value>-.*' },
    });
    expect(whyNot(vendor, patterned)).toMatch(/leave `pattern` out/);
    expect(whyNot(vendor, rawObjective({ language: 'nrql', total: 'A', part: 'B' }))).toMatch(/raw.graphite/);
  });
});
