import { createRequire } from 'node:module';
import type { Parser } from '@lezer/common';
import { stringify } from 'yaml';
import { grafana, grafanaVendor, isUnsupported, Objective } from '../../lib/monitoring';
import type { GridPos } from '../../lib/monitoring/grafana/model';
import { closedValidator } from '../support/schema';
import { testWith, testWithShared } from '../support/tools';
import { pageOf, panelsOf, queriesOf, sent } from './grafana-json';
import { ofEachConvention, oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

const { parser } = createRequire(__filename)('@prometheus-io/lezer-promql') as { readonly parser: Parser };

const objectives = [...oneOfEachKind, ...ofEachConvention.map(([, objective]) => objective)];
const pages = [
  pageOf(oneOfEachKind),
  ...ofEachConvention.map(([, objective]) => pageOf([objective])),
  pageOf(objectives),
];
const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const wordless = Objective.ratio({
  ...common,
  name: 'foreign',
  target: 0.99,
  indicator: {
    kind: 'events',
    total: { raw: { nrql: 'SELECT count(*) FROM Transaction' } },
    part: { is: 'bad', query: { raw: { nrql: 'SELECT count(*) FROM TransactionError' } } },
    series: [],
  },
});

describe('the page of a service', () => {
  test('shows for each objective how its budget burns, what the service does, and canary beside stable', () => {
    const [page = pageOf([])] = pages;
    expect(page.panels.map(({ type, title }) => (type === 'row' ? title : `  ${title}`))).toEqual([
      '99.9 % of events of checkout are good over 30 days (availability)',
      '  Error budget left',
      '  Bad fraction by window',
      '  Burn rate by leg',
      '  Requests per second',
      '  Canary beside stable: bad fraction',
      '99 % of events of checkout are good over 30 days (latency)',
      '  Error budget left',
      '  Bad fraction by window',
      '  Burn rate by leg',
      '  Requests per second',
      '  Canary beside stable: bad fraction',
      '  p99 of the duration',
      '99 % of minutes of checkout are good over 30 days (saturation)',
      '  Error budget left',
      '  Bad fraction by window',
      '  Burn rate by leg',
      '  Value and limit',
      '99 % of minutes of checkout are good over 30 days (freshness)',
      '  Error budget left',
      '  Bad fraction by window',
      '  Burn rate by leg',
      '  Age of the last success',
      '99 % of events of checkout are good over 30 days (mails)',
      '  Error budget left',
      '  Bad fraction by window',
      '  Burn rate by leg',
      '  Events per second',
    ]);
    expect(page.annotations.list.map(({ name, iconColor }) => [name, iconColor])).toEqual([
      ['Releases', 'blue'],
      ['Completed releases', 'green'],
      ['Aborted releases', 'red'],
    ]);
    expect(page.links).toMatchObject([{ title: 'Runbook', url: 'https://wiki/checkout#slo' }]);
  });

  test.each([
    ['Bad fraction by window', [0.001, 0.006, 0.0144]],
    ['Burn rate by leg', [1, 6, 14.4]],
    ['Canary beside stable: bad fraction', [0.011]],
  ])('draws the lines of the objective into "%s", those of pages in red', (wanted, values) => {
    const panel = panelsOf(pageOf(oneOfEachKind.slice(0, 1))).find(({ title }) => title === wanted);
    const steps = values.map((value) => ({
      value,
      color: value === Math.min(...values) && values.length > 1 ? 'orange' : 'red',
    }));
    expect(panel?.fieldConfig).toMatchObject({
      defaults: { thresholds: { steps: [{ value: null, color: 'transparent' }, ...steps] } },
    });
  });

  test('draws the limit of a gauge, and the bound of a bucket in the unit of its metric', () => {
    const drawn = panelsOf(pageOf(objectives))
      .filter(({ title }) => /limit|Age|duration/.test(title))
      .map(({ fieldConfig }) => {
        const { unit, thresholds } = (
          fieldConfig as { defaults: { unit: string; thresholds: { steps: { value: number }[] } } }
        ).defaults;
        return `${thresholds.steps[1]?.value} ${unit}`;
      });
    expect(drawn.slice(0, 3)).toEqual(['1000 ms', '0.9 short', '600 s']);
    expect([...new Set(drawn.slice(3))].sort()).toEqual(['1 s', '1000 ms']);
  });

  test('lets the reader choose the versions where pods tell them apart, and the Services where those do', () => {
    const names = (name: string) =>
      pageOf(
        ofEachConvention.filter(([one]) => one.startsWith(name)).map(([, objective]) => objective),
      ).templating.list.map((variable) => variable.name);
    expect(names('istio')).toEqual(['datasource', 'canary_hash', 'stable_hash']);
    expect(names('nginx')).toEqual(['datasource', 'canary_service', 'stable_service']);
  });

  test('names an objective that it cannot show, and is none where it could show none', () => {
    const page = pageOf([...oneOfEachKind.slice(0, 1), wordless]);
    expect(page.panels.at(-1)).toMatchObject({
      type: 'text',
      options: { content: expect.stringContaining('raw.promql') },
    });
    for (const nothing of [[], [wordless]]) {
      expect(grafanaVendor.dashboard({ service: 'checkout', namespace: 'shop', objectives: nothing })).toEqual({
        unsupported: expect.stringContaining(`none of its ${nothing.length} objectives`),
      });
    }
  });

  test('has panels with numbers of their own, inside the grid, none upon another', () => {
    for (const { panels } of pages) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const places = panels.map(({ gridPos }) => gridPos);
      expect(places.filter(({ x, w, h }) => x < 0 || w < 1 || h < 1 || x + w > 24)).toEqual([]);
      expect(places.flatMap((one, index) => places.slice(index + 1).filter((other) => overlap(one, other)))).toEqual(
        [],
      );
    }
  });

  test('has a uid of its own in the organisation, the same at each synth and 40 characters at most', () => {
    const uidIn = (namespace: string, service: string) => {
      const answer = grafanaVendor.dashboard({ service, namespace, objectives });
      return isUnsupported(answer) ? '' : (answer[0]?.body as { uid: string }).uid;
    };
    const long = 'a'.repeat(60);
    const uids = [
      uidIn('shop', 'checkout'),
      uidIn('shop', 'cart'),
      uidIn('shop', `${long}b`),
      uidIn('shop', `${long}c`),
    ];
    const all = [...uids, uidIn('shop-checkout', 'eu'), uidIn('shop', 'checkout-eu')];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((uid) => !/^[a-zA-Z0-9-_]{1,40}$/.test(uid))).toEqual([]);
    expect(uidIn('shop', 'checkout')).toBe(uids[0]);
  });
});

describe('the queries of a page', () => {
  test("are PromQL to its grammar, with Grafana's variables filled in", () => {
    const asked = pages.flatMap((page) => queriesOf(page).map(([name, query]) => [name, sent(query, page)] as const));
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter(([, query]) => query === '' || hasError(query))).toEqual([]);
    expect(hasError('sum(rate(a[5m])')).toBe(true);
  });

  test('ask for no variable that the page does not have', () => {
    const page = pageOf(oneOfEachKind);
    expect(() => sent('up{pod="$pod"}', page)).toThrow('$pod');
    expect(() => sent('up{service="$canary_service"}', page)).toThrow('$canary_service');
  });

  testWith(promtool, 'no promtool', 'are PromQL to promtool', async () => {
    const rules = pages.flatMap((page, at) =>
      queriesOf(page).map(([, query], index) => ({ record: `page:${at}:query_${index}`, expr: sent(query, page) })),
    );
    const files = { 'rules.yaml': stringify({ groups: [{ name: 'page', rules }] }, { version: '1.1', lineWidth: 0 }) };
    expect(await runPromtool(['check', 'rules', 'rules.yaml'], files)).toEqual({
      status: 0,
      output: expect.stringContaining(`SUCCESS: ${rules.length} rules found`),
    });
  });
});

describe('the objects of the operator', () => {
  testWithShared('are valid, and unknown to nobody', (dir) => {
    const errorsOf = closedValidator(dir);
    for (const options of [
      {},
      { folder: { uid: 'teams' } },
      { folder: { ref: 'ours' }, instanceSelector: { a: 'b' } },
    ]) {
      const answer = grafana(options).dashboard({ service: 'checkout', namespace: 'shop', objectives });
      const objects = isUnsupported(answer) ? [] : answer.filter(({ kind }) => kind !== 'dashboard');
      expect(objects.map(({ kind }) => kind)).toEqual(
        'folder' in options ? ['GrafanaDashboard'] : ['GrafanaFolder', 'GrafanaDashboard'],
      );
      expect(objects.flatMap(({ body }) => errorsOf(body))).toEqual([]);
    }
  });

  test('hold the very page, in the folder that comes with it or the one that was chosen', () => {
    const bodies = (vendor: typeof grafanaVendor) => {
      const answer = vendor.dashboard({ service: 'checkout', namespace: 'shop', objectives });
      return isUnsupported(answer)
        ? []
        : answer.map(({ body }) => body as { metadata: { name: string }; spec: { json: string } });
    };
    const [page, folder, object] = bodies(grafanaVendor);
    expect(JSON.parse(object?.spec.json ?? '')).toEqual(page);
    expect(object?.spec).toMatchObject({ folderRef: folder?.metadata.name, allowCrossNamespaceImport: true });
    expect(bodies(grafana({ folder: { uid: 'teams' } })).at(-1)?.spec).toMatchObject({ folderUID: 'teams' });
  });
});

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function hasError(query: string): boolean {
  const found: string[] = [];
  parser.parse(query).iterate({ enter: ({ type }) => void (type.isError && found.push(type.name)) });
  return found.length > 0;
}
