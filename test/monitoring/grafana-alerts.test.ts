import { stringify } from 'yaml';
import {
  alertTestFiles,
  alertsOf,
  grafana,
  grafanaVendor,
  isUnsupported,
  monitoringVendors,
  Objective,
  WORKBOOK_WINDOWS,
  type GrafanaOptions,
} from '../../lib/monitoring';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { ofEachConvention, oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

interface Data {
  readonly refId: string;
  readonly datasourceUid: string;
  readonly model: { readonly expr?: string; readonly expression?: string };
}

interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly noDataState: string;
  readonly execErrState: string;
  readonly data: readonly Data[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Group {
  readonly spec: { readonly interval: string; readonly rules: readonly Rule[] };
}

interface TestFile {
  readonly tests: readonly { readonly alert_rule_test: readonly { readonly eval_time: string }[] }[];
}

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const all: readonly (readonly [string, Objective])[] = [
  ...oneOfEachKind.map((objective) => [objective.spec.kind, objective] as const),
  ...ofEachConvention,
];

function groupOf(objective: Objective, options: GrafanaOptions = {}): Group {
  const answer = grafana(options).alerts(objective);
  if (isUnsupported(answer)) {
    throw new Error(answer.unsupported);
  }
  return answer.artefacts[0]?.body as Group;
}

/**
 * A rule as Prometheus would write it. Grafana's `$a > 1 && $b > 1` has no answer where one of the numbers has none, and
 * otherwise says 0 or 1: the condition holds exactly where `and` leaves a sample.
 */
function asPrometheus({ title, condition, data, labels, annotations }: Rule): object {
  const { expression = '' } = data.find(({ refId }) => refId === condition)?.model ?? {};
  const conditions = expression.split(' && ').map((one) => {
    const [, refId, comparison] = /^\$(\w+) ((?:>|>=) [0-9.e-]+)$/.exec(one) ?? [];
    const expr = data.find((asked) => asked.refId === refId)?.model.expr;
    if (expr === undefined || comparison === undefined) {
      throw new Error(`not understood: ${one} in ${expression}`);
    }
    return `((${expr}) ${comparison})`;
  });
  return { alert: title.split(' ')[0], expr: conditions.join(' and '), labels, annotations };
}

/**
 * The objective's generated tests with the rules of Grafana in place of those of Prometheus, which are not there. These rules
 * remember nothing, so each test evaluates them at the moment that it judges and at no other.
 */
function grafanaTests(objective: Objective, rules: readonly object[]): Readonly<Record<string, string>> {
  const [, made] = alertTestFiles(objective) ?? [];
  const { tests } = made?.body as TestFile;
  const moments = [...new Set(tests.map(momentOf))];
  return {
    'grafana.yaml': yaml({ groups: [{ name: 'grafana', rules }] }),
    ...Object.fromEntries(
      moments.map((moment) => [
        `${moment}.test.yaml`,
        yaml({
          rule_files: ['grafana.yaml'],
          evaluation_interval: moment,
          tests: tests.filter((one) => momentOf(one) === moment).map((one) => ({ ...one, promql_expr_test: [] })),
        }),
      ]),
    ),
  };
}

function momentOf({ alert_rule_test: [one] }: TestFile['tests'][number]): string {
  return one?.eval_time ?? '';
}

function yaml(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

function runTests(files: Readonly<Record<string, string>>) {
  return runPromtool(['test', 'rules', ...Object.keys(files).filter((path) => path.endsWith('.test.yaml'))], files);
}

describe('the alert rules of Grafana', () => {
  // the other conventions differ in names alone
  for (const [name, objective] of all.filter(([name]) => !name.includes(',') || name.startsWith('alb'))) {
    testWith(promtool, 'no promtool', `of ${name} fire and stay quiet exactly as those of Prometheus do`, async () => {
      const rules = groupOf(objective).spec.rules.map(asPrometheus);
      const files = grafanaTests(objective, rules);
      expect(await runPromtool(['check', 'rules', 'grafana.yaml'], files)).toMatchObject({ status: 0 });
      expect(await runTests(files)).toEqual({ status: 0, output: expect.not.stringContaining('FAILED') });
    });
  }

  testWith(promtool, 'no promtool', 'would fail those tests with another threshold, window or minimum', async () => {
    const [objective] = oneOfEachKind;
    const rules = objective === undefined ? [] : groupOf(objective).spec.rules.map(asPrometheus);
    const spoilt = [
      [/> 0\.0144/g, '> 0.016'],
      [/> 0\.006\b/g, '> 0.0055'],
      [/\[5m\]/g, '[30m]'],
      [/\[1h\]/g, '[6h]'],
      [/ and \(\(/g, ' or (('],
      [/ >= 2\)/g, ' >= 0)'],
    ] as const;
    for (const [what, by] of spoilt) {
      const text = JSON.stringify(rules);
      expect(text).toMatch(what);
      const mutant = JSON.parse(text.replace(what, by)) as object[];
      const files = objective === undefined ? {} : grafanaTests(objective, mutant);
      const { status } = await runTests(files);
      expect([`${what} -> ${by}`, status]).not.toEqual([`${what} -> ${by}`, 0]);
    }
  });

  testWithShared('are valid, and unknown to nobody', (dir) => {
    const errorsOf = closedValidator(dir);
    const options: readonly GrafanaOptions[] = [{}, { folder: { uid: 'teams' } }, { folder: { ref: 'teams' } }];
    for (const [, objective] of all) {
      expect(options.flatMap((one) => errorsOf(groupOf(objective, one)))).toEqual([]);
    }
  });

  test('carry the labels and texts that all vendors share, one rule for each leg', () => {
    for (const [, objective] of all) {
      const { rules } = groupOf(objective).spec;
      expect(rules.map(({ labels, annotations }) => ({ labels, annotations }))).toEqual(
        alertsOf(objective).map(({ labels, annotations }) => ({ labels, annotations })),
      );
    }
  });

  test('live in exactly one folder: that of the page, or the one that was chosen', () => {
    const [objective] = oneOfEachKind;
    const folders = (options: GrafanaOptions) => {
      const { spec } = objective === undefined ? { spec: {} } : groupOf(objective, options);
      return Object.entries(spec).filter(([key]) => key.startsWith('folder'));
    };
    expect(folders({})).toEqual([['folderRef', 'slo-checkout']]);
    expect(folders({ folder: { ref: 'teams' } })).toEqual([['folderRef', 'teams']]);
    expect(folders({ folder: { uid: 'teams' } })).toEqual([['folderUID', 'teams']]);
  });

  test('ask the data source that was chosen, as often as was asked for', () => {
    for (const objective of oneOfEachKind) {
      const { interval, rules } = groupOf(objective, { datasourceUid: 'mimir', intervalSeconds: 30 }).spec;
      expect(interval).toBe('30s');
      expect(new Set(rules.flatMap(({ data }) => data.map(({ datasourceUid }) => datasourceUid)))).toEqual(
        new Set(['mimir', '__expr__']),
      );
    }
  });

  test.each([0, -10, 15, 2.5, NaN])('are not evaluated every %p seconds', (intervalSeconds) => {
    expect(() => grafana({ intervalSeconds })).toThrow(/intervalSeconds: .*no multiple of 10/);
  });

  test('have uids of their own in the organisation, and titles of their own in the folder', () => {
    const long = { ...common, service: 's'.repeat(63), name: 'n'.repeat(63) };
    const [, sample = oneOfEachKind[0]] = oneOfEachKind;
    const { indicator } = sample?.spec ?? {};
    const longest =
      indicator?.kind === 'events'
        ? [Objective.ratio({ ...long, indicator, target: 0.999, burnWindows: WORKBOOK_WINDOWS })]
        : [];
    const rules = [...oneOfEachKind, ...longest].flatMap((objective) => groupOf(objective).spec.rules);
    expect(rules).toHaveLength(5 * 3 + 4);
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
    expect(rules.filter(({ uid, title }) => uid.length > 40 || title.length > 190)).toEqual([]);
  });

  test('are quiet without traffic, and tell a data source that fails by a name of its own', () => {
    const rules = all.flatMap(([, objective]) => groupOf(objective).spec.rules);
    expect(new Set(rules.map(({ noDataState, execErrState }) => `${noDataState} ${execErrState}`))).toEqual(
      new Set(['OK Error']),
    );
  });

  test('do not exist without PromQL', () => {
    const raw = { raw: { nrql: 'SELECT count(*) FROM Transaction' } };
    const indicator = { kind: 'events', total: raw, part: { is: 'bad', query: raw }, series: [] } as const;
    expect(grafanaVendor.alerts(Objective.ratio({ ...common, target: 0.999, indicator }))).toEqual({
      unsupported: expect.stringContaining('add `raw.promql`'),
    });
  });
});

test('Grafana judges no canary, and names a vendor that does', () => {
  const [objective] = oneOfEachKind;
  const answer = objective && grafanaVendor.analysis(objective);
  expect(answer).toEqual({ unsupported: expect.stringContaining('no metric provider of Argo Rollouts') });
  const named = monitoringVendors.filter(
    ({ id }) => answer !== undefined && 'unsupported' in answer && answer.unsupported.includes(`such as ${id}`),
  );
  expect(named.map((vendor) => objective !== undefined && isUnsupported(vendor.analysis(objective)))).toEqual([false]);
});
